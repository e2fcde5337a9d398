/**
 * The part of a training run that this browser holds: chunks and exact windows ("detail").
 */

import { Column } from "./column.js";
import { beside, restAt } from "./keyframes.js";
import { Row } from "./row.js";

/** @import { Header, Piece, Place, Sentence, Subscripts } from "./scene.d.ts" */

export class Tape {
  /** @param {Header} header */
  constructor(header) {
    this.run = header.run;
    this.first = header.first_step ?? 0;
    this.total = header.total;
    this.stride = header.stride;
    this.chunkSteps = header.chunk_steps;
    this.rate = header.rate;
    /** A tape that came whole may have keyframes alone: nothing exact between them will ever come. */
    this.keysOnly = Boolean(header.keys_only);
    /** All of it is wanted from the start. */
    this.atOnce = Boolean(header.at_once);
    /** @type {number|null} the last step, once it is known */
    this.end = null;
    /** @type {number|null} why it ended there; see core/record/stop.py */
    this.why = null;
    /** @type {Map<number, Piece>} */
    this.chunks = new Map();
    /** @type {Piece[]} */
    this.details = [];
    /** @type {Sentence[]} */
    this.captions = [];
    /** Chunks whose captions are wanted once more, in another language, and what has come of these so far. */
    /** @type {Set<number>} */
    this.untold = new Set();
    /** @type {Sentence[]} */
    this.retold = [];
    /** @type {Map<string, Column>} */
    this.columns = new Map();
    /** One step as a hand has it, in the place of what was recorded there. @type {Pick<Piece, "first" | "last" | "stride" | "arrays">|null} */
    this.held = null;
    this.absorb(header);
  }

  /** Of one run alone; see several.js for more. */
  get runs() {
    return [this];
  }

  /** @param {Place} place  where it is played @returns {Place} */
  placeIn(_run, place) {
    return place;
  }

  has(run) {
    return run === this.run;
  }

  /** What the clock says at a step. */
  value(step) {
    return step;
  }

  /** Where an array's number of a step stands on the clock. */
  across(_name, step) {
    return step;
  }

  /** Take over what a packet of the same run brings. @param {Partial<Header>} header
   * @returns {boolean} whether it was anything new */
  absorb(header) {
    const before = this.extent;
    this.end = header.end ?? this.end ?? null;
    this.why = header.why ?? this.why ?? null;
    for (const piece of header.pieces ?? []) {
      if (piece.kind === "chunk") this.addChunk(piece);
      else this.addDetail(piece);
    }
    return this.extent !== before;
  }

  /** How much is here, to be compared. */
  get extent() {
    const { chunks, details, end, untold } = this;
    return [chunks.size, details.length, end, untold.size].join();
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
    this.untold = new Set(this.chunks.keys());
    this.retold = [];
  }

  tellAgain({ number, captions }) {
    this.untold.delete(number);
    this.retold.push(...(captions ?? []));
    if (this.untold.size) return;
    this.captions = [];
    this.addCaptions(this.retold);
  }

  addCaptions(captions) {
    this.captions = [...this.captions, ...captions].sort((a, b) => a.at - b.at);
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

  get whole() {
    return this.chunks.size >= this.chunkCount;
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

  restAt(position) {
    return restAt(this, position);
  }

  beside(step, by) {
    return beside(this, step, by);
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

  /** @returns {Row|null} the exact row of an array at a step; null when this browser does not hold it */
  row(name, step) {
    for (const piece of this.piecesAt(step)) {
      const array = piece.arrays[name];
      const index = array ? this.rowIndex(piece, array, step) : -1;
      if (index >= 0 && index < array.rows) return new Row(array, index);
    }
    return null;
  }

  /** @returns {Iterable<Pick<Piece, "first" | "last" | "stride" | "arrays">>} */
  *piecesAt(step) {
    const { held } = this;
    if (held && held.first === step) yield held;
    const chunk = this.chunkAt(step);
    if (chunk) yield chunk;
    for (const piece of this.details) if (piece.first <= step && step <= piece.last) yield piece;
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
    if (a && b && next !== key) return { a, b, t: (position - key) / (next - key) };
    const one = a ?? b;
    return one && { a: one, b: one, t: 0 };
  }

  /** One number per step for drawing a history line; grows as chunks arrive.
   * @param {string} name  @param {Subscripts} index */
  column(name, index) {
    const id = `${name}|${index ?? ""}`;
    const column = this.columns.get(id) ?? new Column(this, name, index);
    this.columns.set(id, column);
    return column;
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
