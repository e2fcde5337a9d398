/** The largest inputs of a unit behind the first layer, and where a unit leads, as bars with the units' names. */

import { format } from "../shared/format.js";
import { drawNumbers, numbersOf } from "./unitpixels.js";
import { drawSigned, drawTile, drawUpright, drawWords, LINE, widthOf } from "./unitdrawing.js";
import { largest, largestLeads, leadsFrom, rankInputs, total } from "./unitsums.js";

/** @import { Frame } from "../scene.d.ts" */
/** @import { Shown } from "./unit.js" */
/** @import { Spot } from "./unitspots.js" */

/** A bar: its unit's name as a part (none: of all others together), what it is called, its value, and what it says.
 * @typedef {{ key: string, part: string|null, label: string, value: number, lines: string[], layer: number, unit: number }} Bar */

/** Inputs, or units of a next layer that is not the last, are so many at most. */
const MOST = 8;
/** The least and the largest height of a row, in sizes of the letters. */
const [LEAST_ROW, LARGEST_ROW] = [1.25, 2.4];
/** What is left above the numbers, in the same measure. */
const ABOVE = 0.3;
/** The tiles of the units below come after those of the sum. */
const FIRST_TILE = 10;

/** @param {any} context  @param {Frame} room  @param {Shown} shown  @returns {Spot[]} */
export function drawInputs(context, room, shown) {
  const { moment: { layers }, size, spec: { words }, theme } = shown;
  const line = LINE * size;
  const rows = { ...room, top: room.top + line, height: room.height - line - (layers ? 2 : 1) * line - ABOVE * size };
  drawWords(context, layers ? words.unit_inputs : words.unit_inputs_weights, room.left, room.top + line / 2, { size, theme });
  const spots = drawRows(context, rows, inputBars(shown, rowsIn(rows, size)), shown);
  const last = spots[spots.length - 1];
  const under = last.top + last.height + ABOVE * size;
  if (layers) drawNumbers(context, numbersOf(shown, "Σ w·a", addedBy(shown, layers)), room.left, under, size, theme);
  else drawWords(context, `b = ${format(shown.bias, ".4g")}`, room.left, under + line / 2, { size, theme });
  return spots;
}

/** @param {Shown} shown  @param {Float64Array[]} layers */
function addedBy({ node: { layer }, weights }, layers) {
  return total(weights.map((weight, i) => weight * layers[layer - 1][i]));
}

/** @param {Frame} room */
function rowsIn({ height }, size) {
  return Math.max(1, Math.floor(height / (LEAST_ROW * size)));
}

/** The last row is of all others together, where something is sent.  @param {Shown} shown  @param {number} fit  @returns {Bar[]} */
export function inputBars(shown, fit) {
  const { label, moment: { layers }, named, node: { layer }, spec: { words }, weights } = shown;
  const below = layers && layers[layer - 1];
  const others = below !== null && weights.length > Math.min(MOST, fit - 1);
  const { largest: shownOnes, rest } = rankInputs(weights, below, Math.min(MOST, others ? fit - 1 : fit));
  const bars = shownOnes.map(({ from, weight, adds }, k) => {
    const { label: called, name } = named(layer - 1, from);
    const sent = below ? [`a(${called}) = ${format(below[from], ".4g")}`, `w·a = ${format(adds, ".4g")}`] : [];
    const lines = [`${called} → ${label}`, `w = ${format(weight, ".4g")}`, ...sent];
    return { key: `input${k}`, part: name, label: called, value: adds, lines, layer: layer - 1, unit: from };
  });
  if (!others) return bars;
  const together = { key: "rest", part: null, label: words.unit_rest, value: rest, lines: [`${words.unit_rest}: ${format(rest, ".4g")}`], layer: 0, unit: 0 };
  return [...bars, together];
}

/** @param {any} context  @param {Frame} room  @param {Bar[]} bars  @param {Shown} shown  @returns {Spot[]} */
function drawRows(context, { left, top, width, height }, bars, shown) {
  const { select, size, theme } = shown;
  const row = Math.min(LARGEST_ROW * size, height / Math.max(1, bars.length));
  const icon = bars.some(({ layer }) => layer === 1) ? row - 4 : 0;
  const words = Math.max(0, ...bars.map(({ label }) => widthOf(context, label, size, theme))) + 0.5 * size;
  const most = largest(bars.map(({ value }) => value));
  const start = words + (icon && icon + 0.4 * size);
  return bars.map((bar, k) => {
    const at = { left, top: top + k * row, width, height: row };
    drawWords(context, bar.label, left + words - 0.5 * size, at.top + row / 2, { size, theme, align: "right" });
    if (icon && bar.layer === 1) drawIcon(context, left + words, at.top + 2, icon, bar.unit, k, shown);
    drawSigned(context, { left: left + start, top: at.top + 0.25 * row, width: width - start - 2, height: 0.5 * row }, bar.value / most, theme);
    return { key: bar.key, ...at, lines: () => bar.lines, ...actOf(bar.part, select) };
  });
}

/** @param {string|null} part  @param {(part: string) => void} select */
function actOf(part, select) {
  return part === null ? {} : { act: () => select(part) };
}

/** The weights of a unit of the first layer. */
function drawIcon(context, left, top, side, unit, k, /** @type {Shown} */ { moment: { full, net, params }, spec, theme, tiles }) {
  const { weights } = net.unit(params, 1, unit);
  drawTile(context, tiles.signed(FIRST_TILE + k, weights, spec.side, full, theme), left, top, side, theme);
}

/** Where the unit's value leads.  @param {any} context  @param {Frame} room  @param {Shown} shown  @returns {Spot[]} */
export function drawLeads(context, room, shown) {
  const { moment: { net }, node: { layer }, size, spec: { words }, theme } = shown;
  const last = layer + 2 === net.sizes.length;
  const rest = { ...room, top: room.top + LINE * size, height: room.height - LINE * size };
  drawWords(context, last ? words.unit_digits : words.unit_next, room.left, room.top + (LINE * size) / 2, { size, theme });
  return last ? drawColumns(context, rest, leadBars(shown, Infinity), shown) : drawRows(context, rest, leadBars(shown, Math.min(MOST, rowsIn(rest, size))), shown);
}

/** @param {Shown} shown  @param {number} most  @returns {Bar[]} */
export function leadBars({ label, moment: { layers, net, params }, named, node: { layer, unit } }, most) {
  const value = layers && layers[layer][unit];
  const leads = leadsFrom(net, params, layer, unit);
  return (leads.length > most ? largestLeads(leads, most) : leads).map(({ to, weight }) => {
    const { digit, label: called, name } = named(layer + 1, to);
    const sent = value === null ? [] : [`w·a = ${format(weight * value, ".4g")}`];
    const lines = [`${label} → ${called}`, `w = ${format(weight, ".4g")}`, ...sent];
    return { key: `lead${to}`, part: name, label: digit ?? called, value: weight, lines, layer: layer + 1, unit: to };
  });
}

/** Upright, with the digits under them.  @param {any} context  @param {Frame} room  @param {Bar[]} bars  @param {Shown} shown  @returns {Spot[]} */
function drawColumns(context, { left, top, width, height }, bars, { select, size, theme }) {
  const step = width / bars.length;
  const most = largest(bars.map(({ value }) => value));
  const tall = height - LINE * size;
  const spots = bars.map((bar, k) => {
    const at = { left: left + k * step, top, width: step, height };
    drawUpright(context, { left: at.left + 0.18 * step, top: top + 2, width: 0.64 * step, height: tall - 4 }, bar.value / most, theme);
    drawWords(context, bar.label, at.left + step / 2, top + tall + (LINE * size) / 2, { size, theme, align: "center" });
    return { key: bar.key, ...at, lines: () => bar.lines, ...actOf(bar.part, select) };
  });
  context.fillStyle = theme.colors.muted;
  context.fillRect(left, top + tall / 2 - 0.75, width, 1.5);
  return spots;
}
