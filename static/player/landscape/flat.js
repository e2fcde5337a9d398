/** A landscape seen from above: where its plane stands in a picture, and what stands along its sides. */

import { niceTicks } from "../relief/heights.js";
import { format } from "../shared/format.js";

/** @import { Theme } from "../scene.d.ts" */
/** @import { Known } from "./known.js" */

/** In letters: room to the left and below, above, to the right. */
const [LEFT, BELOW, ABOVE, RIGHT] = [4.2, 2.7, 0.5, 0.7];

/** Axes of a picture of this size; as long across as up where both are lengths of one kind.
 * @param {Known} known  @param {number} width  @param {number} height  @param {number} em */
export function flatAxes({ answer: { x, y } }, width, height, em) {
  const [left, top] = [LEFT * em, ABOVE * em];
  const [wide, high] = [Math.max(10, width - left - RIGHT * em), Math.max(10, height - top - BELOW * em)];
  const scaleX = wide / (x[1] - x[0]);
  const scaleY = high / (y[1] - y[0]);
  return {
    left, top, width: wide, height: high, key: [width, height, em, ...x, ...y].join(),
    x: (value) => left + (value - x[0]) * scaleX,
    y: (value) => top + (y[1] - value) * scaleY,
    atX: (pixel) => x[0] + (pixel - left) / scaleX,
    atY: (pixel) => y[1] - (pixel - top) / scaleY,
  };
}

/** Numbers and names along the sides.
 * @param {any} context  @param {ReturnType<typeof flatAxes>} axes  @param {Known} known  @param {Theme} theme  @param {number} em */
export function paintAxes(context, axes, { answer: { x, y }, axes: names }, theme, em) {
  const { left, top, width, height } = axes;
  Object.assign(context, { font: `${em}px sans-serif`, fillStyle: theme.colors.muted, textBaseline: "middle", textAlign: "center" });
  const bottom = top + height;
  for (const value of niceTicks(x[0], x[1], Math.max(2, Math.floor(width / (5 * em))))) {
    context.fillText(format(value, ".3g"), axes.x(value), bottom + 0.75 * em);
  }
  context.fillStyle = theme.text;
  context.fillText(names[0], left + width / 2, bottom + 1.95 * em, width);
  context.fillStyle = theme.colors.muted;
  context.textAlign = "right";
  for (const value of niceTicks(y[0], y[1], Math.max(2, Math.floor(height / (3 * em))))) {
    context.fillText(format(value, ".3g"), left - 0.35 * em, axes.y(value), 2.6 * em);
  }
  context.save();
  context.translate(0.7 * em, top + height / 2);
  context.rotate(-Math.PI / 2);
  Object.assign(context, { textAlign: "center", fillStyle: theme.text });
  context.fillText(names[1], 0, 0, height);
  context.restore();
}
