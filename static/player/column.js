/** The numbers of one entry of an array over the whole run, as history lines show them. */

import { locate } from "./row.js";

/** @import { Tape } from "./tape.js" */
/** @import { Piece, Subscripts } from "./scene.d.ts" */

const MAX_POINTS = 2000;
const BUCKETS = 900;

/** A history: y over all steps, NaN where this browser holds nothing (drawn as a gap). */
export class Column {
  /** @param {Tape} tape  @param {string} name  @param {Subscripts} index */
  constructor(tape, name, index) {
    this.tape = tape;
    this.name = name;
    this.index = index;
    this.y = new Float64Array(tape.total - tape.first + 1).fill(NaN);
    this.sparse = false;
    for (const piece of tape.chunks.values()) this.fill(piece);
  }

  /** @param {Pick<Piece, "first" | "last" | "stride" | "arrays">} piece */
  fill(piece) {
    const array = piece.arrays[this.name];
    if (!array) return;
    this.sparse ||= array.each === "key" && this.tape.stride > 1;
    const { from } = locate(array.shape, this.index);
    for (let step = piece.first; step <= piece.last; step++) {
      const row = this.tape.rowIndex(piece, array, step);
      if (row < 0 || row >= array.rows) continue;
      this.y[step - this.tape.first] = array.lo + array.gain * array.data[row * array.width + from];
    }
  }

  /** @returns {{x: number[]|Float64Array, y: number[]|Float64Array}} the line up to and including a step */
  upTo(step) {
    const { first, last } = this.tape;
    const count = Math.min(step, last) - first + 1;
    if (this.sparse) return this.keysUpTo(step);
    if (count <= MAX_POINTS) return { x: stepsFrom(first, count), y: this.y.subarray(0, count) };
    return decimate(this.y, count, first);
  }

  /** The keyframes, and the step itself where its own number is there. */
  keysUpTo(step) {
    const x = [];
    const y = [];
    for (let key = this.tape.first; ; key = this.tape.keyAfter(key)) {
      if (key > step) break;
      x.push(key);
      y.push(this.y[key - this.tape.first]);
      if (key === this.tape.last) break;
    }
    const own = x.at(-1) === step ? null : this.tape.row(this.name, step);
    if (own) {
      x.push(step);
      y.push(own.values(this.index)[0]);
    }
    return { x, y };
  }
}

let sharedSteps = new Float64Array(0);
let sharedFirst = 0;

/** first, first + 1, ...: a view of one shared ramp, as every history line has the same x. */
function stepsFrom(first, count) {
  if (sharedSteps.length < count || sharedFirst !== first) {
    sharedFirst = first;
    sharedSteps = Float64Array.from({ length: Math.max(count, 1024) }, (_, i) => first + i);
  }
  return sharedSteps.subarray(0, count);
}

/** Keep the lowest and the highest sample of each bucket: no spike is lost, every point is a real step. */
export function decimate(y, count, first) {
  const xs = [];
  const ys = [];
  const push = (i) => {
    xs.push(first + i);
    ys.push(y[i]);
  };
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const from = Math.floor((bucket * count) / BUCKETS);
    const to = Math.floor(((bucket + 1) * count) / BUCKETS);
    let low = from;
    let high = from;
    for (let i = from + 1; i < to; i++) {
      if (y[i] < y[low] || Number.isNaN(y[low])) low = i;
      if (y[i] > y[high] || Number.isNaN(y[high])) high = i;
    }
    push(Math.min(low, high));
    if (low !== high) push(Math.max(low, high));
  }
  if (xs.at(-1) !== first + count - 1) push(count - 1);
  return { x: xs, y: ys };
}
