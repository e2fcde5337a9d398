/** A network's output, or a unit's weighted sum, over a square, computed from the tape's parameters as finely and as often as there is time for. */

import { Net } from "../shared/net.js";

/** @import { NetSpec, Range } from "../scene.d.ts" */
/** @import { Row } from "../row.js" */
/** @import { Unit } from "../shared/naming.js" */

/**
 * What is computed where (core/learning/probes.py has the rule): the pictures of one frame, two at the highest speed,
 * may take so many milliseconds. A network that needs more even for coarse ones is drawn some ten times a second, and
 * each time may take the second number.
 */
const [EACH_FRAME, NOW_AND_THEN] = [6, 30];
/** Milliseconds from one such time to the next, or so many times what a picture took, if that is more. */
const [PERIOD, REST] = [60, 3];
/** Samples along each side: at first, at least, at most; and how many times more are worth a change. */
const [FIRST, LEAST, MOST] = [60, 40, 100];
const WORTH = 1.2;
/** Of what a picture may take, what it is made for. */
const SHARE = 0.75;
/** Several fields in a frame may take so many times as long as one. */
const SEVERAL = 2;
/** Pictures that are kept: those before and after the present moment, and the ones before them. */
const KEPT = 4;

/** @typedef {{ data: any, start: number, side: number, values: Float64Array }} Picture */
/** @typedef {{ side: number, a: Float64Array, b: Float64Array, t: number }} Pair */

export class Computed {
  /** Whether it cannot be drawn anew in each frame. */
  slow = false;
  /** Whether what was given last, in time, is of an earlier moment or of one of the two around. */
  late = false;
  /** When there is time for another picture. */
  due = 0;
  /** @type {Pair|null} what was given last, in time, and of which run */
  last = null;
  run = "";

  /**
   * @param {NetSpec} spec  @param {Range} x  @param {Range} y
   * @param {{ now?: () => number, node?: Unit|null, among?: number }} [how]  now: milliseconds; node: whose weighted sums
   *   are computed in place of the last output; among: so many fields share the time of a frame
   */
  constructor(spec, x, y, { now = () => performance.now(), node = null, among = 1 } = {}) {
    this.share = among === 1 ? 1 : SEVERAL / among;
    this.net = new Net(spec);
    this.node = node;
    this.array = spec.array;
    this.x = x;
    this.y = y;
    this.now = now;
    this.side = FIRST;
    /** @type {Picture[]} the latest first */
    this.pictures = [];
  }

  /** The pictures around a position and the weight of the second; null when no parameters are there.
   * @returns {Pair|null} */
  around(tape, position) {
    const rows = rowsAround(tape, this.array, position);
    return rows && this.pair(rows, this.side);
  }

  /** The same for a frame that must not wait: of a slow network one picture at a time, and until all are there what is.
   * @returns {Pair|null} */
  inTime(tape, position) {
    const rows = rowsAround(tape, this.array, position);
    this.late = false;
    if (!rows) return null;
    const { side, slow } = this;
    if (slow && (this.now() >= this.due || tape.run !== this.run)) this.makeOne(rows, side);
    this.run = tape.run;
    const known = [rows.a, rows.b].filter((row) => this.known(row, side));
    this.late = slow && known.length < 2;
    if (!this.late) this.last = this.pair(rows, side);
    else if (known.length) this.last = this.pair({ a: known[0], b: known[0], t: 0 }, side);
    return this.last;
  }

  /** The network's output at one place, at the shown step.  @returns {number|null} */
  at(tape, shown, x, y) {
    const row = tape.row(this.array, shown);
    return row && this.valuesAt(row.values(null), [[x], [y]])[0];
  }

  /** The last output, or what is computed in its place, at many points. */
  valuesAt(params, inputs) {
    const output = this.net.last(params, inputs);
    if (!this.node) return output;
    const sums = new Float64Array(output.length);
    this.net.sums(params, this.node.layer, this.node.unit, sums);
    return sums;
  }

  /** Of two pictures that which is missing, of two missing ones the nearer. */
  makeOne({ a, b, t }, side) {
    const nearest = t < 0.5 ? [a, b] : [b, a];
    const row = nearest.find((one) => !this.known(one, side));
    if (row) this.picture(row, side);
  }

  /** @returns {Pair} */
  pair({ a, b, t }, side) {
    return { side, a: this.picture(a, side), b: this.picture(b, side), t };
  }

  /** @param {Row} row  @param {number} side */
  known(row, side) {
    return this.pictures.find((one) => one.data === row.data && one.start === row.start && one.side === side);
  }

  /** @param {Row} row  @param {number} side */
  picture(row, side) {
    const known = this.known(row, side);
    if (known) return known.values;
    const began = this.now();
    const values = this.compute(row.values(null), side);
    const took = this.now() - began;
    this.learn(took, side);
    this.due = this.now() + Math.max(PERIOD, REST * took);
    this.pictures = [{ data: row.data, start: row.start, side, values }, ...this.pictures.slice(0, KEPT - 1)];
    return values;
  }

  /** Row by row, the lowest y first. */
  compute(params, side) {
    const values = new Float64Array(side * side);
    const across = ramp(this.x, side);
    const up = ramp(this.y, side);
    const y = new Float64Array(side);
    for (let row = 0; row < side; row++) values.set(this.valuesAt(params, [across, y.fill(up[row])]), row * side);
    return values;
  }

  /** As fine the next time as there is time for, coarser where it took too long; slow where it must be too coarse. */
  learn(took, side) {
    const [each, seldom] = [EACH_FRAME * this.share, NOW_AND_THEN * this.share];
    const fits = (frame) => Math.floor(side * Math.sqrt((SHARE * frame) / 2 / Math.max(took, 0.05)));
    const before = this.slow;
    this.slow = fits(each) < (before ? WORTH * LEAST : LEAST);
    const [frame, most] = this.slow ? [seldom, FIRST] : [each, MOST];
    const fit = Math.max(LEAST, Math.min(most, fits(frame)));
    if (this.slow !== before || took > frame / 2 || fit > WORTH * side) this.side = fit;
  }
}

/** The rows of the steps around a position, or of the keyframes where steps have none. */
export function rowsAround(tape, array, position) {
  const [before, after] = [Math.floor(position), Math.ceil(position)].map((step) => tape.row(array, step));
  return before && after ? { a: before, b: after, t: position - Math.floor(position) } : tape.around(array, position);
}

/** The parameters at a position: between two rows, as far between.
 * @param {{ a: Row, b: Row, t: number }} rows  @returns {Float64Array} */
export function parametersAt({ a, b, t }) {
  const from = a.values(null);
  if (t === 0) return from;
  const to = b.values(null);
  return from.map((value, i) => (1 - t) * value + t * to[i]);
}

function ramp([from, to], count) {
  return Float64Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}
