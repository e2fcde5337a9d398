/** What the next layer's units make of a hidden layer: for each a flat border, cut by what is shown. Pure. */

import { across } from "../shared/across.js";

/** @import { Range } from "../scene.d.ts" */
/** @import { Net } from "../shared/net.js" */

/** weights · (the shown units' values) + bias = 0 on the border, more where the unit's sum is larger.
 * @typedef {{ weights: number[], bias: number }} Border */

/**
 * The border of each unit of the next layer: where a hidden one's sum is zero (of step units: at the threshold), where
 * the output decides. Units that are not shown stand at their means.
 * @param {Net} net  @param {ArrayLike<number>} params  @param {number} layer  counted from 1
 * @param {number[]} shown  units  @param {number[]} means  of every unit
 * @param {number|undefined} decides  see HiddenSpec
 * @returns {Border[]}
 */
export function borders(net, params, layer, shown, means, decides) {
  const all = net.into(params, layer + 1);
  if (layer + 2 < net.sizes.length) return all.map((sum) => folded(sum, shown, means, net.levelOf(layer + 1)));
  if (decides === undefined) return [];
  const [first, second] = all;
  return [folded(second ? less(second, first) : first, shown, means, decides)];
}

function less(one, other) {
  return { weights: one.weights.map((w, i) => w - other.weights[i]), bias: one.bias - other.bias };
}

function folded({ weights, bias }, shown, means, level) {
  const rest = weights.reduce((sum, w, i) => (shown.includes(i) ? sum : sum + w * means[i]), 0);
  return { weights: shown.map((i) => weights[i]), bias: bias + rest - level };
}

/** Where a border crosses a rectangle; null where it does not.
 * @param {Border} border  @param {Range} x  @param {Range} y */
export function segment({ weights: [a, b], bias }, x, y) {
  return across(a, b, bias, x, y);
}

/** The corners of a border within a box, in order around it; fewer than three where it does not go through.
 * @param {Border} border  @param {Range[]} ranges  of the three units  @returns {number[][]} */
export function polygon(border, ranges) {
  const corners = Array.from({ length: 8 }, (_, k) => ranges.map((range, axis) => range[(k >> axis) & 1]));
  const found = corners.flatMap((corner, k) =>
    [1, 2, 4].filter((bit) => !(k & bit)).flatMap((bit) => crossing(border, corner, corners[k | bit])));
  return around(found, border.weights, ranges);
}

/** Where an edge goes from one side of the border to the other: no place, or one. */
function crossing(border, from, to) {
  const [before, after] = [sumAt(border, from), sumAt(border, to)];
  if (before >= 0 === after >= 0) return [];
  const share = before / (before - after);
  return [from.map((value, axis) => value + share * (to[axis] - value))];
}

/** The sum less the level: 0 on the border.  @param {Border} border  @param {number[]} place */
export function sumAt({ weights, bias }, place) {
  return weights.reduce((sum, w, i) => sum + w * place[i], bias);
}

/** Corners of a flat convex figure in order, seen along the axis that it is least parallel to. */
function around(corners, weights, ranges) {
  const steep = weights.map((w, axis) => Math.abs(w) * (ranges[axis][1] - ranges[axis][0]));
  const left = steep.indexOf(Math.max(...steep));
  const [u, v] = [0, 1, 2].filter((axis) => axis !== left);
  const middle = [0, 1, 2].map((axis) => corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length);
  const scaled = (corner, axis) => (corner[axis] - middle[axis]) / (ranges[axis][1] - ranges[axis][0]);
  const angle = (corner) => Math.atan2(scaled(corner, v), scaled(corner, u));
  return corners.sort((a, b) => angle(a) - angle(b));
}
