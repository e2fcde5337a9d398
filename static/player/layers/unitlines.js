/** A line for each unit of the first hidden layer: where its weighted sum is zero, it has no opinion. */

import { parametersAt, rowsAround } from "./computed.js";
import { drawDisc } from "./marks.js";
import { across } from "../shared/across.js";
import { DASHES } from "../shared/dashes.js";
import { fromLine, nearest } from "../shared/near.js";
import { Net } from "../shared/net.js";
import { resolveColor } from "../shared/theme.js";

/** @import { Axes, Point, Tape, Theme, UnitLinesSpec } from "../scene.d.ts" */

const RADIUS = 12;
const REACH = 10;
/** Shares of a line at which its disc may stand, the first that is free. */
const PLACES = [0.06, 0.94, 0.2, 0.8, 0.34, 0.66];

export class UnitLinesLayer {
  /** @type {Theme} */
  theme;

  /** @param {UnitLinesSpec} spec */
  constructor(spec) {
    this.spec = spec;
    this.level = new Net(spec.of).levelOf(1);
  }

  retheme(theme) {
    this.theme = theme;
  }

  draw(context, axes, tape, position) {
    const lines = this.linesAt(tape, position);
    if (!lines) return false;
    lines.forEach((line, k) => line && this.drawLine(context, axes, line, k));
    const taken = /** @type {Point[]} */ ([]);
    lines.forEach((line, k) => line && this.drawMark(context, axes, line, k, taken));
    return true;
  }

  /** @returns {([Point, Point]|null)[]|null} one for each unit; null when no parameters are there */
  linesAt(tape, position) {
    const rows = rowsAround(tape, this.spec.of.array, position);
    if (!rows) return null;
    const numbers = parametersAt(rows);
    return this.spec.lines.map((_, unit) => this.lineOf((place) => numbers[place], unit));
  }

  /** @param {(place: number) => number} parameter  @param {number} unit */
  lineOf(parameter, unit) {
    const { of: { sizes: [, units] }, x, y } = this.spec;
    const [a, b, bias] = [0, 1, 2].map((row) => parameter(row * units + unit));
    return across(a, b, bias - this.level, x, y);
  }

  drawLine(context, axes, [from, to], k) {
    context.beginPath();
    context.moveTo(axes.x(from[0]), axes.y(from[1]));
    context.lineTo(axes.x(to[0]), axes.y(to[1]));
    strokeUnit(context, this.spec.lines[k], 3, this.theme);
  }

  drawMark(context, axes, [from, to], k, taken) {
    const { color, mark } = this.spec.lines[k];
    const at = (share) => /** @type {Point} */ ([
      axes.x(from[0] + (to[0] - from[0]) * share), axes.y(from[1] + (to[1] - from[1]) * share),
    ]);
    const free = ([x, y]) => taken.every(([left, top]) => Math.hypot(left - x, top - y) > 2 * RADIUS);
    const place = PLACES.map(at).find(free) ?? at(PLACES[0]);
    taken.push(place);
    drawDisc(context, place[0], place[1], RADIUS, resolveColor(color, this.theme), mark, this.theme);
  }

  describe(left, top, axes, tape, shown) {
    const lines = this.linesAt(tape, shown) ?? [];
    const pixel = ([x, y]) => /** @type {Point} */ ([axes.x(x), axes.y(y)]);
    const distance = (k) => (lines[k] ? fromLine([left, top], pixel(lines[k][0]), pixel(lines[k][1])) : Infinity);
    const near = nearest(lines.keys(), distance, REACH);
    return near === null ? null : [`${this.spec.lines[near].label}: Σ = ${this.level}`];
  }

  /** @returns {any[]} the same as Plotly traces, for saving */
  traces(tape, shown) {
    const lines = this.linesAt(tape, shown) ?? [];
    return lines.flatMap((line, k) => (line ? [this.trace(line, k)] : []));
  }

  trace([from, to], k) {
    const { color, dash, mark } = this.spec.lines[k];
    return {
      type: "scatter", mode: "lines+text", x: [from[0], to[0]], y: [from[1], to[1]], text: [mark, ""], showlegend: false,
      textposition: "middle right", line: { width: 3, color: resolveColor(color, this.theme), dash },
    };
  }
}

/** Draw the context's path in a unit's colour and dash, over a rim.
 * @param {CanvasRenderingContext2D} context  @param {{color: string, dash: string}} unit  @param {number} width
 * @param {Theme} theme */
export function strokeUnit(context, { color, dash }, width, theme) {
  const strokes = /** @type {const} */ ([[theme.background, 2 * width, []], [resolveColor(color, theme), width, DASHES[dash]]]);
  for (const [stroke, wide, dashes] of strokes) {
    context.setLineDash(dashes);
    context.lineWidth = wide;
    context.strokeStyle = stroke;
    context.stroke();
  }
  context.setLineDash([]);
}
