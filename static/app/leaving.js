/**
 * Between a click on a link to another page (or the back button) and that page's first word, nothing of the old page
 * may be asked of the server: Streamlit names the old page in such a request, answers it behind the new page, empties
 * the app for it, and goes blank with the next message that looks for its place.
 */

const LINK = "[data-testid=stPageLink-NavLink]";
/** What widgets have said within one turn is sent in the next one; it must be on its way before the link is followed. */
const TURN = 10; // ms
/** Whoever is not let go after this long stays after all: the server may never have heard of it. */
const LONGEST = 10_000; // ms

/** @type {URL} */
let app;
/** @type {number|null} */
let turn = null;
/** @type {string|null} */
let here = null;
/** @type {URL|null} */
let target = null;
let since = 0;
let passing = false;
let next = 0;
let unsent = 0;

/** @returns {URL|null} the address that is being gone to */
export function leaving() {
  if (target && performance.now() - since > LONGEST) target = null;
  return target;
}

/**
 * Hands something to Streamlit, unless the page is being left.
 * @returns {boolean} whether it did
 */
export function tell(send) {
  if (leaving()) return false;
  send();
  unsent += 1;
  setTimeout(() => (unsent -= 1)); // Streamlit's own, by which it sends, is before this one
  return true;
}

/**
 * The server has begun to draw a page.
 * @param {URL} root        the address of the app
 * @param {{page: string, turn: number}} data  the page's path under it, and the number of this run of its script
 */
export function arrived(root, { page, turn: now }) {
  app = root;
  if (now === turn) return;
  turn = now;
  here = plain(new URL(page, app));
  if (target && plain(target) === here) target = null;
}

function plain({ pathname }) {
  return pathname.replace(/\/$/, "");
}

/** From now on nothing is asked; what leads to the other page is done when all that was asked before is on its way. */
function leave(url, again) {
  [target, since] = [url, performance.now()];
  clearTimeout(next);
  next = setTimeout(() => {
    passing = true;
    again();
    passing = false;
  }, TURN);
}

addEventListener("click", (event) => {
  const link = /** @type {HTMLAnchorElement|null} */ (event.target instanceof Element ? event.target.closest(LINK) : null);
  if (passing || !link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || link.target === "_blank") return;
  // Streamlit writes these addresses as seen from the app's root, not from the page.
  const address = link.getAttribute("href") ?? "";
  event.preventDefault();
  event.stopImmediatePropagation();
  const url = new URL(address, app ?? location.href);
  leave(url, () => {
    const now = same(link, address);
    if (now) now.click();
    else location.assign(url); // a run has just emptied the page
  });
}, true);

/** The link, or the one that a run has meanwhile drawn in its place. */
/** @returns {HTMLAnchorElement|undefined} */
function same(link, address) {
  if (link.isConnected) return link;
  return [.../** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(LINK))].find((other) => other.getAttribute("href") === address);
}

// Streamlit has seen this one first. If a request is still to follow, it has to be the last word once more.
addEventListener("popstate", ({ state }) => {
  if (passing || (location.hash && plain(location) === here)) return; // a place on the same page
  const late = unsent > 0;
  leave(new URL(location.href), () => late && dispatchEvent(new PopStateEvent("popstate", { state })));
});
