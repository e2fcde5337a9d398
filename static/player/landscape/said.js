/** What a slice through a landscape shows and hides, in sentences. Pure. */

import { filled, format } from "../shared/format.js";

/** @import { Known } from "./known.js" */

const percent = (share) => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;

/** @param {Known} known  @param {Record<string, string>} words  @returns {string[]} */
export function said({ answer }, words) {
  const { below, kind, losses, outside, parameters } = answer;
  const lines = [filled(words[`hides_${kind}`], { n: String(parameters), outside: percent(outside) })];
  const last = losses.data.length - 1;
  const [slice, loss] = [below.data[last], losses.data[last]];
  if (Number.isFinite(slice) && Number.isFinite(loss)) lines.push(filled(words.at_end, { slice: format(slice), loss: format(loss) }));
  return lines;
}
