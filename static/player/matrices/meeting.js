/** Arrays that meet: x times e, where e is stretched to the shape of x, or refused. */

import { make, write } from "../shared/dom.js";
import { Grid } from "./grid.js";
import { bracketed, compared, short, stretched } from "./model.js";

/** @import { Theme } from "../scene.d.ts" */
/** @typedef {{ kind: "meeting", x: number[][], e: number[][], shape: number[], words: Record<string, string> }} MeetingSpec  e: as rows */

export class Meeting {
  at = [0, 0];
  /** @type {number[][]} */
  x;
  /** @type {number[][]} */
  e;

  /** @param {MeetingSpec} spec  @param {() => void} changed */
  constructor(spec, changed) {
    this.spec = spec;
    this.changed = changed;
    const { x, e } = structuredClone(spec);
    Object.assign(this, { x, e });
    const shape = /** @type {[number, number]} */ ([x.length, x[0].length]);
    this.from = stretched([e.length, e[0].length], shape);
    const { from } = this;
    const whole = from ? shape : [e.length, e[0].length];
    const own = from ?? ((i, j) => [i, j]);
    const text = `(${spec.shape.join(", ")}${spec.shape.length === 1 ? "," : ""})`;
    const become = from && text !== `(${shape.join(", ")})` ? `${text} → (${shape.join(", ")})` : text;
    this.grids = [
      new Grid({ name: "x", shape: `(${shape.join(", ")})`, rows: shape[0], columns: shape[1], movable: true },
        { at: (i, j) => x[i][j], move: (i, j, value) => this.move(x, i, j, value), point: (i, j) => this.point(i, j) }),
      new Grid(
        { name: "e", shape: become, rows: whole[0], columns: whole[1], movable: true, copied: (i, j) => String(own(i, j)) !== String([i, j]) },
        { at: (i, j) => e[own(i, j)[0]][own(i, j)[1]], move: (i, j, value) => this.move(e, i, j, value), point: (i, j) => this.point(i, j) }),
    ];
    if (from) this.grids.push(new Grid({ name: "x × e", shape: `(${shape.join(", ")})`, rows: shape[0], columns: shape[1] },
      { at: (i, j) => this.result(i, j), point: (i, j) => this.point(i, j) }));
    this.told = make("p", { class: "gs-matrix-told", role: "status" });
    const [one, other, result] = this.grids.map(({ element }) => element);
    const cells = shape[1] + whole[1] + (from ? shape[1] : 1) + 2;
    this.element = make("div", { class: "gs-meeting" },
      make("div", { class: "gs-matrix-line", style: `--cells: ${cells}` }, one, "×", other, "=", result ?? make("b", { class: "gs-matrix-none", text: "?" })),
      shapes(shape, spec.shape, spec.words),
      make("div", { class: "gs-matrix-words" }, this.told, make("p", { text: spec.words.how })));
  }

  move(rows, i, j, value) {
    rows[i][j] = value;
    this.changed();
  }

  point(i, j) {
    this.at = [i, j];
    this.changed();
  }

  result(i, j) {
    const [r, c] = this.from?.(i, j) ?? [i, j];
    return this.x[i][j] * this.e[r][c];
  }

  /** @param {Theme} theme */
  paint(theme) {
    const [row, column] = this.at;
    const mine = this.from?.(row, column);
    this.grids.forEach((grid, k) => {
      grid.paint(theme);
      grid.mark((i, j) => Boolean(mine) && (k === 1 ? String(this.from?.(i, j)) === String(mine) : i === row && j === column));
    });
    if (!mine) return write(this.told, this.spec.words.clash);
    const [r, c] = mine;
    write(this.told, `x[${row},${column}] × e = ${short(this.x[row][column])} × ${bracketed(this.e[r][c])} = ${short(this.result(row, column))}`);
  }
}

/** Both shapes, one under the other and flush right, as NumPy compares them. */
function shapes(one, other, words) {
  const pairs = compared(one, other);
  const row = (name, key) => make("tr", {}, make("th", { text: name }), ...pairs.map((pair) => make("td", { class: pair.fits ? null : "gs-clash", text: pair[key] ?? "" })));
  const fits = make("tr", {}, make("th"), ...pairs.map(({ fits }) => make("td", { class: fits ? null : "gs-clash", text: fits ? "✓" : "✗" })));
  return make("table", { class: "gs-shapes", "aria-label": words.shapes }, make("tbody", {}, row("x", "a"), row("e", "b"), fits));
}
