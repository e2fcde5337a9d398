/** How a clock goes with the steps of a run; core/pair/clock.py says the same in Python. Pure. */

/** @import { Span } from "./scene.d.ts" */

/** Of a step: what rounding may take from a whole one. */
const HALF = 1e-6;

/** What the clock says at a step.  @param {Span[]} spans  @param {number} step */
export function valueAt(spans, step) {
  const [from, value, per, each, most] = spans.findLast(([first]) => first <= step) ?? spans[0];
  const rounds = Math.floor((step - from) / per);
  return value + rounds * most + Math.min((step - from - rounds * per) * each, most);
}

/** The step, seldom a whole one, at which the clock says this.  @param {Span[]} spans  @param {number} value */
export function stepAt(spans, value) {
  const number = Math.max(0, spans.findLastIndex((span) => span[1] <= value));
  const [from, before, per, each, most] = spans[number];
  const rounds = Math.floor((value - before) / most);
  const step = from + rounds * per + Math.min((value - before - rounds * most) / each, per);
  return Math.min(step, spans[number + 1]?.[0] ?? Infinity);
}

/** The last step that was made by then.  @param {Span[]} spans  @param {number} value */
export function made(spans, value) {
  return Math.max(0, Math.floor(stepAt(spans, value) + HALF));
}
