/**
 * Several runs on one clock, to be read as one tape: the arrays of run 1 are called "1:loss", those of the run on stage,
 * 0, as they are. Steps are those of the run on stage, which go on where another run is longer.
 */

import { beside, restAt } from "./keyframes.js";
import { Row } from "./row.js";
import { made, stepAt, valueAt } from "./spans.js";
import { Tape } from "./tape.js";

/** @import { Header, Opening, Place, Sentence, Span, Subscripts, Together } from "./scene.d.ts" */

/** "1:loss" -> [1, "loss"] */
function parted(name) {
  const [, number, own] = /^(?:(\d):)?(.*)$/s.exec(name) ?? [];
  return /** @type {const} */ ([Number(number ?? 0), own]);
}

/** What a run's own clock is read under: how many updates it has made; and, from 1 on, why it has stopped. */
const [STEP, STOPPED] = ["step", "stopped"];

export class Several {
  atOnce = false;
  keysOnly = false;
  /** Whether it is played: then numbers are those of each run's last keyframe, as no others are here. */
  moving = false;
  /** What is said of them together. @type {Sentence[]} */
  captions = [];

  /** @param {Opening & { together: Together }} opening */
  constructor({ run, first_step: first = 0, total, stride, rate, together, keys_only: keysOnly, told = [] }) {
    this.run = run;
    this.first = first;
    this.total = total;
    this.stride = stride;
    this.rate = rate;
    this.keysOnly = Boolean(keysOnly);
    this.runs = together.runs.map((header) => new Tape(header));
    this.spans = together.spans;
    this.tell(told);
  }

  /** @param {Sentence[]} sentences */
  tell(sentences) {
    this.captions = sentences;
  }

  /** Which of them a part's header belongs to, if any.  @param {Partial<Header>} header */
  absorb(header) {
    return this.runs.find((tape) => tape.run === header.run)?.absorb(header) ?? false;
  }

  has(run) {
    return run === this.run || this.runs.some((tape) => tape.run === run);
  }

  forgetWords() {
    for (const tape of this.runs) tape.forgetWords();
  }

  // ---- the clock -----------------------------------------------------------------------------------

  /** What the clock says at a step. @param {number} step */
  value(step) {
    return valueAt(this.spans[0], step);
  }

  /** The step at which the clock says this.  @param {number} value */
  stepAt(value) {
    return stepAt(this.spans[0], value);
  }

  /** The last step that a run has made at a step of the pair; of a tape of keyframes alone, the last of these.
   * @param {number} number  @param {number} step */
  own(number, step) {
    const tape = this.runs[number];
    const at = Math.min(number ? made(this.spans[number], this.value(step)) : Math.round(step), tape.last);
    return tape.keysOnly ? tape.keyAt(at) : at;
  }

  /** The same between steps, for pictures.  @param {number} number  @param {number} position */
  between(number, position) {
    const at = number ? stepAt(this.spans[number], this.value(position)) : position;
    return Math.min(at, this.runs[number].last);
  }

  /** The step of the pair at which a run has made its own.  @param {number} number  @param {number} own */
  shared(number, own) {
    return number ? stepAt(this.spans[0], valueAt(this.spans[number], own)) : own;
  }

  /** Where a run is while the pair is at a place.  @param {Tape} tape  @param {Place} place  @returns {Place} */
  placeIn(tape, { position, playing, speed }) {
    const number = this.runs.indexOf(tape);
    const at = this.between(number, position);
    const ahead = this.between(number, position + this.rate);
    // As fast as the pair goes over this run: what will be played soon is fetched.
    return { position: playing ? at : this.own(number, position), playing, speed: (speed * Math.max(ahead - at, 1e-9)) / tape.rate };
  }

  get last() {
    return Math.max(this.first, ...this.runs.map((tape, number) => Math.ceil(this.shared(number, tape.last) - 1e-6)));
  }

  keyAt(position) {
    if (position >= this.last) return this.last;
    return this.first + Math.max(0, Math.floor((position - this.first) / this.stride + 1e-9)) * this.stride;
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

  // ---- how much is here ----------------------------------------------------------------------------

  get whole() {
    return this.runs.every((tape) => tape.whole);
  }

  /** The part of each run at a step, if all are here. */
  chunkAt(step) {
    const parts = this.runs.map((tape, number) => tape.chunkAt(this.own(number, step)));
    return parts.every(Boolean) ? parts[0] : null;
  }

  chunkOf(step) {
    return this.runs[0].chunkOf(this.own(0, step));
  }

  reach(step) {
    const far = this.runs.map((tape, number) => {
      const reached = tape.reach(tape.keyAt(this.own(number, step)));
      return reached >= tape.last ? this.last : reached < 0 ? -1 : this.shared(number, reached);
    });
    return Math.min(...far);
  }

  /** @returns {[number, number][]} stretches of which all runs are here, for the seek bar */
  get buffered() {
    const each = this.runs.map((tape, number) => tape.buffered.map(([first, last]) => /** @type {[number, number]} */ (
      [this.shared(number, first), last >= tape.last ? this.last : this.shared(number, last)])));
    return each.reduce(common);
  }

  // ---- what is in it -------------------------------------------------------------------------------

  /** @returns {Row|null} */
  row(name, step) {
    const [number, own] = parted(name);
    const tape = this.runs[number];
    const at = this.own(number, step);
    if (own === STEP) return rowOf(at);
    if (own === STOPPED) return rowOf(tape.end !== null && at >= tape.end ? 1 + (tape.why ?? 0) : 0);
    return tape.row(own, at) ?? (this.moving ? tape.row(own, tape.keyAt(at)) : null);
  }

  around(name, position) {
    const [number, own] = parted(name);
    return this.runs[number].around(own, this.between(number, position));
  }

  /** A run's numbers over the clock.  @param {string} name  @param {Subscripts} index */
  column(name, index) {
    const [number, own] = parted(name);
    const column = this.runs[number].column(own, index);
    return { y: column.y, upTo: (step) => this.timed(number, column.upTo(this.own(number, step))) };
  }

  /** A line over a run's own steps as one over the clock. */
  timed(number, { x, y }) {
    const spans = this.spans[number];
    const [[, , per, each]] = spans;
    if (spans.length === 1 && per === 1 && each === 1) return { x, y };
    return { x: Float64Array.from(x, (step) => valueAt(spans, step)), y };
  }

  /** Where on the clock a run's present number stands.  @param {string} name  @param {number} step */
  across(name, step) {
    const [number] = parted(name);
    return valueAt(this.spans[number], this.own(number, step));
  }

  get held() {
    return this.runs[0].held;
  }

  set held(piece) {
    this.runs[0].held = piece;
  }
}

/** A number as a row.  @param {number} value */
function rowOf(value) {
  return new Row({ data: [value], shape: [1], width: 1, lo: 0, gain: 1 }, 0);
}

/** The stretches that two lists have in common. */
function common(one, other) {
  const pairs = one.flatMap(([a, b]) => other.map(([c, d]) => /** @type {[number, number]} */ ([Math.max(a, c), Math.min(b, d)])));
  return pairs.filter(([from, to]) => from <= to);
}
