/** In place of player/explanation/katex.js: the page carries no formulas, as it has nobody to explain its updates. */

/** @returns {Promise<any>} */
export function loadKatex() {
  return Promise.reject(new Error("this page carries no formulas"));
}
