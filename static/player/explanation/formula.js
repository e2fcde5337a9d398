/** Formulas, set by KaTeX as soon as it is here. */

import { make } from "../shared/dom.js";
import { loadKatex } from "./katex.js";

/** Not in display mode: a formula that is too long for its line is broken where a book would break it. */
const OPTIONS = { displayMode: false, output: "htmlAndMathml", strict: false, throwOnError: false };

/** Formulas that stand beside one another in a line, each whole where there is room. @param {string} tex */
export function formulas(tex) {
  return tex.split(/,\\quad\s*/).map(formula);
}

/** @param {string} tex  @returns {HTMLElement} */
function formula(tex) {
  const element = make("span", { class: "gs-formula", "data-gs": "formula" });
  loadKatex().then(
    (katex) => katex.render(`\\displaystyle ${tex}`, element, OPTIONS),
    () => (element.textContent = tex),
  );
  return element;
}
