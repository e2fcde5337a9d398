/** A drawn image as an edit of the run carries it: two pixels a byte, the first in the high half, in base64 for addresses. */

import { LEVELS } from "./form.js";

/** @param {number[]} pixels  from 0 to 1, in 15ths  @returns {string} as DigitExperiment.sample_of reads it */
export function codeOf(pixels) {
  const levels = pixels.map((ink) => Math.round(ink * LEVELS));
  const bytes = Array.from({ length: Math.ceil(levels.length / 2) }, (_, k) => (levels[2 * k] << 4) | (levels[2 * k + 1] ?? 0));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
