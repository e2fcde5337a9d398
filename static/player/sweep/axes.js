/** Numbers along an axis, linear or logarithmic. Pure. */

import { format } from "../shared/format.js";

/** Round numbers from low to high, at most so many.  @returns {number[]} */
export function ticks(low, high, most) {
  if (!(high > low)) return [low];
  const rough = (high - low) / Math.max(most - 1, 1);
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((times) => times * size).find((each) => each >= rough * (1 - 1e-9)) ?? 10 * size;
  const found = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++) found.push(k * step + 0); // -0 is written like 0, and is not 0
  return found;
}

/** Powers of ten from low to high, at most so many; round numbers where there is hardly one.  @returns {number[]} */
export function logTicks(low, high, most) {
  const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  if (last - first < 1) return ticks(low, high, most).filter((value) => value > 0);
  const every = Math.max(1, Math.ceil((last - first + 1) / most));
  const found = [];
  for (let power = last; power >= first; power -= every) found.unshift(10 ** power);
  return found;
}

/** @param {number} value */
export function tickText(value) {
  return format(value, ".3g").replace(/e([+-])0*/, (_, sign) => `e${sign === "-" ? "-" : ""}`);
}

/**
 * An axis from low to high on pixels: where a value stands, and which numbers stand beside it.
 * @param {[number, number]} values  @param {[number, number]} pixels  @param {{log?: boolean, most?: number}} [how]
 */
export function axis([low, high], [start, end], { log = false, most = 5 } = {}) {
  const place = log ? Math.log : (value) => value;
  const width = place(high) - place(low) || 1;
  const at = (value) => start + ((place(value) - place(low)) / width) * (end - start);
  /** The value at a pixel. */
  const value = (pixel) => {
    const along = place(low) + ((pixel - start) / (end - start)) * width;
    return log ? Math.exp(along) : along;
  };
  return { at, value, low, high, log, ticks: log ? logTicks(low, high, most) : ticks(low, high, most) };
}
