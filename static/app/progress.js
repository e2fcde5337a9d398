/** On the page of all lessons: how many are done, where to go on, and a mark at each that is. See pages/ui/progress.py. */

import { make } from "../player/shared/dom.js";
import { done, forgetAll, onDone } from "./done.js";

/** @import { Component } from "../player/scene.d.ts" */

/**
 * @param {Component<any>} component  Streamlit's arguments; data: {lessons: [name, label][], words}
 * @returns {() => void}
 */
export function attach({ parentElement, data }) {
  const draw = () => show(parentElement, data);
  draw();
  return onDone(draw);
}

function show(place, { lessons, words }) {
  const known = new Map(lessons);
  const finished = done().filter((name) => known.has(name));
  const next = finished.length ? follower([...known.keys()], finished) : undefined;
  place.querySelector(".gs-progress")?.remove();
  const marks = make("style", { text: [...finished.map(marked), ...(next ? [led(next)] : [])].join("\n") });
  const parts = finished.length ? [count(finished, known, words), ...(next ? [onward(next, known, words)] : []), forget(words)] : [];
  place.append(make("div", { class: "gs-progress" }, marks, ...parts));
}

/** The first that is open behind the one that was done last, else the first that is open. */
function follower(names, finished) {
  const open = (name) => !finished.includes(name);
  const from = names.indexOf(finished.at(-1)) + 1;
  return names.slice(from).find(open) ?? names.find(open);
}

const marked = (name) =>
  `:root:root [data-done="${CSS.escape(name)}"] { display: inline; }` +
  `:root:root [data-dot="${CSS.escape(name)}"] { --dot: var(--well); border-color: var(--well); }`;

const led = (name) =>
  `.st-key-lesson-chapters .st-key-card-${CSS.escape(name)} { border-color: var(--thread); box-shadow: 0 0 0 1px var(--thread); }` +
  `:root:root [data-next="${CSS.escape(name)}"] { display: inline; }`;

function count(finished, known, words) {
  return make("span", { class: "gs-progress-count", role: "status", text: fill(words.count, { done: finished.length, n: known.size }) });
}

function onward(name, known, words) {
  const go = () => /** @type {HTMLElement|null} */ (document.querySelector(`.st-key-card-${CSS.escape(name)} a`))?.click();
  return make("button", { type: "button", class: "gs-progress-next", text: fill(words.next, { lesson: known.get(name) }), on: { click: go } });
}

function forget(words) {
  return make("button", { type: "button", class: "gs-progress-forget", text: words.forget, on: { click: forgetAll } });
}

function fill(text, facts) {
  return text.replace(/\{(\w+)\}/g, (_, key) => facts[key]);
}
