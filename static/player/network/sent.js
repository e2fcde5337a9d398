/** A point that is sent through the network: each node's value on its tile, and the products that make up a sum. */

import { nearby } from "./edges.js";
import { labelBox } from "./label.js";
import { biasPlace, edgeEnds } from "./under.js";
import { drawPointed } from "../layers/marks.js";
import { format } from "../shared/format.js";

/** @import { Drawn } from "./drawing.js" */

/** Networks of at most so many weights show all products, where they have room; others those of the node looked at. */
const FEW = 17;
/** Where along a line its product stands: the first place that is free. */
const SHARES = [0.74, 0.62, 0.5, 0.84, 0.38];

/** In sizes of the letters: a tile that is larger has room for its value; what a value takes at a tile's side. */
const [ROOMY, ASIDE] = [2.3, 5];

/** @typedef {{left: number, top: number, width: number, height: number}} Plate */

/** @param {CanvasRenderingContext2D} context  @param {Drawn} drawn */
export function drawSent(context, drawn) {
  const taken = [...drawn.spec.nodes.map((_, k) => drawValue(context, drawn, k)), ...marks(drawn), ...names(context, drawn)];
  const near = drawn.node === null ? null : nearby(drawn);
  const { edges } = drawn.spec;
  const shown = [...edges.keys()].filter((k) => near?.has(k) || (near === null && edges.length <= FEW));
  for (const k of shown) drawProduct(context, drawn, k, taken);
}

/** The biases' marks stay free. @param {Drawn} drawn  @returns {Plate[]} */
function marks({ font, places: { nodes, side }, spec }) {
  const size = { width: 0.8 * font, height: 0.8 * font };
  return spec.nodes.flatMap(({ bias }, k) => (bias ? [around(size, ...biasPlace(nodes[k], side))] : []));
}

/** So do the names. @returns {Plate[]} */
function names(context, drawn) {
  return drawn.spec.nodes.flatMap((_, k) => labelBox(context, drawn, k) ?? []);
}

/** The point within the tile, and the node's value at its side, on its lower edge or over it. @returns {Plate} */
function drawValue(context, drawn, k) {
  const { places: { nodes, side }, sent, tiles, font, theme } = drawn;
  const [x, y] = nodes[k];
  const { values, place } = sent;
  const [px, py] = at(drawn, place, values[k], k, x - side / 2, y - side / 2);
  const spot = spotOfValue(drawn, k);
  if (spot !== "over") drawPointed(context, px, py, theme, Math.min(6, side / 8));
  const words = short(values[k], spot === "over");
  const low = y + side / 2 - 0.6 * font;
  const { width } = sizeOf(context, drawn, words);
  if (spot === "beside") return plate(context, drawn, words, x + (side + width) / 2 + 2, low, Boolean(tiles));
  return plate(context, drawn, words, x, spot === "within" ? low : y, Boolean(tiles));
}

/** Small tiles have their values at the side, where the next layer is far enough away.
 * @returns {"within"|"beside"|"over"} */
function spotOfValue({ font, places: { nodes, side }, spec }, k) {
  if (side > ROOMY * font) return "within";
  const after = spec.nodes.findIndex(({ layer }) => layer === spec.nodes[k].layer + 1);
  return after >= 0 && nodes[after][0] - nodes[k][0] - side > ASIDE * font ? "beside" : "over";
}

/** Where the point is on a tile: in a field at its inputs, on a curve over its input. */
function at({ places: { side }, spec: { inputs: [low, high] }, tiles }, place, value, k, left, top) {
  const share = (number) => (number - low) / (high - low);
  const x = left + share(place[0]) * side;
  return [x, tiles.curves ? tiles.height(k, value, top, side) : top + side - share(place[1]) * side];
}

function drawProduct(context, drawn, k, taken) {
  const { places: { nodes, side }, sent: { values }, spec: { edges } } = drawn;
  const { source, to, weight } = edges[k];
  const [[ax, ay], [bx, by]] = edgeEnds(nodes[source], nodes[to], side);
  const words = short(drawn.at(weight.place) * values[source], false);
  const box = sizeOf(context, drawn, words);
  const spots = SHARES.map((share) => [ax + (bx - ax) * share, ay + (by - ay) * share]);
  const free = spots.find(([x, y]) => taken.every((other) => apart(other, around(box, x, y))));
  if (free) taken.push(plate(context, drawn, words, free[0], free[1], false));
}

/** @returns {string} few digits: what is exact stands in the tip */
function short(value, narrow) {
  const size = Math.abs(value);
  const fixed = size < 9.95 && (narrow || size >= 0.01);
  return (fixed ? value.toFixed(narrow ? 1 : 2) : format(value, narrow ? ".1g" : ".2g")).replace("-", "−");
}

function sizeOf(context, { font, theme }, words) {
  context.font = `600 ${font}px ${theme.font}`;
  return { width: context.measureText(words).width + 6, height: 1.15 * font };
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
  context.globalAlpha = 0.85;
  context.fillStyle = theme.background;
  context.fillRect(box.left, box.top, box.width, box.height);
  context.globalAlpha = 1;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = strong ? theme.text : theme.colors.muted;
  context.fillText(words, x, y + 1);
  return box;
}
