/** Ten bars with per cent: what the network says of an image. */

import { format } from "../shared/format.js";

/** @import { Theme } from "../scene.d.ts" */

/** Room for the mark and the digit, and for the per cent, in sizes of the font. */
const [LEFT, RIGHT] = [1.75, 3.4];
const MARK = 0.55;

/** The place of the largest.  @param {ArrayLike<number>} shares */
export function largest(shares) {
  let best = 0;
  for (let k = 1; k < shares.length; k++) if (shares[k] > shares[best]) best = k;
  return best;
}

/** Which bar is at a height.  @param {number} top  @param {number} height  of all */
export function barAt(top, height) {
  return Math.max(0, Math.min(9, Math.floor((10 * top) / height)));
}

/**
 * @param {any} context  @param {{ left: number, top: number, width: number, height: number }} frame
 * @param {ArrayLike<number>|null} shares  null: nothing is said  @param {Theme} theme  @param {number} fontSize
 */
export function paintBars(context, { left, top, width, height }, shares, theme, fontSize) {
  const row = height / 10;
  const size = Math.min(fontSize, row);
  const best = shares ? largest(shares) : -1;
  const bar = { left: left + LEFT * size, width: width - (LEFT + RIGHT) * size, height: 0.56 * row };
  for (let digit = 0; digit < 10; digit++) {
    const middle = top + (digit + 0.5) * row;
    const first = digit === best;
    context.fillStyle = theme.colors.grid;
    context.fillRect(bar.left, middle - bar.height / 2, bar.width, bar.height);
    context.fillStyle = first ? theme.text : theme.colors.muted;
    if (shares) context.fillRect(bar.left, middle - bar.height / 2, bar.width * shares[digit], bar.height);
    if (first) mark(context, left, middle, MARK * size);
    context.fillStyle = theme.text;
    context.font = `${first ? 700 : 400} ${size}px ${theme.font}`;
    context.textAlign = "right";
    context.fillText(String(digit), bar.left - 0.35 * size, middle);
    if (shares) context.fillText(format(shares[digit], "%"), left + width, middle);
  }
}

/** A triangle that points at the largest. */
function mark(context, left, middle, size) {
  context.beginPath();
  context.moveTo(left, middle - size / 1.6);
  context.lineTo(left + size, middle);
  context.lineTo(left, middle + size / 1.6);
  context.closePath();
  context.fill();
}
