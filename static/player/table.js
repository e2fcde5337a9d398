/** A panel with a table whose cells follow the tape; some cells are buttons. */

import { make } from "./dom.js";
import { format } from "./format.js";

/** Milliseconds between updates: digits that change faster cannot be read. */
const INTERVAL = 90;

export class TablePanel {
  /** @param {object} spec a panel of kind "table"  @param {object} stage see PlotPanel */
  constructor(spec, stage) {
    this.stage = stage;
    this.stale = false;
    this.visible = true;
    this.interval = INTERVAL;
    this.cheap = true;
    this.lastRefresh = 0;
    this.title = make("h3", { class: "gs-title" });
    this.table = make("table", { class: "gs-table" });
    const scroller = make("div", { class: "gs-scroller" }, this.table);
    this.element = make("section", { class: "gs-panel", "data-gs-panel": spec.id },
      make("header", { class: "gs-head" }, this.title), scroller);
    this.update(spec);
  }

  get ready() {
    return true;
  }

  get live() {
    return this.cells.length > 0;
  }

  update(spec) {
    this.spec = spec;
    this.cells = [];
    this.title.textContent = spec.title ?? "";
    this.table.setAttribute("aria-label", spec.hint ?? spec.title ?? spec.id);
    const head = make("tr", {}, ...spec.columns.map((text) => make("th", { scope: "col", text })));
    const rows = spec.rows.map((cells) => make("tr", {}, ...cells.map((cell) => this.makeCell(cell))));
    this.table.replaceChildren(make("thead", {}, head), make("tbody", {}, ...rows));
    this.refresh();
  }

  makeCell(cell) {
    const element = make("td", { text: cell.action ? undefined : cell.text ?? "" });
    if (cell.array) this.cells.push({ cell, element });
    if (cell.action) element.append(this.makeButton(cell));
    return element;
  }

  makeButton({ text, action, hint }) {
    return make("button", {
      type: "button", class: "gs-cell-button", "data-gs-action": action, text, title: hint,
      "aria-label": hint ? `${text} – ${hint}` : null, on: { click: () => this.stage.act(action) },
    });
  }

  refresh() {
    const { tape, shown } = this.stage;
    for (const { cell, element } of this.cells) {
      const row = tape?.row(cell.array, shown);
      // Numbers are never blended: until the exact row has come, the old ones stay, greyed.
      element.classList.toggle("gs-late", !row);
      if (row) write(element, cell, row.values(cell.index)[0]);
    }
    this.stale = false;
    this.lastRefresh = performance.now();
  }

  drawLayers() {}

  destroy() {
    this.element.remove();
  }
}

function write(element, cell, value) {
  const choice = cell.choices ? Math.max(0, Math.min(cell.choices.length - 1, Math.round(value))) : null;
  const text = choice === null ? format(value, cell.format) : cell.choices[choice];
  if (element.textContent !== text) element.textContent = text;
  if (cell.tones) element.dataset.tone = cell.tones[choice];
}
