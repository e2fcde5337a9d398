/** A field less another one: pictures at a moment, one from the other, whatever their samples are. Pure. */

/** @typedef {import("./computed.js").Computed | import("./pictured.js").Pictured} Source */
/** @typedef {{ side: number, a: Float64Array, b: Float64Array, t: number }} Pair */

export class Subtracted {
  /** @param {Source} own  @param {Source} less */
  constructor(own, less) {
    this.own = own;
    this.less = less;
  }

  get late() {
    return this.own.late || this.less.late;
  }

  /** The difference at a position; null when one of the two is not there.  @returns {Pair|null} */
  around(tape, position) {
    return between(this.own.around(tape, position), this.less.around(tape, position));
  }

  /** The same for a frame that must not wait.  @returns {Pair|null} */
  inTime(tape, position) {
    return between(this.own.inTime(tape, position), this.less.inTime(tape, position));
  }

  /** @returns {number|null} */
  at(tape, shown, x, y) {
    const [own, less] = [this.own, this.less].map((source) => source.at(tape, shown, x, y));
    return own === null || less === null ? null : own - less;
  }
}

/** @param {Pair|null} own  @param {Pair|null} less  @returns {Pair|null} */
function between(own, less) {
  if (!own || !less) return null;
  const { side } = own;
  const values = new Float64Array(side * side);
  const taken = resampled(now(less), less.side, side);
  now(own).forEach((value, i) => (values[i] = value - taken[i]));
  return { side, a: values, b: values, t: 0 };
}

/** @param {Pair} pair */
function now({ a, b, t }) {
  return t === 0 ? a : a.map((value, i) => (1 - t) * value + t * b[i]);
}

/** A square picture with other many samples along its sides, the outermost on the border of both.
 * @param {Float64Array} values  @param {number} from  @param {number} to */
export function resampled(values, from, to) {
  if (from === to) return values;
  const out = new Float64Array(to * to);
  const scale = (from - 1) / (to - 1);
  for (let row = 0; row < to; row++) {
    const [y, v] = split(row * scale, from);
    for (let column = 0; column < to; column++) {
      const [x, u] = split(column * scale, from);
      const i = y * from + x;
      const low = values[i] + u * (values[i + 1] - values[i]);
      const high = values[i + from] + u * (values[i + from + 1] - values[i + from]);
      out[row * to + column] = low + v * (high - low);
    }
  }
  return out;
}

/** The sample before a place, and how far behind it that is.  @param {number} place  @param {number} side */
function split(place, side) {
  const before = Math.min(side - 2, Math.floor(place));
  return [before, place - before];
}
