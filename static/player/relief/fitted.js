/** A range for values that move: it grows as soon as they leave it, and shrinks only where most of it is empty. */

/** @import { Range } from "../scene.d.ts" */

/** Of what is in it, the room left at each end when it is fitted; and the share of it that must be used. */
const [ROOM, LEAST_USED] = [0.15, 0.4];

export class Fitted {
  /** @type {Range|null} */
  range = null;

  /** @param {Range} least  what is always in it */
  constructor(least) {
    this.least = least;
  }

  /** @param {ArrayLike<number>} values  what is not finite does not count  @returns {Range} */
  follow(values) {
    const [low, high] = extent(values, this.least);
    if (!this.range || !this.holds(low, high)) this.range = around(low, high);
    return this.range;
  }

  holds(low, high) {
    const [from, to] = /** @type {Range} */ (this.range);
    return from <= low && high <= to && high - low >= LEAST_USED * (to - from);
  }
}

/** @returns {Range} */
function around(low, high) {
  const room = ROOM * (high - low || 1);
  return [low - room, high + room];
}

/** The lowest and the highest of finite numbers.
 * @param {ArrayLike<number>} values  @param {Range} least  @returns {Range} */
export function extent(values, [low, high] = [Infinity, -Infinity]) {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) continue;
    low = Math.min(low, values[i]);
    high = Math.max(high, values[i]);
  }
  return [low, high];
}
