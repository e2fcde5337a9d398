/** What a slice through a landscape shows and hides, in sentences. Pure. */

import { filled, format } from "../shared/format.js";

/** @import { LandscapeAnswer } from "../scene.d.ts" */

/** With its sign on the same line.  @param {number} share */
export function percent(share) {
  if (share > 0 && share < 0.0005) return "< 0.1\u00a0%";
  return `${share === 0 ? 0 : (100 * share).toFixed(share < 0.1 ? 1 : 0)}\u00a0%`;
}

/** @param {number} loss  @param {string} infinite  the words for one that is not finite */
export const lossText = (loss, infinite, spec = ".6g") => (Number.isFinite(loss) ? format(loss, spec) : infinite);

/** How much is hidden, and how far the slice is from the run at one of the path's points.
 * @param {LandscapeAnswer} answer  @param {Record<string, string>} words  @param {number} k  @returns {string[]} */
export function said({ below, distances, kind, losses, outside, parameters, steps }, words, k) {
  const [slice, loss] = [below, losses].map(({ data }) => lossText(data[k], words.infinite, ".4g"));
  return [
    filled(words[`hides_${kind}`], { n: String(parameters), outside: percent(outside) }),
    filled(words.here, { step: String(steps.data[k]), slice, loss, distance: format(distances.data[k], ".2g") }),
  ];
}

/** What there is to say of one of the path's points.
 * @param {LandscapeAnswer} answer  @param {Record<string, string>} words  @param {number} k */
export function pointSaid({ below, distances, losses, steps }, words, k) {
  return [
    `${words.step} ${steps.data[k]}`,
    `${words.loss} = ${lossText(losses.data[k], words.infinite)}`,
    `${words.slice} = ${lossText(below.data[k], words.infinite)}`,
    `${words.distance} = ${format(distances.data[k], ".3g")}`,
  ];
}
