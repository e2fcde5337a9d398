/**
 * A link to another page waits for the script that is running, or about to. Streamlit empties the page at once on a click, and what
 * the old run still sends then finds no place: the whole app would go blank.
 */

const LINK = "[data-testid=stPageLink-NavLink]";
const LONGEST_WAIT = 10_000; // ms
const QUIET = 250; // ms since the last script: what it has drawn may ask for another one
let listening = false;
let lastChange = 0;
let waiting = null;

/** Once for the whole page, from any of its components. */
export function holdLinks() {
  if (listening) return;
  listening = true;
  document.addEventListener("click", hold, { capture: true });
  new MutationObserver(() => (lastChange = performance.now())).observe(document.body, {
    subtree: true, attributeFilter: ["data-test-script-state"],
  });
}

function hold(event) {
  const link = event.target.closest?.(LINK);
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || idle()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!waiting) follow(link, link.getAttribute("href"), performance.now());
}

/** Clicks again as soon as it may; the link of the same address, if the run has drawn it anew. */
function follow(link, address, since) {
  waiting = setTimeout(() => {
    if (!idle() && performance.now() - since < LONGEST_WAIT) return follow(link, address, since);
    waiting = null;
    const same = [...document.querySelectorAll(LINK)].find((other) => other.getAttribute("href") === address);
    const target = link.isConnected && link.getAttribute("href") === address ? link : same;
    if (idle()) target?.click();
  }, 30);
}

/** No script is running, and none will be: a player's request on its way starts one. */
function idle() {
  const app = document.querySelector("[data-test-script-state]");
  if (app && app.dataset.testScriptState !== "notRunning") return false;
  if (performance.now() - lastChange < QUIET) return false;
  return ![...document.querySelectorAll("[data-gs=player]")].some((player) => player.__gs?.state().request);
}
