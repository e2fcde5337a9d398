/** A panel with a table whose cells follow the tape; some cells are buttons. */

import { make, write } from "../shared/dom.js";
import { format } from "../shared/format.js";

/** @import { Cell, Stage, TableSpec } from "../scene.d.ts" */

export class TablePanel {
  /** @type {TableSpec} */
  spec;
  /** @type {{cell: Cell, element: HTMLElement}[]} those that follow the tape */
  cells = [];
  /** @type {string|null} the part of the network that is marked */
  selected = null;

  /** @param {TableSpec} spec  @param {Stage} stage */
  constructor(spec, stage) {
    this.stage = stage;
    this.stale = false;
    this.visible = true;
    this.interval = 0;
    this.cheap = true;
    this.lastRefresh = 0;
    this.tab = 0;
    this.title = make("h3", { class: "gs-title" });
    this.switches = make("div", { class: "gs-switches" });
    this.table = make("table", { class: "gs-table" });
    this.scroller = make("div", { class: "gs-scroller" }, this.table);
    this.element = make("section", { class: "gs-panel", "data-gs-panel": spec.id },
      make("header", { class: "gs-head" }, this.title, this.switches), this.scroller);
    this.sizes = new ResizeObserver(() => this.reach());
    this.sizes.observe(this.table);
    this.sizes.observe(this.scroller);
    this.update(spec);
  }

  /** A table wider than its place can be scrolled by keyboard. */
  reach() {
    const { scrollWidth, clientWidth } = this.scroller;
    if (scrollWidth > clientWidth) this.scroller.setAttribute("tabindex", "0");
    else this.scroller.removeAttribute("tabindex");
  }

  get ready() {
    return true;
  }

  get live() {
    return this.cells.length > 0;
  }

  update(spec) {
    this.spec = spec;
    this.tab = Math.min(this.tab, Math.max(0, (spec.tabs ?? []).length - 1));
    this.title.textContent = spec.title ?? "";
    this.table.setAttribute("aria-label", spec.hint ?? spec.title ?? spec.id);
    this.table.classList.toggle("gs-compact", Boolean(spec.compact));
    this.makeTabs(spec.tabs ?? []);
    this.fill();
  }

  /** A table may have several sets of rows, one of them in sight. */
  makeTabs(tabs) {
    const buttons = tabs.map(({ label }, i) =>
      make("button", {
        type: "button", class: "gs-switch", "data-gs-tab": i, text: label, "aria-pressed": String(i === this.tab),
        on: { click: () => this.show(i) },
      }));
    this.switches.replaceChildren(...buttons);
  }

  show(tab) {
    this.tab = tab;
    this.makeTabs(this.spec.tabs);
    this.fill();
  }

  fill() {
    const { spec } = this;
    this.cells = [];
    const head = make("tr", {}, ...spec.columns.map((text) => (text ? make("th", { scope: "col", text }) : make("td"))));
    const rows = (spec.tabs?.[this.tab].rows ?? spec.rows).map((cells) => make("tr", {}, ...cells.map((cell) => this.makeCell(cell))));
    this.table.replaceChildren(make("thead", {}, head), make("tbody", {}, ...rows));
    this.selected = null;
    this.refocus();
    this.refresh();
  }

  makeCell(cell) {
    const kind = cell.array ? "gs-number" : cell.swatch ? "gs-name" : null;
    const element = make("td", { class: kind, text: cell.action || cell.href ? undefined : cell.text ?? "" });
    if (cell.array) this.cells.push({ cell, element });
    if (cell.action) element.append(this.makeButton(cell));
    if (cell.href) element.append(this.makeLink(cell));
    if (cell.swatch) element.prepend(this.makeSwatch(cell));
    if (cell.part) this.makeSelectable(element, cell);
    return element;
  }

  /** Names of the network's parts are buttons, their numbers take clicks as well. The Tab key passes them over: by
   * keyboard a part is found in the network. */
  makeSelectable(element, { part, text, array }) {
    element.dataset.gsPart = part;
    const select = () => this.stage.focus.select(part);
    if (array) return element.addEventListener("click", select);
    element.replaceChildren(make("button", { type: "button", tabindex: "-1", class: "gs-selects", text, on: { click: select } }));
  }

  /** What is selected in the network is marked here. */
  refocus() {
    const { selected } = this.stage.focus;
    if (selected === this.selected) return;
    this.selected = selected;
    for (const element of this.table.querySelectorAll("[data-gs-part]")) {
      const here = /** @type {HTMLElement} */ (element).dataset.gsPart === selected;
      element.classList.toggle("gs-selected", here);
      element.querySelector("button")?.setAttribute("aria-pressed", String(here));
    }
  }

  /** The colour and the dash of a line, as in a legend; its number as on the line's point. */
  makeSwatch({ swatch, dash, mark }) {
    const name = /^@(\w+)$/.exec(swatch)?.[1];
    const color = name ? `var(--gs-${name})` : swatch;
    return make("span", { class: "gs-swatch", "data-dash": dash, style: `--gs-swatch: ${color}`, text: mark ?? "" });
  }

  makeButton({ text, action, hint }) {
    return make("button", {
      type: "button", class: "gs-cell-button", "data-gs-action": action, text, title: hint,
      "aria-label": hint ? `${text} – ${hint}` : null, on: { click: () => this.stage.act(action) },
    });
  }

  /** In a page without the app a button leads back to it. */
  makeLink({ text, href, hint }) {
    return make("a", {
      class: "gs-cell-button", href, target: "_blank", rel: "noopener", text, title: hint,
      "aria-label": hint ? `${text} – ${hint}` : null,
    });
  }

  refresh() {
    const { tape, shown } = this.stage;
    for (const { cell, element } of this.cells) {
      const step = cell.step ?? shown;
      const row = tape?.row(cell.array, cell.row ?? step);
      // Numbers are never blended: until the exact row has come, the old ones stay, greyed; so are those to come.
      element.classList.toggle("gs-late", !row || step > shown);
      if (row) tell(element, cell, row.values(cell.index)[0]);
    }
    this.stale = false;
    this.lastRefresh = performance.now();
  }

  drawLayers() {}

  destroy() {
    this.sizes.disconnect();
    this.element.remove();
  }
}

/** @param {HTMLElement} element  @param {Cell} cell  @param {number} value */
function tell(element, cell, value) {
  const { choices, tones } = cell;
  const choice = choices ? Math.max(0, Math.min(choices.length - 1, Math.round(value))) : 0;
  const text = choices ? choices[choice] : format(value, cell.format);
  write(element, text);
  if (tones) element.dataset.tone = tones[choice];
}
