/** What stands on the surface of an output: the line where it decides, samples at their targets, the pointer. */

import { contour } from "../shared/contour.js";
import { drawPointed } from "../layers/marks.js";
import { areFew, drawInputs, drawSample } from "../layers/samples.js";
import { nearest } from "../shared/near.js";

/** @import { Land } from "./land.js" */
/** @import { View } from "./view3d.js" */
/** @import { Point, Theme } from "../scene.d.ts" */
/** @import { Sample } from "../layers/samples.js" */

/** @typedef {[number, number, number]} Place  in the box */
/** @typedef {{ land: Land, view: View, depthAt: (left: number, top: number) => number, theme: Theme }} Scene */

/** Of what is behind the surface. */
const PALE = 0.35;
/** Depths nearer than this are the same place. */
const NEAR = 0.04;

/** Where the surface crosses a level, as far as it is seen.  @param {Scene} scene  @param {number} level */
export function drawBorder(context, scene, level) {
  const { land, land: { mesh, nx, ny, spec } } = scene;
  const height = land.box.place(0, 0, level)[2];
  const along = (ramp, at) => ramp[0] + ((ramp[ramp.length - 1] - ramp[0]) * at) / (ramp.length - 1);
  context.beginPath();
  contour(Float64Array.from(spec.data.data), nx, ny, level, (x0, y0, x1, y1) => {
    const from = /** @type {Place} */ ([along(mesh.x, x0), along(mesh.y, y0), height]);
    const to = /** @type {Place} */ ([along(mesh.x, x1), along(mesh.y, y1), height]);
    if (!isSeen(scene, from) || !isSeen(scene, to)) return;
    context.moveTo(...pixel(scene, from));
    context.lineTo(...pixel(scene, to));
  });
  context.lineWidth = 3;
  context.strokeStyle = scene.theme.text;
  context.stroke();
}

/** Each sample at its target, with a stem to the output there: the nearest last, those behind the surface pale.
 * @param {Scene} scene  @param {Sample[]} samples */
export function drawStanding(context, scene, samples) {
  const few = areFew(samples);
  const placed = samples.map((sample) => ({ sample, head: headOf(scene.land, sample) }));
  const far = ({ head }) => scene.view.project(...head)[2];
  for (const { sample, head } of placed.sort((a, b) => far(b) - far(a))) {
    const foot = scene.land.standing(sample.inputs[0], sample.inputs[1]);
    const [left, top] = pixel(scene, head);
    context.globalAlpha = isSeen(scene, head) || (foot && isSeen(scene, foot)) ? 1 : PALE;
    if (foot) drawStem(context, pixel(scene, foot), [left, top], few, scene.theme);
    drawSample(context, left, top, sample, few, scene.theme);
    if (few) drawInputs(context, left, top, sample, scene.theme);
  }
  context.globalAlpha = 1;
}

/** @param {Scene} scene  @param {Sample[]} samples  @returns {Sample|null} the nearest within reach of a pixel */
export function standingAt(scene, samples, left, top, reach) {
  return nearest(samples, (sample) => {
    const [x, y] = pixel(scene, headOf(scene.land, sample));
    return Math.hypot(x - left, y - top);
  }, reach);
}

/** Where the pointer is in another picture, or what it sends through the network.
 * @param {Scene} scene  @param {ArrayLike<number>} inputs */
export function drawOn(context, scene, inputs) {
  const place = scene.land.standing(inputs[0], inputs[1]);
  if (place) drawPointed(context, ...pixel(scene, place), scene.theme);
}

/** @param {Land} land  @param {Sample} sample */
function headOf({ box }, { inputs: [x0, x1], label }) {
  return box.place(x0, x1, label);
}

function drawStem(context, from, to, few, theme) {
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  context.lineWidth = few ? 3 : 1.2;
  context.strokeStyle = theme.colors.vermillion;
  context.stroke();
}

/** @param {Scene} scene  @param {Place} place  @returns {Point} */
function pixel({ view }, place) {
  const [left, top] = view.project(...place);
  return [left, top];
}

/** @param {Scene} scene  @param {Place} place */
function isSeen({ view, depthAt }, place) {
  const [left, top, far] = view.project(...place);
  return depthAt(left, top) >= far - NEAR;
}
