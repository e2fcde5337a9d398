/** What the page does by itself: unpack the tape that it carries and hand it to the player. */

import { attach } from "../../../static/player.js";
import { unfilter } from "./unfilter.js";
import { embedded } from "./embedded.js";

/** @param {string} id  @returns {HTMLElement} */
const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const stage = element("stage");
/** @type {{parentElement: HTMLElement, data: any, setStateValue: () => void, setTriggerValue: () => void}} */
const component = { parentElement: stage, data: null, setStateValue() {}, setTriggerValue() {} };

/** The player reads the colours of the page, and again whenever they change. */
function show() {
  if (component.data) attach(component, new URL(location.href));
}

const wantsDark = matchMedia("(prefers-color-scheme: dark)");

function setTheme(dark) {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  show();
}

element("theme").addEventListener("click", () => setTheme(document.documentElement.dataset.theme !== "dark"));
wantsDark.addEventListener("change", () => setTheme(wantsDark.matches));
setTheme(wantsDark.matches);

embedded("tape").then((bytes) => {
  component.data = unfilter(bytes);
  show();
}).catch((error) => {
  const note = element("broken");
  note.hidden = false;
  note.append(` (${error.message})`);
});
