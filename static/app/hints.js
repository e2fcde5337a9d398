/**
 * The line under each picture's title, which says what it shows: there until somebody switches it off in this browser.
 * The document's root says whether; player.css and pages/ui/room.css follow it. An embedded page goes without.
 */

const KEPT = "gs-hints";

let on = !new URLSearchParams(location.search).has("embed") && remembered() !== "off";
mark();

export function flipHints() {
  on = !on;
  remember(on ? "on" : "off");
  mark();
  return true;
}

/** The page's button says whether they are there.  @param {Element|null} button */
export function tellHints(button) {
  button?.setAttribute("aria-pressed", String(on));
}

function mark() {
  document.documentElement.dataset.hints = on ? "on" : "off";
}

/** A browser that keeps nothing for pages forgets. */
function remembered() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

/** @param {string} value */
function remember(value) {
  try {
    localStorage.setItem(KEPT, value);
  } catch {
    // It holds for this page.
  }
}
