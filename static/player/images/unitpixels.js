/** What makes a first-layer unit's sum: its weights, the image that is sent, and their product, pixel by pixel. */

import { filled, format } from "../shared/format.js";
import { drawTile, drawWords, LINE, widthOf, wrapped } from "./unitdrawing.js";
import { sumOf } from "./unitmoment.js";
import { largest, product, total } from "./unitsums.js";
import { even } from "./weightsgrid.js";

/** @import { Frame, Point } from "../scene.d.ts" */
/** @import { Spot } from "./unitspots.js" */
/** @import { Shown } from "./unit.js" */

/** Room for a sign between two images, and for the numbers beside them, in sizes of the letters. */
const [SIGN, NUMBERS] = [1.3, 7.5];
/** Lines of numbers under the images. */
const LINES = 2;

/** @param {any} context  @param {Frame} room  @param {Shown} shown  @returns {Spot[]} */
export function drawPixelSum(context, room, shown) {
  return shown.moment.sent ? drawProduct(context, room, shown, shown.moment.sent) : drawWeights(context, room, shown);
}

/** Nothing is sent: the weights where they always are, and beside them what to do.
 * @param {any} context  @param {Frame} room  @param {Shown} shown  @returns {Spot[]} */
function drawWeights(context, room, shown) {
  const { size, spec: { side: pixels, words }, theme } = shown;
  const line = LINE * size;
  const { side } = sideFor(room, size, pixels);
  const at = { left: room.left + 2, top: room.top + line, width: side, height: side };
  const start = at.left + side + 0.9 * size;
  drawWords(context, words.unit_weights, at.left + side / 2, room.top + line / 2, { size, theme, align: "center" });
  drawTile(context, weightsTile(shown), at.left, at.top, side, theme);
  const lines = [`b = ${format(shown.bias, ".4g")}`, ...wrapped(context, words.unit_nothing, room.left + room.width - start, size, theme)];
  lines.forEach((text, k) => {
    drawWords(context, text, start, at.top + line * (k + 0.5), { size, theme, color: k ? theme.colors.muted : theme.text });
  });
  return [{ key: "weights", ...at, lines: (point) => pixelLines(shown, point) }];
}

/** @param {any} context  @param {Frame} room  @param {Shown} shown  @param {number[]} image  @returns {Spot[]} */
function drawProduct(context, room, shown, image) {
  const { size, spec: { side: pixels, words }, theme, tiles } = shown;
  const line = LINE * size;
  const parts = product(shown.weights, image);
  const made = [
    { key: "weights", name: words.unit_weights, tile: weightsTile(shown) },
    { key: "image", name: words.unit_image, tile: tiles.ink(1, image, pixels, 1) },
    { key: "product", name: words.unit_product, tile: tiles.signed(2, parts, pixels, largest(parts), theme) },
  ];
  const { beside, side } = sideFor(room, size, pixels);
  const step = side + SIGN * size;
  const middle = room.top + line + side / 2;
  const spots = made.map(({ key, name, tile }, k) => {
    const at = { left: room.left + 2 + k * step, top: room.top + line, width: side, height: side };
    drawTile(context, tile, at.left, at.top, side, theme);
    drawWords(context, name, at.left + side / 2, room.top + line / 2, { size: fitting(context, name, step, size, theme), theme, align: "center" });
    if (k) drawWords(context, k === 1 ? "×" : "=", at.left - (SIGN * size) / 2, middle, { size, theme, weight: 600, align: "center" });
    return { key, ...at, lines: (/** @type {Point|null} */ point) => pixelLines(shown, point) };
  });
  const numbers = numbersOf(shown, "Σ w·x", total(parts));
  if (beside) drawColumn(context, numbers, room.left + 2 + 3 * step - 0.4 * size, middle, size, theme);
  else drawNumbers(context, numbers, room.left, room.top + line + side + 0.3 * size, size, theme);
  return spots;
}

/** Three images as large as fit, their numbers beside or under them.  @param {Frame} room */
function sideFor({ width, height }, size, pixels) {
  const signs = 2 * SIGN * size + 4;
  const line = LINE * size;
  const underneath = Math.min((width - signs) / 3, height - (LINES + 1) * line - 0.4 * size);
  const abreast = Math.min((width - signs - NUMBERS * size) / 3, height - line - 4);
  return { beside: abreast > underneath, side: even(Math.floor(Math.max(abreast, underneath)), pixels) };
}

/** Letters that are as large as the width allows. */
function fitting(context, words, width, size, theme) {
  return size * Math.min(1, width / widthOf(context, words, size, theme));
}

/** What the sum is made of, and what becomes of it.
 * @param {Shown} shown  @param {string} name  @param {number} sum  without the bias */
export function numbersOf({ bias, moment, node: { layer, unit } }, name, sum) {
  const [z, a] = [sumOf(moment, layer, unit), /** @type {Float64Array[]} */ (moment.layers)[layer][unit]];
  return [[name, sum], ["b", bias], ["z", z], ["a", a]].map(([key, value]) => `${key} = ${format(value, ".4g")}`);
}

/** @param {any} context  @param {string[]} numbers  @param {number} left  @param {number} middle  of all lines */
function drawColumn(context, numbers, left, middle, size, theme) {
  const line = LINE * size;
  numbers.forEach((text, k) => drawWords(context, text, left, middle + (k - 1.5) * line, { size, theme, weight: k > 1 ? 600 : 400 }));
}

/** In two lines: what makes the sum, what it makes.  @param {any} context  @param {string[]} numbers */
export function drawNumbers(context, numbers, left, top, size, theme) {
  const line = LINE * size;
  const second = left + Math.max(...[0, 2].map((k) => widthOf(context, numbers[k], size, theme, 600))) + 1.2 * size;
  numbers.forEach((text, k) => {
    drawWords(context, text, k % 2 ? second : left, top + line * (k > 1 ? 1.5 : 0.5), { size, theme, weight: k > 1 ? 600 : 400 });
  });
}

/** @param {Shown} shown */
function weightsTile({ moment: { full }, spec: { side }, theme, tiles, weights }) {
  return tiles.signed(0, weights, side, full, theme);
}

/** A pixel: its weight, what is sent, what that adds.  @param {Shown} shown  @param {Point|null} point */
function pixelLines(shown, point) {
  const { moment: { sent }, spec: { side, words }, weights } = shown;
  if (!point) return sent ? numbersOf(shown, "Σ w·x", total(product(weights, sent))) : [words.unit_weights, `b = ${format(shown.bias, ".4g")}`];
  const [column, row] = point.map((share) => Math.max(0, Math.min(side - 1, Math.floor(side * share))));
  const k = row * side + column;
  const place = filled(words.unit_pixel, { row: String(row + 1), column: String(column + 1) });
  const weight = `w = ${format(weights[k], ".4g")}`;
  return [place, weight, ...(sent ? [`x = ${format(sent[k], ".4g")}`, `w·x = ${format(weights[k] * sent[k], ".4g")}`] : [])];
}
