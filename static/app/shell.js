/** What every page has beside its own content: lecture mode's button and keys, the link out of an embedded page. */

import { exactLink } from "./address.js";
import { make } from "../player/shared/dom.js";
import "./fields.js";
import { flipHints, tellHints } from "./hints.js";
import "./lesson.js";
import { OWN_KEYS, inView, listed } from "./keys.js";
import { lecturing, letter, onLecture, setLecture } from "./lecture.js";
import { hold } from "./held.js";
import { attachSheet } from "./sheet.js";

/** @import { Component } from "../player/scene.d.ts" */

const NEXT = ".st-key-lesson-next a";
const PREVIOUS = ".st-key-lesson-prev a";
const HINTS = ".st-key-hints button";
const OPEN = "[role=dialog], [data-baseweb=popover]";

/** Streamlit's own word on whether it reaches its server. */
const LINE = "data-test-connection-state";

/** @type {Component<any>} Streamlit's arguments of the component that is mounted now */
let mounted;
/** @type {Element|null} */
let watched = null;
let returns = 0;

/**
 * @param {Component<any>} component  Streamlit's arguments; data: {open: words of the link out or null, report: whether the
 *   page draws for the size of the letters, sheet: its words}
 */
export function attach(component) {
  const first = mounted?.parentElement !== component.parentElement;
  mounted = component;
  document.documentElement.dataset.gsShell = "heard"; // the page's keys are heard from now on; browser tests wait for it
  if (first) watchLine();
  if (first && component.data.open) component.parentElement.append(wayOut(component.data.open));
  tellHints(document.querySelector(HINTS));
  attachSheet(component.data.sheet);
  report();
  return () => {};
}

/** Pictures that Python draws for one size of letters are drawn anew. */
function report() {
  const { data, parentElement, setStateValue } = mounted;
  const size = lecturing() ? letter() : 0;
  if (!data.report || !parentElement.isConnected || size === data.letter) return;
  setStateValue("letter", size);
}

/**
 * Who comes back to a server that has been restarted, or to another one, has a new session there, which has not drawn
 * the page: the first thing that a hand did would be lost. So it draws the page at once.
 */
function watchLine() {
  const line = document.querySelector(`[${LINE}]`);
  if (!line || watched === line) return;
  watched = line;
  const look = () => line.getAttribute(LINE) === "CONNECTED" && mounted.setStateValue("back", (returns += 1));
  new MutationObserver(look).observe(line, { attributeFilter: [LINE] });
}

function wayOut(text) {
  const link = make("a", { class: "gs-open", target: "_blank", rel: "noopener", text, href: exactLink() });
  for (const moment of ["pointerdown", "focus"]) link.addEventListener(moment, () => (link.href = exactLink()));
  return link;
}

// ---- lecture mode -----------------------------------------------------------------------------------

onLecture(() => mounted && report());
addEventListener("resize", () => mounted && lecturing() && report());

// Before Streamlit sees the click: nothing of this needs the server.
addEventListener("click", (event) => {
  const act = on(event, ".st-key-lecture button") ? toggle : on(event, HINTS) ? hints : null;
  if (!act) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  act();
}, true);

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || busy(event)) return;
  const command = COMMANDS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!command || !command()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

/** key -> command; true if it did anything. Reloading (F5) stays what it is: it is the last help if something hangs. */
const COMMANDS = {
  l: toggle,
  h: () => !lecturing() && hints(),
  Escape: () => lecturing() && (setLecture(false), true),
  PageDown: () => lecturing() && (follow(NEXT) || inLesson()),
  PageUp: () => lecturing() && (follow(PREVIOUS) || inLesson()),
  ".": () => lecturing() && playOrPause(),
  b: () => lecturing() && playOrPause(),
};

/** The bar must not stay in view because its button has the focus. */
function toggle() {
  const focused = /** @type {HTMLElement|null} */ (document.activeElement);
  if (focused?.closest(".st-key-topbar")) focused.blur();
  setLecture(!lecturing());
  return true;
}

function hints() {
  flipHints();
  tellHints(document.querySelector(HINTS));
  return true;
}

function follow(selector) {
  const link = document.querySelector(selector);
  link?.click();
  return Boolean(link);
}

/** Before the first lesson and behind the last one the remote does nothing. */
function inLesson() {
  return Boolean(document.querySelector(".st-key-lesson-strip"));
}

function playOrPause() {
  const player = inView();
  player?.commands.toggle();
  return Boolean(player);
}

/** A field, a list or a picture wants the key for itself, or something lies over the page; the player's own bar wants none of these. */
function busy({ target, key }) {
  if (target instanceof Element && listed(target, key)) return true;
  const field = target instanceof Element && target.closest(OWN_KEYS);
  return Boolean((field && !field.closest("[data-gs=transport]")) || document.querySelector(OPEN));
}

// ---- sharing ----------------------------------------------------------------------------------------

// The link is that of the moment when the hand went down, however long the dialog takes to come. A screen reader's
// click has no such moment.
let pressed = false;

for (const type of ["pointerdown", "keydown"]) addEventListener(type, (event) => (pressed = press(event)), true);
addEventListener("click", (event) => {
  if (!pressed) press(event);
  pressed = false;
}, true);

function press(event) {
  const share = Boolean(on(event, ".st-key-share button"));
  if (share) hold();
  return share;
}

function on({ target }, selector) {
  return target instanceof Element && target.closest(selector);
}
