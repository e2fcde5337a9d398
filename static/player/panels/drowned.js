/** Lines that one of them drowns, because it grows beyond all others, or that hardly move: what to do with their axis. */

/** @import { Drowned, Tape } from "../scene.d.ts" */

/** So many times what they began with is far. */
const FAR = 1000;
/** Of what they began with, what a cut axis still shows. */
const SHOWN = 5;
/** Changes below this share of the numbers themselves are none that an axis should magnify. */
const STILL = 1e-5;

/**
 * @typedef {{log?: boolean, cut?: number, range?: [number, number]}} Remedy
 * @param {Pick<Drowned, "array" | "lines" | "others">} spec
 * @param {Tape} tape
 * @returns {Remedy}  log: a logarithmic axis shows all. cut: of several
 *   lines, with values below 0, the size at which the axis ends. range: that of an axis on which nothing moves.
 */
export function remedy({ array, lines, others = [] }, tape) {
  let [begin, low, high] = [0, Infinity, -Infinity];
  const columns = others.length
    ? [array, ...others].map((name) => tape.column(name, null))
    : Array.from({ length: lines }, (_, k) => tape.column(array, [k]));
  for (const { y } of columns) {
    if (Number.isFinite(y[0])) begin = Math.max(begin, Math.abs(y[0]));
    for (const value of y) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (low > 0 && high > low && high - low < STILL * high) return { range: [0, 1.1 * high] };
  if (begin === 0 || !(Math.max(high, -low) > FAR * begin)) return {};
  if (low >= 0) return { log: true };
  const cut = Number((SHOWN * begin).toPrecision(1));
  return lines > 1 ? { cut, range: [-cut, cut] } : {};
}
