/** Lines that one of them drowns, because it grows beyond all others: what to do with their axis. */

/** So many times what they began with is far. */
const FAR = 1000;
/** Of what they began with, what a cut axis still shows. */
const SHOWN = 5;

/**
 * @param {{array: string, lines: number}} spec  column k of the array is line k
 * @returns {"log"|number|null}  "log" where a logarithmic axis shows all; else, of several lines, the size at which
 *   the axis is cut; null where nothing is drowned
 */
export function remedy({ array, lines }, tape) {
  let [begin, low, high] = [0, Infinity, -Infinity];
  for (let k = 0; k < lines; k++) {
    const { y } = tape.column(array, [k]);
    if (Number.isFinite(y[0])) begin = Math.max(begin, Math.abs(y[0]));
    for (const value of y) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (!(Math.max(high, -low) > FAR * begin) || begin === 0) return null;
  if (low >= 0) return "log";
  return lines > 1 ? Number((SHOWN * begin).toPrecision(1)) : null;
}
