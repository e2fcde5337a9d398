/** A picture's hint in sight: its first sentence stands under the title; all of it is read aloud (aria-label). */

import { make, write } from "./dom.js";

/** @param {HTMLElement} element  a picture's
 * @param {string} [hint] */
export function showHint(element, hint = "") {
  const head = element.querySelector(":scope > .gs-head");
  if (!head) return;
  const words = firstSentence(hint);
  const line = element.querySelector(":scope > .gs-hint") ?? make("p", { class: "gs-hint", "aria-hidden": "true" });
  if (words) head.after(line);
  else line.remove();
  write(/** @type {HTMLElement} */ (line), words);
}

/** @param {string} text */
export function firstSentence(text) {
  return /^.*?(?:。|[.](?=\s|$)|$)/su.exec(text)?.[0] ?? text;
}
