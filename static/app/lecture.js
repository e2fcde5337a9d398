/**
 * Lecture mode: everything else gives way to the main picture, and letters grow until the last row can read them.
 * The mode is an attribute of the document's root, which pages/ui/lecture.css and player.css follow.
 */

import { asked, keep } from "./address.js";

/** Of the window's height (3.6 %), unless the window is so narrow that lines would break at every word. */
const LETTER = { height: 0.036, width: 0.046 };

const listeners = new Set();
let on = asked("lecture") === "1";
mark();
addEventListener("resize", mark);

export function lecturing() {
  return on;
}

export function setLecture(wanted) {
  if (wanted === on) return;
  on = wanted;
  keep("lecture", on ? "1" : null);
  mark();
  for (const listener of listeners) listener();
}

/** Be told when the mode begins or ends. @returns {() => void} the end of that */
export function onLecture(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The height in pixels of the smallest letters. */
export function letter() {
  return Math.round(Math.min(LETTER.height * innerHeight, LETTER.width * innerWidth));
}

function mark() {
  const { dataset, style } = document.documentElement;
  dataset.lecture = on ? "on" : "off";
  style.setProperty("--letter", `${letter()}px`);
}
