/** Weighted sums: x times W plus b is z; and the plane of the inputs, where each z is positive and where negative. */

import { make, write } from "../shared/dom.js";
import { Grid } from "./grid.js";
import { sumTold, sums } from "./model.js";
import { Ground } from "./ground.js";

/** @import { Theme } from "../scene.d.ts" */
/** @typedef {{ kind: "product", x: number[][], W: number[][], b: number[], words: Record<string, string> }} ProductSpec */

export class Product {
  /** The sum that is looked at. */
  at = [0, 0];
  /** @type {number[][]} */
  x;
  /** @type {number[][]} */
  W;
  /** @type {number[]} */
  b;

  /** @param {ProductSpec} spec  @param {() => void} changed */
  constructor(spec, changed) {
    this.changed = changed;
    const { x, W, b } = structuredClone(spec);
    Object.assign(this, { x, W, b });
    const { words } = spec;
    const grid = (name, rows, move, shape = `(${rows.length}, ${rows[0].length})`) => new Grid(
      { name, shape, rows: rows.length, columns: rows[0].length, movable: Boolean(move) },
      { at: (i, j) => this.rowsOf(name)[i][j], move, point: (i, j) => this.point(name, i, j) });
    const set = (name) => (i, j, value) => {
      this.rowsOf(name)[i][j] = value;
      changed();
    };
    this.grids = {
      x: grid("x", x, set("x")), W: grid("W", W, set("W")), b: grid("b", [b], set("b"), `(${b.length},)`),
      z: grid("z", sums(x, W, b), null),
    };
    this.told = make("p", { class: "gs-matrix-told", role: "status" });
    this.ground = new Ground((row, place) => this.carry(row, place));
    const line = make("div", { class: "gs-matrix-line", style: `--cells: ${2 + 3 * b.length + 2.6}` },
      this.grids.x.element, "·", this.grids.W.element, "+", this.grids.b.element, "=", this.grids.z.element);
    this.element = make("div", { class: "gs-product", style: `--rows: ${x.length}` }, line, this.ground.element,
      make("div", { class: "gs-matrix-words" }, this.told, make("p", { text: words.how }), make("p", { text: words.ground })));
  }

  rowsOf(name) {
    return name === "z" ? sums(this.x, this.W, this.b) : name === "b" ? [this.b] : this[name];
  }

  point(name, i, j) {
    const [row, unit] = this.at;
    this.at = name === "x" ? [i, unit] : name === "z" ? [i, j] : [row, j];
    this.changed();
  }

  /** A sample is carried to another place of the plane.  @param {number} row  @param {[number, number]} place */
  carry(row, place) {
    this.x[row] = place.map((value) => Math.round(value * 100) / 100);
    this.at = [row, this.at[1]];
    this.changed();
  }

  /** @param {Theme} theme  @param {number} fontSize */
  paint(theme, fontSize) {
    const { x, W, b, at: [row, unit] } = this;
    for (const grid of Object.values(this.grids)) grid.paint(theme);
    this.grids.x.mark((i) => i === row);
    this.grids.W.mark((_, j) => j === unit);
    this.grids.b.mark((_, j) => j === unit);
    this.grids.z.mark((i, j) => i === row && j === unit);
    write(this.told, sumTold(x, W, b, row, unit));
    this.ground.paint({ x, w: [W[0][unit], W[1][unit]], b: b[unit], row, name: `z[:,${unit}]` }, theme, fontSize);
  }
}
