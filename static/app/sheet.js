/**
 * On a phone the settings are a sheet over a part of the screen (pages/ui/phone.css): closed until somebody asks for
 * them, and closed again on the next page. Streamlit's own state of its side bar, which the browser keeps, is left alone.
 */

import { icon, make } from "../player/shared/dom.js";

const BAR = "[data-testid=stSidebar]";
const MAIN = "[data-testid=stMain]";
const PICTURES = "[data-gs=player] .gs-panel:not(.gs-absent), .gs-heat-box, .stPlotlyChart";
/** What a press is meant for itself; a press elsewhere on the page closes the sheet. */
const CONTROLS = "button, a, input, select, textarea, label, [role=slider], [role=menu]";
/** What lies over the sheet and has Escape to itself. */
const OVER = "[data-testid=stPopoverBody], [data-testid=stDialog], [role=listbox]";
/** Pixels: who pulls the sheet further than this means to close it. */
const FAR = 60;

const root = document.documentElement;

/** @type {{ path: string, before: number, after: number }|null} on which page, and where that was scrolled to before and after */
let opened = null;

const settings = make("button", { type: "button", class: "gs-settings", "data-gs": "settings", "aria-expanded": "false", "aria-controls": "stSidebar", on: { click: open } });
const title = make("h2");
const shut = make("button", { type: "button", "data-gs": "close-settings", on: { click: () => close() } }, icon("close"));
const head = make("div", { class: "gs-sheet-head", on: { pointerdown: pull } }, title, shut);

/** To be called with each page, and in its language.  @param {{ settings: string, close: string }} words */
export function attachSheet(words) {
  if (opened && opened.path !== location.pathname) close();
  settings.replaceChildren(icon("settings"), words.settings);
  title.textContent = words.settings;
  shut.setAttribute("aria-label", words.close);
  const page = document.querySelector("[data-testid=stAppViewContainer]");
  if (settings.parentElement !== page) page?.lastElementChild?.before(settings);
}

/** @returns {"below"|"side"|""} from where it comes; nowhere on a large screen */
function from() {
  return /** @type {any} */ (getComputedStyle(root).getPropertyValue("--from").trim());
}

function open() {
  const bar = document.querySelector(BAR);
  const main = document.querySelector(MAIN);
  if (opened || !bar || !main || !from()) return;
  bar.querySelector("[data-testid=stSidebarContent]")?.prepend(head);
  bar.setAttribute("role", "dialog");
  bar.setAttribute("aria-label", title.textContent ?? "");
  opened = { path: location.pathname, before: main.scrollTop, after: 0 };
  mark(true);
  bringPicture(main);
  requestAnimationFrame(() => requestAnimationFrame(() => bringPicture(main))); // beside the sheet pictures may stand anew
  shut.focus({ preventScroll: true });
}

/** @param {Element} main */
function bringPicture(main) {
  if (!opened) return;
  mainPicture()?.scrollIntoView({ block: "start" });
  opened.after = main.scrollTop;
}

function close() {
  if (!opened) return;
  const bar = document.querySelector(BAR);
  const main = document.querySelector(MAIN);
  const inside = bar?.contains(document.activeElement);
  const { path, before, after } = opened;
  opened = null;
  bar?.removeAttribute("role");
  mark(false);
  if (main && path === location.pathname && main.scrollTop === after) main.scrollTop = before;
  if (inside) settings.focus({ preventScroll: true });
}

function mark(on) {
  root.dataset.sheet = on ? "open" : "closed";
  settings.setAttribute("aria-expanded", String(on));
}

/** The uppermost one; of several, the first. */
function mainPicture() {
  const place = (picture) => picture.getBoundingClientRect();
  const pictures = [...document.querySelectorAll(PICTURES)].filter((picture) => place(picture).height > 0);
  return pictures.sort((a, b) => place(a).top - place(b).top || place(a).left - place(b).left)[0];
}

// ---- ways to close it -------------------------------------------------------------------------------

addEventListener("keydown", (event) => {
  if (!opened || event.key !== "Escape" || document.querySelector(OVER)) return;
  event.stopImmediatePropagation();
  close();
}, true);

addEventListener("click", ({ target }) => {
  if (!opened || !(target instanceof Element) || !target.closest(MAIN) || target.closest(CONTROLS)) return;
  close();
}, true);

addEventListener("resize", () => opened && !from() && close());

/** The head follows the finger; the sheet goes if it was pulled far. @param {PointerEvent} event */
function pull({ pointerId, clientX, clientY, target }) {
  if (shut.contains(/** @type {Node} */ (target))) return;
  const gone = new AbortController();
  const { signal } = gone;
  const way = (event) => Math.max(0, from() === "side" ? clientX - event.clientX : event.clientY - clientY);
  head.setPointerCapture(pointerId);
  const end = () => {
    gone.abort();
    root.style.removeProperty("--pulled");
  };
  head.addEventListener("pointermove", (event) => {
    root.style.setProperty("--pulled", from() === "side" ? `${-way(event)}px, 0` : `0, ${way(event)}px`);
  }, { signal });
  head.addEventListener("pointerup", (event) => {
    end();
    if (way(event) > FAR) close();
  }, { signal });
  head.addEventListener("pointercancel", end, { signal });
}
