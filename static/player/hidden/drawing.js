/** What is seen in hidden space: the warped grid, the next layer's borders, the samples. */

import { fontSize } from "../layers/marks.js";
import { drawInputs, drawSample } from "../layers/samples.js";
import { LINES } from "./mapped.js";
import { polygon, segment } from "./decision.js";
import { line } from "./plane.js";
import { Space } from "./space.js";

/** @import { Border } from "./decision.js" */
/** @import { Plane } from "./plane.js" */
/** @import { Theme } from "../scene.d.ts" */
/** @import { Sample } from "../layers/samples.js" */

/** @typedef {{ border: Border, main: boolean, exact: boolean }} Drawn  a border; whether the eye is led to it; whether it
 *   holds for every sample, or only for those whose other units stand at the mean */
/** @typedef {Plane | Space} Ground */

const DASHES = [10, 7];

/** The square of the inputs as the units see it; its edges are thicker.
 * @param {Ground} ground  @param {ArrayLike<number>[]} grid  of each shown unit  @param {Theme} theme */
export function drawGrid(context, ground, grid, theme) {
  const count = grid[0].length / (2 * LINES);
  for (let k = 0; k < 2 * LINES; k++) {
    const edge = k % LINES === 0 || k % LINES === LINES - 1;
    const places = Array.from({ length: count }, (_, i) => ground.project(grid.map((unit) => unit[k * count + i])));
    context.globalAlpha = edge ? 0.9 : 0.5;
    line(context, places, theme.colors.muted, edge ? 2.2 : 1.2);
  }
  context.globalAlpha = 1;
}

/** Straight lines in a plane.  @param {Plane} plane  @param {Drawn[]} borders  @param {Theme} theme */
export function drawLines(context, plane, borders, theme) {
  for (const { border, main, exact } of borders) {
    const ends = segment(border, plane.ranges[0], plane.ranges[1]);
    if (!ends) continue;
    context.setLineDash(exact ? [] : DASHES);
    line(context, ends.map((end) => plane.project(end)), main ? theme.text : theme.colors.purple, main ? 3.5 : 1.8);
    context.setLineDash([]);
  }
}

/** Planes in a box, seen through.  @param {Space} space  @param {Drawn[]} borders  @param {Theme} theme */
export function drawPlanes(context, space, borders, theme) {
  for (const { border, exact } of borders.filter(({ main }) => main)) {
    const corners = polygon(border, space.ranges).map((corner) => space.project(corner));
    if (corners.length < 3) continue;
    context.setLineDash(exact ? [] : DASHES);
    line(context, [...corners, corners[0]], theme.text, 2.5);
    context.setLineDash([]);
    context.globalAlpha = 0.22;
    context.fillStyle = theme.colors.purple;
    context.fill();
    context.globalAlpha = 1;
  }
}

/** @param {Ground} ground  @param {Theme} theme
 * @param {{ sample: Sample, values: number[] }[]} placed  the furthest first */
export function drawSamples(context, ground, placed, few, theme) {
  for (const { sample, values } of placed) {
    const [left, top] = ground.project(values);
    if (few && ground instanceof Space) {
      line(context, [ground.floor([values[0], values[1]]), [left, top]], theme.colors.muted, 1.5);
    }
    drawSample(context, left, top, sample, few, theme);
  }
  if (few) drawWords(context, ground, placed, theme);
}

/** The inputs of few samples, each at its marker; where several lie on one another, in lines. */
function drawWords(context, ground, placed, theme) {
  /** @type {number[][]} */
  const taken = [];
  const size = fontSize(context);
  const right = ground instanceof Space ? Infinity : ground.frame.left + ground.frame.width + 0.5 * size;
  for (const { sample, values } of placed) {
    const [left, top] = ground.project(values);
    const hits = taken.filter(([x, y]) => Math.abs(x - left) < 4 * size && Math.abs(y - top) < size).length;
    taken.push([left, top]);
    drawInputs(context, left, top + hits * 1.15 * size, sample, theme, right);
  }
}

/** The furthest first.  @param {Ground} ground  @param {{ sample: Sample, values: number[] }[]} placed */
export function byDepth(ground, placed) {
  if (!(ground instanceof Space)) return placed;
  const far = new Map(placed.map((one) => [one, ground.project(one.values)[2]]));
  return [...placed].sort((a, b) => /** @type {number} */ (far.get(b)) - /** @type {number} */ (far.get(a)));
}

