/** What is drawn of units: words, images with their frames, bars. On a canvas, or on a drawing that is saved. */

import { letter } from "./lettering.js";
import { paintInk, paintSigned } from "./pixels.js";

/** @import { Frame, Theme } from "../scene.d.ts" */

/** Lines of words take so many times their size. */
export const LINE = 1.3;
const FRAME = { plain: 1, looked: 2, selected: 3.5 };

/** @param {any} context  @param {string} words  @param {number} x  @param {number} y  the middle of the line
 * @param {{ size: number, theme: Theme, weight?: number, align?: "left"|"center"|"right", color?: string }} how */
export function drawWords(context, words, x, y, { size, theme, weight = 400, align = "left", color = theme.text }) {
  letter(context, words, { x, y, size, color, font: theme.font, weight, align });
}

/** @param {any} context  @param {string} words  @param {number} size  @param {Theme} theme  @returns {number} */
export function widthOf(context, words, size, theme, weight = 400) {
  context.font = `${weight} ${size}px ${theme.font}`;
  return context.measureText(words).width;
}

/** Small canvases, one for each image that is in sight: they are kept from frame to frame. */
export class Tiles {
  /** @type {HTMLCanvasElement[]} */
  canvases = [];

  /** @param {number} k */
  at(k) {
    return (this.canvases[k] ??= document.createElement("canvas"));
  }

  /** @param {number} k  @param {ArrayLike<number>} values  @param {number} side  @param {number} most  what gets the full colours  @param {Theme} theme */
  signed(k, values, side, most, theme) {
    paintSigned(this.at(k), values, side, most, theme);
    return this.at(k);
  }

  /** @param {number} k  @param {ArrayLike<number>} values  @param {number} side  @param {number} most  what is all ink */
  ink(k, values, side, most) {
    paintInk(this.at(k), values, side, most);
    return this.at(k);
  }
}

/** An image in its frame; small ones are smoothed, of large ones every pixel is seen.
 * @param {any} context  @param {HTMLCanvasElement} tile  @param {number} left  @param {number} top  @param {number} side
 * @param {Theme} theme  @param {keyof typeof FRAME} [frame] */
export function drawTile(context, tile, left, top, side, theme, frame = "plain") {
  context.imageSmoothingEnabled = side < 2 * tile.width;
  context.drawImage(tile, left, top, side, side);
  const width = FRAME[frame];
  const out = width / 2;
  context.beginPath();
  context.rect(left - out, top - out, side + width, side + width);
  context.lineWidth = width;
  context.strokeStyle = frame === "plain" ? theme.colors.grid : frame === "looked" ? theme.colors.muted : theme.text;
  context.stroke();
}

/** A bar along a line: a positive value is full and begins at the left, a negative one hollow and at the right.
 * @param {any} context  @param {Frame} room  @param {number} share  of the largest  @param {Theme} theme */
export function drawLevel(context, { left, top, width, height }, share, theme) {
  context.fillStyle = theme.panel;
  context.fillRect(left, top, width, height);
  const long = Math.abs(share) * width;
  fillSigned(context, { left: share < 0 ? left + width - long : left, top, width: long, height }, share, theme);
}

/** From the middle of its room to the right, or, of a negative value, to the left.
 * @param {any} context  @param {Frame} room  @param {number} share  of the largest  @param {Theme} theme */
export function drawSigned(context, { left, top, width, height }, share, theme) {
  const middle = left + width / 2;
  const long = (Math.abs(share) * width) / 2;
  fillSigned(context, { left: share < 0 ? middle - long : middle, top, width: long, height }, share, theme);
  context.fillStyle = theme.colors.muted;
  context.fillRect(middle - 0.75, top - 2, 1.5, height + 4);
}

/** From the middle of its room up, or, of a negative value, down.
 * @param {any} context  @param {Frame} room  @param {number} share  of the largest  @param {Theme} theme */
export function drawUpright(context, { left, top, width, height }, share, theme) {
  const middle = top + height / 2;
  const long = (Math.abs(share) * height) / 2;
  fillSigned(context, { left, top: share < 0 ? middle : middle - long, width, height: long }, share, theme);
}

/** Hollow where it is negative: nobody must know the colours.  @param {any} context  @param {Frame} bar */
function fillSigned(context, { left, top, width, height }, share, theme) {
  context.fillStyle = theme.colors[share < 0 ? "negative" : "positive"];
  context.fillRect(left, top, width, height);
  const edge = 2.5;
  if (share >= 0 || width <= 2 * edge || height <= 2 * edge) return;
  context.fillStyle = theme.background;
  context.fillRect(left + edge, top + edge, width - 2 * edge, height - 2 * edge);
}

/** Words in as many lines as they need: between words, and between any two letters of a language without spaces.
 * @param {any} context  @param {string} words  @param {number} width  @returns {string[]} */
export function wrapped(context, words, width, size, theme) {
  context.font = `400 ${size}px ${theme.font}`;
  const lines = [""];
  for (const piece of words.match(/[\x21-\u2fff]+\s*|[^\x21-\u2fff]/gu) ?? []) {
    const longer = lines[lines.length - 1] + piece;
    const mayBreak = lines[lines.length - 1] !== "" && !/^[、。，．）」]/.test(piece);
    if (mayBreak && context.measureText(longer.trimEnd()).width > width) lines.push(piece);
    else lines[lines.length - 1] = longer;
  }
  return lines.map((line) => line.trimEnd());
}
