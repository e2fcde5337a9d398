/** Hidden space of two units, flat: its frame, and where values stand in it. */

import { format } from "../shared/format.js";
import { niceTicks } from "../relief/heights.js";

/** @import { Frame, Range, Theme } from "../scene.d.ts" */

const TICK = 6;
/** Room for tick labels and names, in sizes of the font: left, right, top, bottom. */
const ROOM = [2.8, 0.8, 1.7, 2.7];

export class Plane {
  /** @param {number} width  @param {number} height  @param {Range[]} ranges  @param {number} fontSize */
  constructor(width, height, ranges, fontSize) {
    const [left, right, top, bottom] = ROOM.map((letters) => letters * fontSize);
    const side = Math.max(40, Math.min(width - left - right, height - top - bottom));
    const [across, up] = [(width - left - right - side) / 2, (height - top - bottom - side) / 2];
    /** @type {Frame} a square in the middle */
    this.frame = { left: left + across, top: top + up, width: side, height: side };
    this.ranges = ranges;
    this.fontSize = fontSize;
  }

  /** @param {number[]} values
   * @returns {[number, number, number]} pixels from the left and the top; nothing lies behind */
  project([u, v]) {
    const { frame: { left, top, width, height }, ranges: [x, y] } = this;
    return [left + (width * (u - x[0])) / (x[1] - x[0]), top + height * (1 - (v - y[0]) / (y[1] - y[0])), 0];
  }

  /** @returns {number[]} the values at a pixel */
  at(left, top) {
    const { frame, ranges: [x, y] } = this;
    const [a, b] = [(left - frame.left) / frame.width, 1 - (top - frame.top) / frame.height];
    return [x[0] + a * (x[1] - x[0]), y[0] + b * (y[1] - y[0])];
  }

  /** @param {{ name: string, marked: boolean }[]} axes  @param {Theme} theme */
  drawFrame(context, axes, theme) {
    const { frame: { left, top, width, height }, ranges } = this;
    const [right, bottom] = [left + width, top + height];
    line(context, [[left, top], [right, top], [right, bottom], [left, bottom], [left, top]], theme.colors.muted, 1);
    if (axes[0].marked) line(context, [[left, bottom], [right, bottom]], theme.text, 4);
    if (axes[1].marked) line(context, [[left, top], [left, bottom]], theme.text, 4);
    for (const value of niceTicks(...ranges[0], 5)) this.tickBelow(context, value, theme);
    for (const value of niceTicks(...ranges[1], 5)) this.tickBeside(context, value, theme);
    this.write(context, axes[0], left + width / 2, bottom + 2 * this.fontSize, theme);
    this.write(context, axes[1], left, top - 0.9 * this.fontSize, theme);
  }

  tickBelow(context, value, theme) {
    const [left] = this.project([value, 0]);
    const bottom = this.frame.top + this.frame.height;
    line(context, [[left, bottom], [left, bottom + TICK]], theme.colors.muted, 1);
    number(context, format(value, ".3g"), left, bottom + TICK + 0.7 * this.fontSize, "center", this.fontSize, theme);
  }

  tickBeside(context, value, theme) {
    const [, top] = this.project([0, value]);
    const { left } = this.frame;
    line(context, [[left - TICK, top], [left, top]], theme.colors.muted, 1);
    number(context, format(value, ".3g"), left - TICK - 4, top, "right", this.fontSize, theme);
  }

  /** The name of an axis; with a disc before it where its unit is looked at. */
  write(context, { name, marked }, left, top, theme) {
    context.font = `${marked ? 700 : 400} ${this.fontSize}px ${theme.font}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillStyle = theme.text;
    context.fillText(marked ? `● ${name}` : name, left, top);
  }
}

/** @param {number[][]} points */
export function line(context, points, color, width) {
  context.beginPath();
  points.forEach(([left, top], i) => (i ? context.lineTo(left, top) : context.moveTo(left, top)));
  context.strokeStyle = color;
  context.lineWidth = width;
  context.stroke();
}

function number(context, words, left, top, align, size, theme) {
  context.font = `${size}px ${theme.font}`;
  context.textAlign = align;
  context.textBaseline = "middle";
  context.fillStyle = theme.colors.muted;
  context.fillText(words, left, top);
}
