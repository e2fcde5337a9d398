/**
 * The part of the page's address that belongs to this window and not to the experiment: the server writes an
 * experiment's settings and knows nothing of switches that were flipped here.
 *
 *   lecture  "1" in lecture mode. Only this window decides.
 *   view     keys of the switches that somebody set other than usual, joined by commas: "loss_log"; "-relief": as usual
 *   sel      the selected part of the network, such as h1.2 or w2.3.1
 *   play     "1": the run is to start playing
 *
 * What a followed link says of view and play counts as soon as it is written into the address.
 */

/** @import { Kept, Moment } from "../player/scene.d.ts" */

/** Keys that a run does not depend on: this window's own, and the page's. */
const NOT_OF_RUN = ["at", "lang", "play", "view", "sel", "lecture", "hide", "lesson", "room", "go", "embed", "embed_options", "theme"];

const here = new URL(location.href).searchParams;
const own = { lecture: here.get("lecture"), view: here.get("view"), sel: here.get("sel"), play: here.get("play") };
const plain = history.replaceState.bind(history);
const listeners = new Set();

/** What an embedded page leaves out; see pages/ui/share.py. */
export const hidden = new Set(here.get("embed") === "true" ? (here.get("hide") ?? "").split(",") : []);

/** @param {Kept} key */
export function asked(key) {
  return own[key];
}

/** @param {string|null} value  null takes the key out of the address */
export function keep(key, value) {
  if (own[key] === value) return;
  own[key] = value;
  plain(history.state, "", completed(location.href));
}

/** Be told the address when a link brought another view or playing. @returns {() => void} the end of that */
export function onNews(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function adopt(url) {
  const { pathname, searchParams: said } = new URL(url, location.href);
  const lesson = said.get("lesson");
  const anew = lesson !== null && lesson !== new URL(location.href).searchParams.get("lesson");
  if (pathname !== location.pathname) own.view = own.sel = null; // another page has switches and parts of its own
  // Another lesson opens as its link says; else what is not said stays as somebody set it.
  const counts = (key) => said.has(key) || (anew && key !== "play");
  const news = ["view", "sel", "play"].filter((key) => counts(key) && said.get(key) !== own[key]);
  for (const key of news) own[key] = said.get(key);
  if (news.length || own.play !== null) for (const listener of listeners) listener(url);
}

/** What an address says of its run, to be compared. */
export function settingsOf(url) {
  const said = [...new URL(url, location.href).searchParams].filter(([key]) => !NOT_OF_RUN.includes(key));
  return JSON.stringify(said.sort());
}

function completed(url) {
  const full = new URL(url, location.href);
  for (const [key, value] of Object.entries(own)) {
    if (full.searchParams.get(key) === value) continue;
    if (value === null) full.searchParams.delete(key);
    else full.searchParams.set(key, value);
  }
  return full;
}

// Streamlit writes the address whenever the server changes a setting.
for (const name of ["pushState", "replaceState"]) {
  const write = history[name].bind(history);
  history[name] = (state, title, url) => {
    if (url === undefined || url === null) return write(state, title);
    adopt(url);
    write(state, title, completed(url));
  };
}
addEventListener("popstate", () => {
  adopt(location.href);
  plain(history.state, "", completed(location.href));
});

/** @type {(() => Moment|null)|null} what the player shows */
let moment = null;

export function tellMoment(tell) {
  moment = tell;
}

/** An address for somebody else: a whole page, and not in lecture mode. */
export function toOthers(address) {
  const url = new URL(address);
  for (const key of ["lecture", "embed", "embed_options", "hide", "room"]) url.searchParams.delete(key);
  return url;
}

/** The address of the run at a step (null: none), to stand under a picture; a page without the app says in its head where it came from. */
export function originLink(step) {
  const url = toOthers(/** @type {HTMLLinkElement|null} */ (document.querySelector("link[rel=canonical]"))?.href ?? location.href);
  setStep(url, step);
  return readable(url.href);
}

/** Without the percent signs that a query need not have. */
function readable(href) {
  return href.replace(/%3A/g, ":").replace(/%3B/g, ";").replace(/%2C/g, ",").replace(/%40/g, "@");
}

/** The link of exactly what is on screen, for somebody else. */
export function exactLink() {
  const url = toOthers(completed(location.href));
  const now = moment?.();
  return now ? at(now, url) : url;
}

function at({ step, playing }, url) {
  setStep(url, step);
  if (playing) url.searchParams.set("play", "1");
  return url;
}

/** The step at which a run rests; null: none, it plays. */
export function setStep(url, step) {
  if (step === null) url.searchParams.delete("at");
  else url.searchParams.set("at", step);
}

/** Whether a run that opens waits for a hand: at a step that the address names, for a lesson's class, in another page. */
export function waits() {
  const said = new URL(location.href).searchParams;
  return ["at", "lesson", "embed"].some((key) => said.has(key));
}
