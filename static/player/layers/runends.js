/** The names of runs beside the axes, each as high as its line has come: a legend that lies on no line. */

import { drawDisc } from "./marks.js";
import { spread } from "../shared/spread.js";
import { resolveColor } from "../shared/theme.js";

/** @import { Axes, RunEndsSpec, Tape, Theme } from "../scene.d.ts" */

const RADIUS = 13;
const GAP = 5;
/** Where names stand in a saved picture, from the highest line to the lowest: they hide one another less. */
const BESIDE = ["top right", "middle right", "bottom right"];

export class RunEndsLayer {
  /** @type {Theme} */
  theme;
  /** As high as each is. @type {(number|null)[]} */
  values = [];

  /** @param {RunEndsSpec} spec */
  constructor(spec) {
    this.spec = spec;
  }

  retheme(theme) {
    this.theme = theme;
  }

  /** @param {Tape} tape  @param {number} step  @returns {(number|null)[]} */
  valuesAt(tape, step) {
    return this.spec.lines.map(({ array }) => tape.row(array, step)?.at(0) ?? null);
  }

  /** Lines end where plots show numbers: at the keyframe that has been passed. */
  draw(_context, _axes, tape, position) {
    this.values = this.valuesAt(tape, Number.isInteger(position) ? position : tape.keyAt(position));
    return this.values.some((value) => value !== null);
  }

  /** @param {Axes} axes */
  around(context, axes) {
    const known = this.spec.lines.flatMap((line, k) => (this.values[k] === null ? [] : [{ line, y: axes.y(/** @type {number} */ (this.values[k])) }]));
    const [from, to] = [RADIUS, axes.top + axes.height - RADIUS]; // above the axes there is room
    const distance = Math.min(2 * RADIUS, (to - from) / Math.max(1, known.length - 1));
    const places = spread(known.map(({ y }) => y), distance, from, to);
    const x = axes.left + axes.width + RADIUS + GAP;
    known.forEach(({ line }, k) => drawDisc(context, x, places[k], RADIUS, resolveColor(line.color, this.theme), line.label, this.theme));
  }

  describe() {
    return null; // Plotly's own labels are exact, and lines are read aloud by their names
  }

  /** @returns {any[]} the names as Plotly traces, for saving */
  traces(tape, shown) {
    const values = this.valuesAt(tape, shown);
    const order = [...values.keys()].sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0));
    return this.spec.lines.map(({ array, label, color }, k) => ({
      type: "scatter", mode: "text", x: [tape.across(array, shown)], y: [values[k]], text: [label], showlegend: false, cliponaxis: false,
      textposition: BESIDE[Math.round((order.indexOf(k) * (BESIDE.length - 1)) / Math.max(1, order.length - 1))],
      textfont: { color: resolveColor(color, this.theme) },
    }));
  }
}
