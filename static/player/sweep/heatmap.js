/** The heat map: a table of cells, coloured by how good they are, walked by arrow keys. */

import { make, pen, write } from "../shared/dom.js";
import { filled, format } from "../shared/format.js";
import { luminance, scaleColor } from "../shared/theme.js";
import { writeLines } from "../shared/tools.js";
import { goodness, range, total, turned, valueOf, written } from "./scale.js";

/** @import { Axis, Cell, Host, Labels, Shown } from "./sweep.d.ts" */
/** @import { Width } from "./scale.js" */
/** @import { Results } from "./results.js" */

const LEAST = 3.7; // letters that a cell is wide
const GAP = 6; // pixels between a cell and its tip
const FEW_ROWS = 7; // up to which a cell has two lines
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class HeatMap {
  /** @type {Shown} */
  show = "loss";
  /** @type {HTMLTableCellElement[]} by cell */
  places = [];
  /** The cell that Tab leads to. */
  current = 0;
  /** @type {Results} */
  results;
  /** @type {[number, number]} columns and rows */
  size = [1, 1];
  /** @type {{low: number, high: number, log: boolean}|null} */
  range = null;
  /** Whether the first axis goes down. */
  turned = false;
  /** @type {number|null|undefined} */
  chosen;

  /** @param {Host} host  @param {{point: (cell: number|null) => void, choose: (cell: number) => void}} told */
  constructor(host, told) {
    this.host = host;
    this.told = told;
    this.across = make("div", { class: "gs-sweep-across" });
    this.table = make("table", { role: "grid", class: "gs-heat", on: {
      keydown: (event) => this.key(event), focusin: (event) => this.point(event.target), focusout: () => this.point(null),
      pointerover: (event) => this.point(event.target), pointerleave: () => this.point(null),
      click: (event) => this.press(event.target),
    } });
    this.tip = make("div", { class: "gs-tip", hidden: true, "aria-hidden": "true" });
    this.scroller = make("div", { class: "gs-heat-scroller" }, this.across, this.table);
    this.element = make("div", { class: "gs-heat-box" }, this.scroller, this.tip);
  }

  /** Another sweep, or the same in other words.  @param {Results} results */
  take(results) {
    this.results = results;
    this.current = 0;
    this.build();
  }

  // ---- the table ---------------------------------------------------------------------------------

  /** Rows and columns as they fit the box. */
  build() {
    const { axes } = this.host.opening;
    const room = this.element.clientWidth || 900;
    const widths = this.widths();
    this.turned = turned(widths, room);
    this.places = [];
    const [first, second] = axes;
    const [columns, rows] = this.turned ? [second, first] : [first, second];
    this.size = [columns?.labels.length ?? 1, rows?.labels.length ?? 1];
    write(this.across, columns?.name ?? "");
    this.table.setAttribute("aria-label", this.host.opening.title);
    this.table.classList.toggle("gs-heat-low", this.size[1] > FEW_ROWS);
    const body = make("tbody", {}, ...Array.from({ length: this.size[1] }, (_, row) => this.row(rows, row)));
    this.table.replaceChildren(this.columns(rows, this.turned ? [widths[1], widths[0]] : widths), make("thead", {}, this.head(columns, rows)), body);
    this.paint();
  }

  /** Pixels of the widest label of each axis; in a column head a label may break between its words.
   * @returns {[Width, Width]} */
  widths() {
    const { opening: { axes }, fontSize } = this.host;
    const context = pen(make("canvas"));
    context.font = `600 ${fontSize}px ${this.host.theme.font}`;
    const widest = (texts) => Math.max(...texts.map((text) => context.measureText(text).width)) + 0.6 * fontSize;
    /** @param {Axis|undefined} axis  @returns {Width} */
    const width = (axis) => {
      if (!axis) return { whole: 0, each: [0] };
      const each = axis.labels.map((label) => Math.max(widest(label.split(" ")), LEAST * fontSize));
      return { whole: Math.max(widest(axis.labels), widest(axis.name.split(" "))), each };
    };
    return [width(axes[0]), width(axes[1])];
  }

  /** As wide as the heads need; where they do not fit, the table is moved sideways.
   * @param {Axis|undefined} rows  @param {[Width, Width]} widths  of what goes across, and down */
  columns(rows, [across, down]) {
    const widths = rows ? [down.whole, ...across.each] : across.each;
    this.table.style.minWidth = `${total(widths)}px`;
    return make("colgroup", {}, ...widths.map((width) => make("col", { style: `width: ${width}px` })));
  }

  head(columns, rows) {
    const corner = rows ? [make("td", { class: "gs-heat-corner", text: rows.name })] : [];
    const labels = columns?.labels ?? [""];
    return make("tr", { role: "row" }, ...corner, ...labels.map((text) => make("th", { role: "columnheader", scope: "col", text })));
  }

  row(rows, row) {
    const head = rows ? [make("th", { role: "rowheader", scope: "row", text: rows.labels[row] })] : [];
    const cells = Array.from({ length: this.size[0] }, (_, column) => this.cell(column, row));
    return make("tr", { role: "row" }, ...head, ...cells);
  }

  cell(column, row) {
    const number = this.at(column, row);
    const place = make("td", { role: "gridcell", tabindex: -1, "data-gs-cell": number });
    place.append(make("span", { class: "gs-heat-value" }), make("span", { class: "gs-heat-sign" }));
    this.places[number] = place;
    return place;
  }

  /** The cell at a place of the table. */
  at(column, row) {
    return this.turned ? row * this.size[0] + column : column * this.size[1] + row;
  }

  /** @returns {[number, number]} column and row */
  placeOf(cell) {
    const [width, height] = this.size;
    return this.turned ? [cell % width, Math.floor(cell / width)] : [Math.floor(cell / height), cell % height];
  }

  // ---- what it shows -----------------------------------------------------------------------------

  /** Numbers and colours in the cells that are there: nothing moves. */
  paint() {
    const { cells } = this.results;
    this.range = range(cells, this.show);
    this.places.forEach((place, cell) => this.paintCell(place, cell));
    this.mark(this.chosen);
  }

  paintCell(place, cell) {
    const result = this.results.cells[cell];
    const value = valueOf(result, this.show);
    const [number, sign] = /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("span"));
    write(number, result.n ? written(value, this.show) : "·");
    write(sign, result.diverged ? `✕${result.diverged}` : "");
    const colour = this.colour(value);
    place.style.background = colour ?? "";
    place.style.color = colour ? ink(colour) : "";
    place.classList.toggle("gs-heat-none", result.n > 0 && colour === null);
    place.setAttribute("aria-label", this.lines(cell).join(". "));
  }

  colour(value) {
    const good = goodness(value, this.range, this.show);
    return good === null ? null : scaleColor("sequential", good, this.host.theme);
  }

  /** The colours from bad to good, and what they stand for; null before there is anything.
   * @returns {{ends: [string, string], stops: string}|null} */
  legend() {
    if (!this.range) return null;
    const { low, high } = this.range;
    const stops = [0, 0.25, 0.5, 0.75, 1].map((share) => scaleColor("sequential", share, this.host.theme)).join(",");
    const ends = this.show === "share" ? [low, high] : [high, low];
    return { ends: /** @type {[string, string]} */ (ends.map((value) => written(value, this.show))), stops };
  }

  /** A cell in exact numbers.  @param {number} cell  @returns {string[]} */
  lines(cell) {
    const { labels } = this.host.opening;
    const result = this.results.cells[cell];
    const where = this.results.values(cell).map(({ name, label }) => `${name} ${label}`).join(", ");
    if (!result.n) return [where, labels.untrained];
    return [where, ...told(result, labels)];
  }

  // ---- pointing and choosing ---------------------------------------------------------------------

  point(target) {
    const cell = numberOf(target);
    if (cell === null) this.tip.hidden = true;
    else this.showTip(cell);
    this.told.point(cell);
  }

  showTip(cell) {
    writeLines(this.tip, this.lines(cell));
    this.tip.hidden = false;
    const [place, box, tip] = [this.places[cell], this.element, this.tip].map((each) => each.getBoundingClientRect());
    const across = place.left - box.left + (place.width - tip.width) / 2;
    const over = place.top - box.top - tip.height - GAP;
    const down = over < 0 ? place.bottom - box.top + GAP : over; // its neighbours to the left and right stay in sight
    this.tip.style.transform = `translate(${Math.max(0, Math.min(across, box.width - tip.width))}px, ${down}px)`;
  }

  press(target) {
    const cell = numberOf(target);
    if (cell === null) return;
    this.places[cell].focus();
    this.told.choose(cell);
    this.tip.hidden = true; // the card beside it says the same
  }

  /** @param {number|null|undefined} cell  the chosen one */
  mark(cell) {
    this.chosen = cell;
    this.current = cell ?? this.current;
    this.places.forEach((place, number) => {
      place.setAttribute("aria-selected", String(number === cell));
      place.tabIndex = number === this.current ? 0 : -1;
    });
  }

  key(event) {
    const cell = numberOf(event.target);
    if (cell === null || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") this.told.choose(cell);
    else if (!this.walk(cell, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  walk(cell, key) {
    let [column, row] = this.placeOf(cell);
    const [width, height] = this.size;
    if (key in MOVES) [column, row] = [column + MOVES[key][0], row + MOVES[key][1]];
    else if (key === "Home") column = 0;
    else if (key === "End") column = width - 1;
    else return false;
    const next = this.at(Math.max(0, Math.min(width - 1, column)), Math.max(0, Math.min(height - 1, row)));
    this.places[this.current].tabIndex = -1;
    this.current = next;
    this.places[next].tabIndex = 0;
    this.places[next].focus();
    return true;
  }
}

/** What a cell's runs have come to, in sentences.  @param {Cell} cell  @param {Labels} labels  @returns {string[]} */
export function told(cell, labels) {
  const { n, learned, diverged, median_loss: median, quartiles, median_steps: steps } = cell;
  const facts = { n: String(n), learned: String(learned), diverged: String(diverged) };
  const lines = [filled(labels.told_share, facts)];
  if (median !== null) {
    const [low, high] = (quartiles ?? [median, median]).map(whole);
    lines.push(filled(labels.told_loss, { median: whole(median), low, high }));
  }
  if (steps !== null) lines.push(filled(labels.told_steps, { steps: format(steps, steps % 1 ? ".1f" : "d") }));
  if (diverged) lines.push(filled(labels.told_diverged, facts));
  return lines;
}

/** A number that no line break cuts behind its sign. */
function whole(value) {
  return format(value).replace("-", "-\u2060");
}

function numberOf(target) {
  const place = target instanceof Element ? /** @type {HTMLElement|null} */ (target.closest("[data-gs-cell]")) : null;
  return place ? Number(place.dataset.gsCell) : null;
}

/** Black or white, whichever is read better on a colour. */
function ink(colour) {
  return luminance(colour) > 0.42 ? "#000000" : "#ffffff";
}
