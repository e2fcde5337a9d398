/** Names at the ends of many lines: of the one that is selected, else of the two that have come furthest from zero. */

import { drawLabel } from "./marks.js";
import { format } from "../shared/format.js";
import { resolveColor } from "../shared/theme.js";

/** @import { Axes, Focus, LineEndsSpec, Theme } from "../scene.d.ts" */
/** @import { Row } from "../row.js" */

const NAMED = 2;
const DOT = 5;

export class LineEndsLayer {
  /** @type {Theme} */
  theme;
  /** @type {string|null} */
  selected = null;

  /** @param {LineEndsSpec} spec */
  constructor(spec) {
    this.spec = spec;
  }

  retheme(theme) {
    this.theme = theme;
  }

  /** @param {Focus} focus */
  look({ selected }) {
    this.selected = selected;
  }

  /** The lines end where plots show numbers: at the keyframe that has been passed. */
  draw(context, axes, tape, position) {
    const step = Number.isInteger(position) ? position : tape.keyAt(position);
    const row = tape.row(this.spec.array, step);
    if (!row) return false;
    const taken = [];
    for (const line of this.named(row)) this.drawEnd(context, axes, line, axes.x(step), axes.y(row.at(line.place)), taken);
    return true;
  }

  /** @param {Row} row */
  named(row) {
    const { lines } = this.spec;
    const one = lines.filter(({ part }) => part === this.selected);
    if (one.length) return one;
    return [...lines].sort((a, b) => Math.abs(row.at(b.place)) - Math.abs(row.at(a.place))).slice(0, NAMED);
  }

  /** @param {Axes} axes */
  drawEnd(context, axes, { label, color }, x, y, taken) {
    if (!Number.isFinite(y)) return;
    context.beginPath();
    context.arc(x, y, DOT, 0, 2 * Math.PI);
    context.fillStyle = resolveColor(color, this.theme);
    context.fill();
    const before = x > axes.left + axes.width / 2 ? 1 : -1;
    drawLabel(context, axes, label, [x - before * 12, y, before, 0], taken, this.theme);
  }

  describe() {
    return null; // Plotly's own labels are exact
  }

  /** @returns {string[]} */
  summary(tape, shown) {
    const row = tape.row(this.spec.array, shown);
    return row ? this.named(row).map(({ label, place }) => `${label} = ${format(row.at(place))}.`) : [];
  }

  /** @returns {any[]} the names as Plotly traces, for saving */
  traces(tape, shown) {
    const row = tape.row(this.spec.array, shown);
    return !row ? [] : this.named(row).map(({ label, place, color }) => ({
      type: "scatter", mode: "markers+text", x: [shown], y: [row.at(place)], text: [label], showlegend: false,
      textposition: "top left", marker: { size: 2 * DOT, color: resolveColor(color, this.theme) },
    }));
  }
}
