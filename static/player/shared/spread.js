/** Places along a line that keep their distance. Pure. */

/**
 * As near to where they are wanted as they can be, in the same order, at least so far from one another, between two ends.
 * What is no number stands at the far end.
 * @param {number[]} wanted  @param {number} distance  @param {number} from  @param {number} to  @returns {number[]}
 */
export function spread(wanted, distance, from, to) {
  const order = [...wanted.keys()].sort((a, b) => finite(wanted[a], to) - finite(wanted[b], to));
  const places = order.map((k) => Math.max(from, Math.min(to, finite(wanted[k], to))));
  for (let k = 1; k < places.length; k++) places[k] = Math.max(places[k], places[k - 1] + distance);
  const last = places.length - 1;
  if (places[last] > to) places[last] = to;
  for (let k = last - 1; k >= 0; k--) places[k] = Math.min(places[k], places[k + 1] - distance);
  const found = /** @type {number[]} */ (new Array(wanted.length));
  order.forEach((k, rank) => (found[k] = places[rank]));
  return found;
}

function finite(value, otherwise) {
  return Number.isFinite(value) ? value : otherwise;
}
