/**
 * The part of a training run that this browser holds: chunks, exact windows ("detail") and the prefix.
 */

/** One row of an array, still quantised: value i is lo + gain * data[start + i]. */
export class Row {
  constructor(array, index) {
    this.array = array;
    this.data = array.data;
    this.start = index * array.width;
    this.width = array.width;
    this.lo = array.lo;
    this.gain = array.gain;
  }

  at(i) {
    return this.lo + this.gain * this.data[this.start + i];
  }

  /** @param {number[]|null} index  the leading subscripts; the rest of the row is returned, flat */
  values(index) {
    const { from, count } = locate(this.array.shape, index);
    const out = new Float64Array(count);
    for (let i = 0; i < count; i++) out[i] = this.at(from + i);
    return out;
  }
}

/** Where, within a row of an array shaped (rows, ...), the subscripts point, and how many numbers are there. */
function locate(shape, index) {
  let count = shape.slice(1).reduce((product, n) => product * n, 1);
  let from = 0;
  [index ?? []].flat().forEach((i, axis) => {
    count /= shape[axis + 1];
    from += i * count;
  });
  return { from, count };
}

export class Tape {
  constructor(header) {
    this.run = header.run;
    this.first = header.first_step ?? 0;
    this.total = header.total;
    this.stride = header.stride;
    this.chunkSteps = header.chunk_steps;
    this.rate = header.rate;
    /** A page without a server has keyframes alone: nothing exact between them will ever come. */
    this.keysOnly = Boolean(header.keys_only);
    this.chunks = new Map();
    this.details = [];
    this.prefix = null;
    this.captions = [];
    /** Chunks whose captions are wanted once more, in another language, and what has come of these so far. */
    this.untold = new Set();
    this.retold = [];
    this.columns = new Map();
    this.absorb(header);
  }

  /** Take over what a packet of the same run brings. */
  absorb(header) {
    this.end = header.end ?? this.end ?? null;
    if (header.prefix) this.addPrefix(header.prefix);
    for (const piece of header.pieces ?? []) {
      if (piece.kind === "chunk") this.addChunk(piece);
      else this.addDetail(piece);
    }
  }

  addPrefix({ arrays, captions }) {
    this.addCaptions(captions ?? []);
    const rows = Math.min(...Object.values(arrays).map((array) => array.rows));
    this.prefix = { first: this.first, last: this.first + rows - 1, stride: 1, arrays };
    this.columns.clear();
  }

  addChunk(piece) {
    if (this.untold.has(piece.number)) this.tellAgain(piece);
    if (this.chunks.has(piece.number)) return;
    this.chunks.set(piece.number, piece);
    this.addCaptions(piece.captions ?? []);
    for (const column of this.columns.values()) column.fill(piece);
  }

  /** What is said is wanted in another language; until all of it has come, the old words stay. */
  forgetWords() {
    const known = Math.max(-1, ...this.chunks.keys(), this.prefix ? this.chunkOf(this.prefix.last) : -1);
    this.untold = new Set(Array.from({ length: known + 1 }, (_, number) => number));
    this.retold = [];
  }

  tellAgain({ number, captions }) {
    this.untold.delete(number);
    this.retold.push(...(captions ?? []));
    if (this.untold.size) return;
    this.captions = [];
    this.addCaptions(this.retold);
  }

  /** A prefix tells what its chunks will tell again. */
  addCaptions(captions) {
    const known = new Set(this.captions.map(({ at, text }) => `${at}|${text}`));
    const fresh = captions.filter(({ at, text }) => !known.has(`${at}|${text}`));
    this.captions = [...this.captions, ...fresh].sort((a, b) => a.at - b.at);
  }

  addDetail(piece) {
    const known = this.details.some((d) => d.first <= piece.first && d.last >= piece.last);
    if (!known) this.details.push(piece);
  }

  /** The last step of the run, as far as it is known. */
  get last() {
    return this.end ?? this.total;
  }

  get chunkCount() {
    const count = Math.max(1, Math.ceil((this.last - this.first) / this.chunkSteps));
    // A run may turn out to end exactly on the step after a chunk that was sent before this was known.
    const tail = this.chunks.get(count - 1);
    return tail && tail.last < this.last ? count + 1 : count;
  }

  /** The last keyframe at or before a position. */
  keyAt(position) {
    if (position >= this.last) return this.last;
    const keys = Math.floor((position - this.first) / this.stride + 1e-9);
    return this.first + Math.max(0, keys) * this.stride;
  }

  keyAfter(key) {
    return Math.min(key + this.stride, this.last);
  }

  /** The step to rest at, nearest to a position: any, or a keyframe where there is nothing between them. */
  restAt(position) {
    const step = Math.max(this.first, Math.min(this.last, Math.round(position)));
    if (!this.keysOnly) return step;
    const key = this.keyAt(step);
    const next = this.keyAfter(key);
    return next - step < step - key ? next : key;
  }

  /** Where one step on (by = 1) or back (-1) leads. */
  beside(step, by) {
    if (!this.keysOnly) return step + by;
    return by > 0 ? this.keyAfter(this.keyAt(step)) : this.keyAt(Math.ceil(step) - 1);
  }

  /** The number of the chunk that holds, or would hold, a step. */
  chunkOf(step) {
    const guess = Math.floor((step - this.first) / this.chunkSteps);
    return Math.max(0, Math.min(guess, this.chunkCount - 1));
  }

  chunkAt(step) {
    const number = Math.floor((step - this.first) / this.chunkSteps);
    for (const candidate of [number, number - 1]) {
      const piece = this.chunks.get(candidate);
      if (piece && piece.first <= step && step <= piece.last) return piece;
    }
    return null;
  }

  /** The last keyframe that can be reached from a step without a gap; -1 if the step itself is missing. */
  reach(step) {
    let piece = this.chunkAt(step);
    if (!piece) return -1;
    for (;;) {
      const next = this.chunks.get(piece.number + 1);
      if (!next) return this.keyAt(piece.last);
      piece = next;
    }
  }

  /** @returns {[number, number][]} the buffered stretches, for the seek bar */
  get buffered() {
    const stretches = [];
    const pieces = [...this.chunks.values()].sort((a, b) => a.first - b.first);
    for (const { first, last } of pieces) {
      const previous = stretches.at(-1);
      if (previous && first <= previous[1] + 1) previous[1] = last;
      else stretches.push([first, last]);
    }
    return stretches;
  }

  /** The exact row of an array at a step, or null when this browser does not hold it. */
  row(name, step) {
    for (const piece of this.piecesAt(step)) {
      const array = piece.arrays[name];
      const index = array ? this.rowIndex(piece, array, step) : -1;
      if (index >= 0 && index < array.rows) return new Row(array, index);
    }
    return null;
  }

  *piecesAt(step) {
    const chunk = this.chunkAt(step);
    if (chunk) yield chunk;
    for (const piece of this.details) if (piece.first <= step && step <= piece.last) yield piece;
    if (this.prefix && step <= this.prefix.last) yield this.prefix;
  }

  rowIndex(piece, array, step) {
    if (array.each === "step" || piece.stride === 1) return step - piece.first;
    const offset = (step - this.first) % this.stride;
    if (offset !== 0) return step === this.last ? array.rows - 1 : -1;
    const firstKey = this.first + Math.ceil((piece.first - this.first) / this.stride) * this.stride;
    return (step - firstKey) / this.stride;
  }

  /**
   * The rows around a position and the weight of the second, for blending; null when neither is here.
   * @returns {{a: Row, b: Row, t: number}|null}
   */
  around(name, position) {
    const exact = Number.isInteger(position) ? this.row(name, position) : null;
    if (exact) return { a: exact, b: exact, t: 0 };
    const key = this.keyAt(position);
    const next = this.keyAfter(key);
    const a = this.row(name, key);
    const b = this.row(name, next);
    if (!a || !b || next === key) return a || b ? { a: a ?? b, b: a ?? b, t: 0 } : null;
    return { a, b, t: (position - key) / (next - key) };
  }

  /** One number per step for drawing a history line; grows as chunks arrive. */
  column(name, index) {
    const id = `${name}|${index ?? ""}`;
    if (!this.columns.has(id)) this.columns.set(id, new Column(this, name, index));
    return this.columns.get(id);
  }

  /** Whether the chunks alone have every array at every step. */
  get exact() {
    const [piece] = this.chunks.values();
    return Boolean(piece) && Object.values(piece.arrays).every(({ each }) => each === "step");
  }

  covers(first, last) {
    return this.details.some((d) => d.first <= first && d.last >= last);
  }
}

/** A history: y over all steps, NaN where this browser holds nothing (drawn as a gap). */
class Column {
  constructor(tape, name, index) {
    this.tape = tape;
    this.name = name;
    this.index = index;
    this.y = new Float64Array(tape.total - tape.first + 1).fill(NaN);
    this.sparse = false;
    if (tape.prefix) this.fill(tape.prefix);
    for (const piece of tape.chunks.values()) this.fill(piece);
  }

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

  keysUpTo(step) {
    const x = [];
    const y = [];
    for (let key = this.tape.first; ; key = this.tape.keyAfter(key)) {
      if (key > step) break;
      x.push(key);
      y.push(this.y[key - this.tape.first]);
      if (key === this.tape.last) break;
    }
    return { x, y };
  }
}

const MAX_POINTS = 2000;
const BUCKETS = 900;

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
