/** A matrix as cells in the tint of their numbers; a hand drags a number up and down, or presses the arrow keys. */

import { make, write } from "../shared/dom.js";
import { scaleColor } from "../shared/theme.js";
import { short } from "./model.js";

/** @import { Theme } from "../scene.d.ts" */

const PER_PIXEL = 0.04;
const BY_KEY = 0.1;
const MOST = 10;
/** A number as large as this has the full tint. */
const FULL = 5;
const TINT = 0.75;

export class Grid {
  /** @type {HTMLElement[][]} */
  cells;

  /**
   * @param {{ name: string, shape: string, rows: number, columns: number, movable?: boolean, copied?: (i: number, j: number) => boolean }} what
   * @param {{ at: (i: number, j: number) => number, move?: (i: number, j: number, value: number) => void, point: (i: number, j: number) => void }} does
   */
  constructor(what, does) {
    this.what = what;
    this.does = does;
    this.cells = Array.from({ length: what.rows }, (_, i) => Array.from({ length: what.columns }, (_, j) => this.cell(i, j)));
    const body = make("div", { class: "gs-matrix-cells", style: `--columns: ${what.columns}` }, ...this.cells.flat());
    this.element = make("div", { class: "gs-matrix", role: "group", "aria-label": `${what.name} ${what.shape}` },
      make("b", { text: what.name }), body, make("span", { class: "gs-matrix-shape", text: what.shape }));
  }

  cell(i, j) {
    const { name, movable, copied } = this.what;
    const held = movable && !copied?.(i, j);
    const element = make("div", {
      class: `gs-matrix-cell${held ? " gs-held" : ""}${copied?.(i, j) ? " gs-copied" : ""}`, "data-cell": `${name}[${i},${j}]`,
      "aria-label": `${name}[${i},${j}]`, ...(held ? { role: "slider", tabindex: "0", "aria-valuemin": -MOST, "aria-valuemax": MOST } : { role: "img" }),
      on: { pointerenter: () => this.does.point(i, j), focus: () => this.does.point(i, j) },
    });
    if (held) this.hold(element, i, j);
    return element;
  }

  hold(element, i, j) {
    let from = /** @type {{ y: number, value: number } | null} */ (null);
    const move = (value) => this.does.move?.(i, j, Math.max(-MOST, Math.min(MOST, Math.round(value * 100) / 100)));
    element.addEventListener("pointerdown", (event) => {
      element.setPointerCapture(event.pointerId);
      from = { y: event.clientY, value: this.does.at(i, j) };
      this.does.point(i, j);
    });
    element.addEventListener("pointermove", (event) => from && move(from.value + (from.y - event.clientY) * PER_PIXEL));
    for (const end of ["pointerup", "pointercancel"]) element.addEventListener(end, () => (from = null));
    element.addEventListener("keydown", (event) => {
      const by = { ArrowUp: BY_KEY, ArrowRight: BY_KEY, ArrowDown: -BY_KEY, ArrowLeft: -BY_KEY }[event.key];
      if (!by) return;
      event.preventDefault();
      move(this.does.at(i, j) + by);
    });
  }

  /** @param {Theme} theme */
  paint(theme) {
    this.cells.forEach((row, i) => row.forEach((element, j) => {
      const value = this.does.at(i, j);
      write(element, short(value));
      const share = 0.5 + (0.5 * TINT * Math.max(-FULL, Math.min(FULL, value))) / FULL;
      element.style.background = scaleColor("signed", share, theme);
      if (element.getAttribute("role") === "slider") element.setAttribute("aria-valuenow", String(value));
      else element.setAttribute("aria-label", `${element.dataset.cell} = ${short(value)}`);
    }));
  }

  /** @param {(i: number, j: number) => boolean} wanted */
  mark(wanted) {
    this.cells.forEach((row, i) => row.forEach((element, j) => element.classList.toggle("gs-meant", wanted(i, j))));
  }
}
