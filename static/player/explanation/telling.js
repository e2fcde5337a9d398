/** A stage of an update in words and formulas, in the place of the run's sentence. */

import { make } from "../shared/dom.js";
import { formula } from "./formula.js";

/** @import { Labels, Passage } from "../scene.d.ts" */

/**
 * @param {Passage[]} stages  @param {number} at  which of them; the last of those that are fewer
 * @param {Labels} labels
 */
export function told(stages, at, labels) {
  const index = Math.min(at, stages.length - 1);
  const { tex, text, title } = stages[index];
  const place = labels.inside_place.replace("{at}", String(index + 1)).replace("{count}", String(stages.length));
  return make("div", { class: "gs-telling", "data-gs": "stage", "data-gs-stage": index },
    make("div", { class: "gs-telling-head" },
      make("span", { class: "gs-telling-place", text: place }), make("strong", { class: "gs-telling-title", text: title })),
    // The words beside them say the same to a screen reader.
    make("div", { class: "gs-telling-formulas", "aria-hidden": "true" }, ...tex.map(formula)),
    make("div", { class: "gs-telling-words", text }));
}
