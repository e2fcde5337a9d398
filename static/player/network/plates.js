/** Numbers on small plates over the network's picture, each where it has room. */

import { drawPlate, labelBox } from "./label.js";
import { biasPlace, edgeEnds } from "./under.js";
import { format } from "../shared/format.js";

/** @import { Drawn } from "./drawing.js" */
/** @import { Plate } from "./label.js" */

/** Where along a line its number stands: the first place that is free. */
const SHARES = [0.74, 0.62, 0.5, 0.84, 0.38];

/** In sizes of the letters: a tile that is larger has room for its number; what a number takes at a tile's side. */
const [ROOMY, ASIDE] = [2.3, 5];

/** What stays free: the biases' marks and the names.
 * @param {CanvasRenderingContext2D} context  @param {Drawn} drawn  @returns {Plate[]} */
export function kept(context, drawn) {
  const { font, places: { nodes, side }, spec } = drawn;
  const size = { width: 0.8 * font, height: 0.8 * font };
  const marks = spec.nodes.flatMap(({ bias }, k) => (bias ? [around(size, ...biasPlace(nodes[k], side))] : []));
  return [...marks, ...spec.nodes.flatMap((_, k) => labelBox(context, drawn, k) ?? [])];
}

/** A node's number at its tile's side, on its lower edge or over it.
 * @param {CanvasRenderingContext2D} context  @param {Drawn} drawn  @param {number} k  @param {number} value  @returns {Plate} */
export function numberNode(context, drawn, k, value) {
  const { font, places: { nodes, side }, tiles } = drawn;
  const [x, y] = nodes[k];
  const spot = spotOfNumber(drawn, k);
  const words = short(value, spot === "over");
  const low = y + side / 2 - 0.6 * font;
  const { width } = sizeOf(context, drawn, words);
  if (spot === "beside") return plate(context, drawn, words, x + (side + width) / 2 + 2, low, Boolean(tiles));
  return plate(context, drawn, words, x, spot === "within" ? low : y, Boolean(tiles));
}

/** Small tiles have their numbers at the side, where the next layer is far enough away.
 * @param {Drawn} drawn  @param {number} k  @returns {"within"|"beside"|"over"} */
export function spotOfNumber({ font, places: { nodes, side }, spec }, k) {
  if (side > ROOMY * font) return "within";
  const after = spec.nodes.findIndex(({ layer }) => layer === spec.nodes[k].layer + 1);
  return after >= 0 && nodes[after][0] - nodes[k][0] - side > ASIDE * font ? "beside" : "over";
}

/** A number on a line, where that is free.
 * @param {CanvasRenderingContext2D} context  @param {Drawn} drawn  @param {number} k  @param {number} value  @param {Plate[]} taken */
export function numberEdge(context, drawn, k, value, taken) {
  const { places: { nodes, side }, spec: { edges } } = drawn;
  const { source, to } = edges[k];
  const [[ax, ay], [bx, by]] = edgeEnds(nodes[source], nodes[to], side);
  const words = short(value, false);
  const box = sizeOf(context, drawn, words);
  const spots = SHARES.map((share) => [ax + (bx - ax) * share, ay + (by - ay) * share]);
  const free = spots.find(([x, y]) => taken.every((other) => apart(other, around(box, x, y))));
  if (free) taken.push(plate(context, drawn, words, free[0], free[1], false));
}

/** A number left of a bias's mark, where that is free.
 * @param {CanvasRenderingContext2D} context  @param {Drawn} drawn  @param {number} k  @param {number} value  @param {Plate[]} taken */
export function numberMark(context, drawn, k, value, taken) {
  const { font, places: { nodes, side } } = drawn;
  const [x, y] = biasPlace(nodes[k], side);
  const words = short(value, false);
  const box = sizeOf(context, drawn, words);
  const spots = [[x - box.width / 2 - 0.5 * font, y + 0.5 * font], [x + box.width / 2 + 0.5 * font, y + font]];
  const free = spots.find(([left, top]) => within(drawn, around(box, left, top)) && taken.every((other) => apart(other, around(box, left, top))));
  if (free) taken.push(plate(context, drawn, words, free[0], free[1], false));
}

/** @returns {string} few digits: what is exact stands in the tip */
function short(value, narrow) {
  const size = Math.abs(value);
  const fixed = size < 9.95 && (narrow || size >= 0.1);
  return (fixed ? value.toFixed(narrow ? 1 : 2) : format(value, narrow ? ".1g" : ".2g")).replace("-", "−");
}

function sizeOf(context, { font, theme }, words) {
  context.font = `600 ${font}px ${theme.font}`;
  return { width: context.measureText(words).width + 6, height: 1.15 * font };
}

/** Whether it lies in the picture, over no tile. @param {Drawn} drawn  @param {Plate} plate */
function within({ places: { nodes, room: [width, height], side } }, plate) {
  const tiles = nodes.map(([x, y]) => around({ width: side, height: side }, x, y));
  const { left, top } = plate;
  return left >= 0 && top >= 0 && left + plate.width <= width && top + plate.height <= height && tiles.every((tile) => apart(tile, plate));
}

/** @returns {Plate} */
function around({ width, height }, x, y) {
  return { left: x - width / 2, top: y - height / 2, width, height };
}

/** @param {Plate} a  @param {Plate} b */
function apart(a, b) {
  return a.left + a.width < b.left || b.left + b.width < a.left || a.top + a.height < b.top || b.top + b.height < a.top;
}

/** Words on a small plate around a place. @returns {Plate} */
function plate(context, drawn, words, x, y, strong) {
  const { theme } = drawn;
  const box = around(sizeOf(context, drawn, words), x, y);
  drawPlate(context, box, theme);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = strong ? theme.text : theme.colors.muted;
  context.fillText(words, x, y + 1);
  return box;
}
