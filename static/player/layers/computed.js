/** A network's output over a square, computed from the tape's parameters as finely as there is time for. */

import { Net } from "../shared/net.js";

/** @import { NetSpec, Range } from "../scene.d.ts" */
/** @import { Row } from "../row.js" */

/** Milliseconds that one picture may take: two of them are needed for a frame at the highest speed. */
const BUDGET = 3;
/** Samples along each side: at first, at least, at most; and how many times more are worth a change. */
const [FIRST, LEAST, MOST] = [60, 40, 100];
const WORTH = 1.2;
/** Pictures that are kept: those before and after the present moment, and the ones before them. */
const KEPT = 4;

/** @typedef {{ data: any, start: number, side: number, values: Float64Array }} Picture */

export class Computed {
  /** @param {NetSpec} spec  @param {Range} x  @param {Range} y */
  constructor(spec, x, y) {
    this.net = new Net(spec);
    this.array = spec.array;
    this.x = x;
    this.y = y;
    this.side = FIRST;
    /** @type {Picture[]} the latest first */
    this.pictures = [];
  }

  /** The pictures around a position and the weight of the second; null when no parameters are there.
   * @returns {{side: number, a: Float64Array, b: Float64Array, t: number}|null} */
  around(tape, position) {
    const rows = between(tape, this.array, position);
    if (!rows) return null;
    const { side } = this;
    return { side, a: this.picture(rows.a, side), b: this.picture(rows.b, side), t: rows.t };
  }

  /** The network's output at one place, at the shown step.  @returns {number|null} */
  at(tape, shown, x, y) {
    const row = tape.row(this.array, shown);
    return row && this.net.last(row.values(null), [[x], [y]])[0];
  }

  /** @param {Row} row  @param {number} side */
  picture(row, side) {
    const known = this.pictures.find((one) => one.data === row.data && one.start === row.start && one.side === side);
    if (known) return known.values;
    const began = performance.now();
    const values = this.compute(row.values(null), side);
    this.learn(performance.now() - began, side);
    this.pictures = [{ data: row.data, start: row.start, side, values }, ...this.pictures.slice(0, KEPT - 1)];
    return values;
  }

  /** Row by row, the lowest y first. */
  compute(params, side) {
    const values = new Float64Array(side * side);
    const across = ramp(this.x, side);
    const up = ramp(this.y, side);
    const y = new Float64Array(side);
    for (let row = 0; row < side; row++) values.set(this.net.last(params, [across, y.fill(up[row])]), row * side);
    return values;
  }

  /** As fine the next time as there is time for, coarser where it took too long. */
  learn(took, side) {
    const fit = Math.max(LEAST, Math.min(MOST, Math.floor(side * Math.sqrt((0.75 * BUDGET) / Math.max(took, 0.05)))));
    if (took > BUDGET || fit > WORTH * side) this.side = fit;
  }
}

/** The rows of the steps around a position, or of the keyframes where steps have none. */
function between(tape, array, position) {
  const [before, after] = [Math.floor(position), Math.ceil(position)].map((step) => tape.row(array, step));
  return before && after ? { a: before, b: after, t: position - Math.floor(position) } : tape.around(array, position);
}

function ramp([from, to], count) {
  return Float64Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}
