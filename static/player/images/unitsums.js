/** What makes a unit's weighted sum, and where its value leads. Pure. */

/** @import { Net } from "../shared/net.js" */

/** A node below, its weight, and what it adds: w·a, or w where nothing is sent. @typedef {{ from: number, weight: number, adds: number }} Input */
/** A unit of the next layer and the weight that leads there. @typedef {{ to: number, weight: number }} Lead */

/** Pixel by pixel.  @param {ArrayLike<number>} weights  @param {ArrayLike<number>} image */
export function product(weights, image) {
  return Float64Array.from(weights, (weight, i) => weight * image[i]);
}

/** @param {ArrayLike<number>} values  @returns {number} */
export function total(values) {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
}

/** @param {ArrayLike<number>} values  @returns {number} the largest size; 1 where all are 0 */
export function largest(values) {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]));
  return most || 1;
}

/** The largest by size first, and the sum of all others.
 * @param {ArrayLike<number>} weights  @param {ArrayLike<number>|null} below  values of the layer below; null: nothing is sent
 * @param {number} most  so many at most  @returns {{ largest: Input[], rest: number }} */
export function rankInputs(weights, below, most) {
  const all = Array.from(weights, (weight, from) => ({ from, weight, adds: below ? weight * below[from] : weight }));
  all.sort((a, b) => Math.abs(b.adds) - Math.abs(a.adds) || a.from - b.from);
  return { largest: all.slice(0, most), rest: total(all.slice(most).map(({ adds }) => adds)) };
}

/** Where a unit leads, in the order of the next layer; nowhere from the last.
 * @param {Net} net  @param {ArrayLike<number>} params  @param {number} layer  @param {number} unit  @returns {Lead[]} */
export function leadsFrom(net, params, layer, unit) {
  const next = net.sizes[layer + 1] ?? 0;
  const first = net.start(layer + 1) + unit * next;
  return Array.from({ length: next }, (_, to) => ({ to, weight: params[first + to] }));
}

/** The largest by size first.  @param {Lead[]} leads  @param {number} most  so many at most */
export function largestLeads(leads, most) {
  return [...leads].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, most);
}
