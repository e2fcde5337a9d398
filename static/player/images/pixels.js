/** Pixels: an image or a unit's weights, painted on a canvas that has one pixel for each; the page makes it larger. */

import { pen } from "../shared/dom.js";
import { colorTable } from "../shared/theme.js";

/** @import { Theme } from "../scene.d.ts" */

/** Images are ink on paper in both themes, as people wrote them. */
const INK = Uint32Array.from({ length: 256 }, (_, k) => (0xff000000 | ((255 - k) * 0x010101)) >>> 0);

/** Grey: from paper (0) to ink (1).
 * @param {HTMLCanvasElement} canvas  @param {ArrayLike<number>} values  @param {number} side  @param {number} [most]  what is all ink */
export function paintInk(canvas, values, side, most = 1) {
  paint(canvas, side, (k) => INK[byte(values[k] / most)]);
}

/** Green for positive, purple for negative numbers, full at ±`most`.
 * @param {HTMLCanvasElement} canvas  @param {ArrayLike<number>} values  @param {number} side  @param {number} most  @param {Theme} theme */
export function paintSigned(canvas, values, side, most, theme) {
  const table = signedColors(theme);
  paint(canvas, side, (k) => table[byte(0.5 + (0.5 * values[k]) / most)]);
}

/** @param {number} share */
function byte(share) {
  return Math.round(255 * Math.max(0, Math.min(1, share)));
}

function paint(canvas, side, colorAt) {
  if (canvas.width !== side) Object.assign(canvas, { width: side, height: side });
  const context = pen(canvas);
  const image = context.createImageData(side, side);
  const words = new Uint32Array(image.data.buffer);
  for (let k = 0; k < words.length; k++) words[k] = colorAt(k);
  context.putImageData(image, 0, 0);
}

/** @type {{ key: string, table: Uint32Array }} */
let known = { key: "", table: new Uint32Array() };

/** @param {Theme} theme */
function signedColors(theme) {
  if (known.key !== theme.key) known = { key: theme.key, table: colorTable("signed", theme) };
  return known.table;
}
