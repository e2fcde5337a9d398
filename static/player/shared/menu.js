/** What a button opens under itself: a list of further buttons. Escape, Tab and a press elsewhere close it. */

import { icon, make } from "./dom.js";

/**
 * Lets a button open and close a list, which stands beside it.
 * @param {HTMLElement} button  @param {HTMLElement} list
 * @returns {{ open: () => void, close: (back?: boolean) => void, readonly isOpen: boolean }}  back: the focus goes to the button
 */
export function folded(button, list) {
  /** @type {AbortController|null} */
  let opened = null;
  const holds = (target) => button.contains(target) || list.contains(target);
  const show = (on) => {
    list.classList.toggle("gs-unfolded", on);
    button.setAttribute("aria-expanded", String(on));
  };
  const close = (back = false) => {
    opened?.abort();
    opened = null;
    show(false);
    if (back) button.focus({ preventScroll: true });
  };
  const open = () => {
    opened = new AbortController();
    show(true);
    const { signal } = opened;
    document.addEventListener("pointerdown", ({ target }) => holds(target) || close(), { capture: true, signal });
    document.addEventListener("keydown", (event) => escapes(event) && close(holds(document.activeElement)), { capture: true, signal });
  };
  show(false);
  button.addEventListener("click", () => (opened ? close() : open()));
  return { open, close, get isOpen() { return Boolean(opened); } };
}

/** The list has the key to itself: what lies under it stays as it is. */
function escapes(event) {
  if (event.key !== "Escape") return false;
  event.stopImmediatePropagation();
  return true;
}

/**
 * A small button, and the menu of what it offers.
 * @param {string} label  @param {{ name: string, text: string, act: () => void }[]} entries
 */
export function menu(label, entries) {
  const button = make("button", {
    type: "button", class: "gs-tool", "data-gs": "menu", "aria-label": label, title: label, "aria-haspopup": "menu",
  }, icon("more"));
  const items = entries.map(({ name, text, act }) => make("button", {
    type: "button", class: "gs-menu-item", role: "menuitem", tabindex: -1, "data-gs": name, text,
    on: { click: () => { fold.close(true); act(); } },
  }));
  const list = make("div", { class: "gs-menu-list", role: "menu", "aria-label": label }, ...items);
  const fold = folded(button, list);
  const go = (to) => items.at(to % items.length)?.focus({ preventScroll: true });
  button.addEventListener("click", () => fold.isOpen && go(0));
  list.addEventListener("keydown", (event) => {
    const at = items.indexOf(/** @type {any} */ (document.activeElement));
    const places = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    if (event.key === "Tab") return fold.close(true);
    if (!(event.key in places)) return;
    event.preventDefault();
    go(places[event.key]);
  });
  button.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    if (!fold.isOpen) fold.open();
    go(0);
  });
  return make("div", { class: "gs-menu" }, button, list);
}
