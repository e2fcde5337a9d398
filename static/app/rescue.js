/**
 * If Streamlit's own script fails, it takes everything off the page. The address and the player say all that was on
 * it, so the page is loaded again; not for ever, in case it fails each time.
 */

import { onward, presentAddress } from "./address.js";
import { make } from "../player/shared/dom.js";
import { leaving } from "./leaving.js";

const SEEN = "gradient-stage:rescued";
const MOST = 3;
const WITHIN = 60_000; // ms

/** @type {{text: string, again: string}} */
let words;

/** @param {{text: string, again: string}} said  what is said if loading again does not help, and the link's label */
export function watch(said) {
  const first = !words;
  words = said;
  if (!first) return;
  const root = /** @type {HTMLElement} */ (document.getElementById("root")); // Streamlit's
  new MutationObserver(() => root.childElementCount || rescue()).observe(root, { childList: true });
  if (!root.childElementCount) rescue();
}

function rescue() {
  const target = leaving();
  const url = target ? onward(target) : presentAddress();
  url.hash = ""; // to a place on the same page the browser would only scroll
  if (again()) location.assign(url);
  else document.body.append(notice(url));
}

/** Whether loading again may help: it has not been tried too often just now. */
function again() {
  try {
    const now = Date.now();
    const before = JSON.parse(sessionStorage.getItem(SEEN) ?? "[]").filter((time) => now - time < WITHIN);
    if (before.length >= MOST) return false;
    sessionStorage.setItem(SEEN, JSON.stringify([...before, now]));
    return true;
  } catch {
    return false; // storage is barred: there is no telling how often
  }
}

function notice(url) {
  const link = make("a", { href: url, text: words.again });
  return make("div", { class: "gs-lost", role: "alert" }, make("p", { text: words.text }), make("p", {}, link));
}
