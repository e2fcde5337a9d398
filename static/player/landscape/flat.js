/** A landscape seen from above: where its plane stands in a picture, and what stands along its sides. */

import { format } from "../shared/format.js";
import { niceTicks } from "../relief/heights.js";

/** @import { Axes, Theme } from "../scene.d.ts" */
/** @import { Known } from "./known.js" */

/** In letters: room for numbers and names; letters that a number across and up takes. */
const [LEFT, BELOW, ABOVE, RIGHT] = [2.9, 2.7, 1.7, 0.7];
const [WIDE, HIGH] = [5, 3];
const TICK = 6;

/** Axes of a picture of this size: the plane fills it.
 * @param {Known} known  @param {number} width  @param {number} height  @param {number} em  @returns {Axes} */
export function flatAxes({ answer: { x, y } }, width, height, em) {
  const [left, top] = [LEFT * em, ABOVE * em];
  const [wide, high] = [Math.max(10, width - left - RIGHT * em), Math.max(10, height - top - BELOW * em)];
  const [scaleX, scaleY] = [wide / (x[1] - x[0]), high / (y[1] - y[0])];
  return {
    left, top, width: wide, height: high, key: [width, height, em, ...x, ...y].join(),
    x: (value) => left + (value - x[0]) * scaleX,
    y: (value) => top + (y[1] - value) * scaleY,
    atX: (pixel) => x[0] + (pixel - left) / scaleX,
    atY: (pixel) => y[1] - (pixel - top) / scaleY,
  };
}

/** Numbers and names along the sides.
 * @param {any} context  @param {Axes} axes  @param {Known} known  @param {Theme} theme  @param {number} em */
export function paintAxes(context, axes, known, theme, em) {
  const { left, top, width, height } = axes;
  const { x, y } = known.answer;
  const bottom = top + height;
  Object.assign(context, { textBaseline: "middle", lineWidth: 1, strokeStyle: theme.colors.muted });
  context.beginPath();
  const across = niceTicks(x[0], x[1], Math.max(2, Math.floor(width / (WIDE * em))));
  const up = niceTicks(y[0], y[1], Math.max(2, Math.floor(height / (HIGH * em))));
  for (const value of across) mark(context, axes.x(value), bottom, 0, TICK);
  for (const value of up) mark(context, left, axes.y(value), -TICK, 0);
  context.stroke();
  const say = (words, at, down, align, color) => {
    Object.assign(context, { font: `${em}px ${theme.font}`, textAlign: align, fillStyle: color });
    context.fillText(words, at, down);
  };
  for (const value of across) say(format(value, ".3g"), axes.x(value), bottom + TICK + 0.7 * em, "center", theme.colors.muted);
  for (const value of up) say(format(value, ".3g"), left - TICK - 3, axes.y(value), "right", theme.colors.muted);
  context.font = `${em}px ${theme.font}`;
  const names = known.names((words) => context.measureText(words).width, left + width);
  say(names[0], left + width, bottom + 2.05 * em, "right", theme.text);
  say(names[1], 0.2 * em, 0.75 * em, "left", theme.text);
}

function mark(context, left, top, across, down) {
  context.moveTo(left, top);
  context.lineTo(left + across, top + down);
}
