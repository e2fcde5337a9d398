/** The frame of a box: its floor, its axes with ticks, along the edges that never lie behind the surface. */

import { niceTicks } from "./heights.js";
import { format } from "../shared/format.js";

/** @import { Box as WholeBox } from "./land.js" */
/** @typedef {Pick<WholeBox, "sides" | "bounds" | "names" | "heights" | "place0" | "place1">} Box */
/** @import { View } from "./view3d.js" */
/** @import { Theme } from "../scene.d.ts" */

const TICK = 7;

/**
 * @param {CanvasRenderingContext2D} context  @param {View} view  @param {Box} box  @param {Theme} theme
 */
export function drawFrame(context, view, box, theme, fontSize) {
  const [a, b, h] = box.sides;
  const corner = (x, y, z) => view.project(x * a, y * b, z * h);
  context.lineWidth = 1;
  context.strokeStyle = theme.colors.muted;
  path(context, [[-1, -1], [1, -1], [1, 1], [-1, 1], [-1, -1]].map(([x, y]) => corner(x, y, -1)));
  const front = corner(0, -1, -1)[1] >= corner(0, 1, -1)[1] ? -1 : 1;
  const side = corner(-1, 0, -1)[1] >= corner(1, 0, -1)[1] ? -1 : 1;
  const under = Math.max(...[-1, 1].flatMap((x) => [-1, 1].map((y) => corner(x, y, -1)[1])));
  const pen = { context, theme, fontSize, names: box.names, within: { width: view.width, under } };
  const [x, y] = box.bounds;
  alongEdge(pen, box.names[0], ticksOf(x), (value) => view.project(box.place0(value), front * b, -h), view.direction(0, front, 0), x);
  alongEdge(pen, box.names[1], ticksOf(y), (value) => view.project(side * a, box.place1(value), -h), view.direction(side, 0, 0), y);
  if (view.cosPitch > 0.15) upright(pen, view, box);
}

function ticksOf([low, high]) {
  const inset = 0.04 * (high - low);
  return niceTicks(low, high, 5).filter((value) => value > low + inset && value < high - inset);
}

function path(context, points) {
  context.beginPath();
  points.forEach(([left, top], i) => (i ? context.lineTo(left, top) : context.moveTo(left, top)));
  context.stroke();
}

/** Ticks of a floor edge; `out` is the way out of the box, in pixels. */
function alongEdge({ context, theme, fontSize, within }, name, ticks, place, out, range) {
  const length = Math.hypot(...out) || 1;
  const [ux, uy] = out.map((pixels) => pixels / length);
  write(context, theme, fontSize);
  for (const value of ticks) {
    const [left, top] = place(value);
    path(context, [[left, top], [left + ux * TICK, top + uy * TICK]]);
    label(context, format(value, ".3g"), left, top, ux, uy, TICK + 4, fontSize, within);
  }
  const [left, top] = place((range[0] + range[1]) / 2);
  context.fillStyle = theme.text;
  label(context, name, left, top, ux, uy, TICK + 4 + 1.35 * fontSize, fontSize, within);
}

function write(context, theme, fontSize) {
  context.font = `${fontSize}px ${theme.font}`;
  context.textBaseline = "middle";
  context.fillStyle = theme.colors.muted;
  context.lineWidth = 1;
  context.strokeStyle = theme.colors.muted;
}

/** Text whose box begins `gap` pixels out from (left, top), within a picture of this width: what would leave it at its
 * sides stands under the box. */
function label(context, words, left, top, ux, uy, gap, fontSize, { width, under }) {
  const half = context.measureText(words).width / 2;
  const wanted = left + ux * (gap + half);
  const middle = Math.max(half, Math.min(width - half, wanted));
  const down = Math.abs(middle - wanted) > fontSize / 2 ? under + 1.9 * fontSize : top + uy * (gap + fontSize / 2);
  context.textAlign = "center";
  context.fillText(words, middle, down);
}

/** The axis of heights, at the corner that is furthest to the left. */
/** @param {any} pen  @param {View} view  @param {Box} box */
function upright({ context, theme, fontSize, names }, view, { sides: [a, b, h], heights }) {
  const corners = [[-a, -b], [a, -b], [a, b], [-a, b]];
  const [x, y] = corners.reduce((best, next) => (view.project(...next, 0)[0] < view.project(...best, 0)[0] ? next : best));
  const place = (height) => view.project(x, y, (2 * height - 1) * h);
  path(context, [place(0), place(1)]);
  write(context, theme, fontSize);
  context.textAlign = "right";
  for (const [height, words] of heights.ticks()) {
    const [left, top] = place(height);
    path(context, [[left, top], [left - TICK, top]]);
    context.fillText(words, Math.max(context.measureText(words).width, left - TICK - 4), top);
  }
  const [left, top] = place(1);
  context.fillStyle = theme.text;
  context.textAlign = "center";
  context.fillText(names[2], left, top - fontSize);
}
