/** What of a tape is missing around a position, in the order in which it is wanted. Pure: it asks nobody. */

/** @import { Place } from "./scene.d.ts" */
/** @import { Tape } from "./tape.js" */

const AHEAD_SECONDS = 4;
const MOST_STEPS = 64; // of one window

/**
 * @typedef {{ part: number } | { window: [number, number] }} Want  a part of the tape, or exact steps around a rest
 */

/** What is wanted soon.  @param {Tape} tape  @param {Place} place  @returns {Want[]} */
export function urgent(tape, place) {
  const { playing, position } = place;
  const [next, ...later] = missingAhead(tape, place);
  const detail = playing ? null : missingDetail(tape, position);
  const rest = tape.atOnce ? elsewhere(tape, position) : playing ? [] : gapsBehind(tape, position);
  const parts = new Set([...later, ...tape.untold, ...rest]);
  parts.delete(next);
  return [
    ...(next === undefined ? [] : [{ part: next }]),
    ...(detail ? [{ window: detail }] : []),
    ...[...parts].map((part) => ({ part })),
  ];
}

/** The parts that are not here: gaps before the position first (history lines show them), then the rest of the run.
 * @param {Tape} tape  @param {number} position  @returns {number[]} */
export function elsewhere(tape, position) {
  const here = tape.chunkOf(position);
  return [...missing(tape, 0, here).reverse(), ...missing(tape, here, tape.chunkCount)];
}

/** The numbers of the chunks from one up to, not including, another that are not here. */
function missing(tape, from, to) {
  const numbers = [];
  for (let number = from; number < to; number++) if (!tape.chunks.has(number)) numbers.push(number);
  return numbers;
}

/** Chunks that playing will reach within the next seconds, nearest first. */
function missingAhead(tape, { position, speed }) {
  const horizon = position + AHEAD_SECONDS * tape.rate * speed;
  const last = tape.chunkOf(Math.min(horizon, tape.last));
  return missing(tape, tape.chunkOf(position), last + 1);
}

/** At rest somebody looks at the line so far: gaps in it that can be seen, nearest first. */
function gapsBehind(tape, position) {
  return missing(tape, 0, tape.chunkOf(position)).reverse();
}

/**
 * The window of exact steps to have around a paused position, or null if it is here (or the chunks have every step),
 * or if its chunk has yet to come.
 * Windows lie on a fixed grid, so that everybody in a lecture hall asks for the same ones.
 * @returns {[number, number]|null}
 */
function missingDetail(tape, position) {
  if (tape.stride === 1 || tape.exact || tape.keysOnly || !tape.chunkAt(position)) return null;
  const size = Math.min(MOST_STEPS, 8 * tape.stride);
  for (const step of [position, position + tape.stride, position - tape.stride]) {
    if (step < tape.first || step > tape.last) continue;
    const first = step - ((step - tape.first) % size);
    const last = Math.min(first + size - 1, tape.last);
    if (!tape.covers(first, last)) return [first, last];
  }
  return null;
}
