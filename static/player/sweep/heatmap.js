/** The heat map: a table of cells, coloured by how good they are, walked by arrow keys. */

import { make, pen, write } from "../shared/dom.js";
import { filled, format } from "../shared/format.js";
import { luminance, scaleColor } from "../shared/theme.js";
import { goodness, range, total, turned, valueOf, written } from "./scale.js";
import { tipOver } from "./tip.js";

/** @import { Axis, Cell, Host, Labels, Shown } from "./sweep.d.ts" */
/** @import { Range, Width } from "./scale.js" */
/** @import { Results } from "./results.js" */

const LEAST = 3.7; // letters that a cell is wide
const STEEP = 3.2; // where the heads over the columns stand upright
const [NARROW, USUAL] = [500, 900]; // pixels across
const COLOURS = 24; // of the legend
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
  /** @type {Range|null} */
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

  /** Rows and columns as they fit the box; `level`: no head stands upright. */
  build({ level = false } = {}) {
    const { opening: { axes }, element, fontSize } = this.host;
    const room = (axes.length === 1 ? element : this.element).clientWidth || USUAL; // a single row has the whole width
    const usual = this.widths(room < NARROW);
    const upright = /** @type {[Width, Width]} */ (usual.map(({ whole, each }) => ({ whole, each: each.map(() => STEEP * fontSize) })));
    const steep = least(usual, room) > room;
    this.turned = turned(steep ? upright : usual, room);
    this.places = [];
    const [first, second] = axes;
    const [columns, rows] = this.turned ? [second, first] : [first, second];
    const [across, down] = ordered(steep && !level ? upright : usual, this.turned);
    this.size = [columns?.labels.length ?? 1, rows?.labels.length ?? 1];
    write(this.across, columns?.name ?? "");
    this.table.setAttribute("aria-label", this.host.opening.title);
    this.table.setAttribute("aria-description", this.host.opening.labels.map_hint);
    this.table.style.setProperty("--rows", String(this.size[1]));
    this.table.classList.toggle("gs-heat-low", this.size[1] > FEW_ROWS);
    this.table.classList.toggle("gs-heat-steep", steep && !level);
    const body = make("tbody", {}, ...Array.from({ length: this.size[1] }, (_, row) => this.row(rows, row)));
    const wide = rows ? [down.whole, ...across.each] : across.each;
    this.table.replaceChildren(this.columns(wide), make("thead", {}, this.head(columns, rows)), body);
    this.paint();
  }

  /** Pixels of the widest label of each axis; in a column head a label may break between its words.
   * @param {boolean} narrow  and between a few signs of Japanese  @returns {[Width, Width]} */
  widths(narrow) {
    const { opening: { axes }, fontSize } = this.host;
    const context = pen(make("canvas"));
    context.font = `600 ${fontSize}px ${this.host.theme.font}`;
    const widest = (texts) => Math.max(...texts.map((text) => context.measureText(text).width)) + 0.6 * fontSize;
    /** @param {Axis|undefined} axis  @returns {Width} */
    const width = (axis) => {
      if (!axis) return { whole: 0, each: [LEAST * fontSize] };
      const each = axis.labels.map((label) => Math.max(widest(unbroken(label, narrow)), LEAST * fontSize));
      return { whole: Math.max(widest(axis.labels), widest(axis.name.split(" "))), each };
    };
    return [width(axes[0]), width(axes[1])];
  }

  /** As wide as they need to be; where they do not fit, the table is moved sideways.  @param {number[]} widths */
  columns(widths) {
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

  /** Whether it is one row, which takes little height. */
  get flat() {
    return this.size[1] === 1;
  }

  // ---- what it shows -----------------------------------------------------------------------------

  /** Numbers and colours in the cells that are there: nothing moves. */
  paint() {
    const { cells } = this.results;
    this.range = range(cells, this.show, this.results.start);
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
   * @returns {{ends: [string, string], colours: string[]}|null} */
  legend() {
    if (!this.range) return null;
    const { low, high, beyond } = this.range;
    const colours = Array.from({ length: COLOURS }, (_, i) => scaleColor("sequential", i / (COLOURS - 1), this.host.theme));
    const [worst, best] = this.show === "share" ? [low, high] : [high, low];
    return { ends: [`${beyond ? "≥ " : ""}${written(worst, this.show)}`, written(best, this.show)], colours };
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
    const [place, box] = [this.places[cell], this.element].map((each) => each.getBoundingClientRect());
    const { width, height } = place;
    tipOver(this.tip, this.element, { left: place.left - box.left, top: place.top - box.top, width, height }, this.lines(cell));
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

/** What goes across, and what goes down.  @param {[Width, Width]} widths  @returns {[Width, Width]} */
function ordered([first, second], turned) {
  return turned ? [second, first] : [first, second];
}

/** Pixels that the table takes the way round that is chosen for it.  @param {[Width, Width]} widths */
function least(widths, room) {
  const [across, down] = ordered(widths, turned(widths, room));
  return total(across.each) + down.whole;
}

/** What of a label stays in one line. */
function unbroken(label, narrow) {
  const words = label.split(" ");
  return narrow ? words.flatMap((word) => (word > "\u3000" ? word.match(/.{1,3}/gu) ?? [] : word)) : words;
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
