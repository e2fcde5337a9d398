/** Hidden space of three units, seen from the side: its box, and where values stand in it. */

import { drawFrame } from "../relief/axes3d.js";
import { Heights } from "../relief/heights.js";

/** @import { Range, Theme } from "../scene.d.ts" */
/** @import { View } from "../relief/view3d.js" */

/** Half of the box's sides. @type {[number, number, number]} */
export const SIDES = [1, 1, 0.8];

export class Space {
  /** @param {View} view  that fits the box  @param {Range[]} ranges  of the three units */
  constructor(view, ranges, fontSize) {
    this.view = view;
    this.ranges = ranges;
    this.fontSize = fontSize;
  }

  /** @param {number[]} values  @returns {[number, number, number]} pixels from the left and the top, and the depth */
  project(values) {
    return this.view.project(this.place(values, 0), this.place(values, 1), this.place(values, 2));
  }

  /** The same place on the floor. */
  floor([u, v]) {
    return this.project([u, v, this.ranges[2][0]]);
  }

  place(values, axis) {
    const [low, high] = this.ranges[axis];
    return SIDES[axis] * ((2 * (values[axis] - low)) / (high - low) - 1);
  }

  /** Whether a place lies on the eye's side of a border.
   * @param {{weights: number[], bias: number}} border  @param {number[]} values */
  isBefore({ weights, bias }, values) {
    const { cosPitch, sinPitch, cosYaw, sinYaw } = this.view;
    const toEye = [-sinYaw * cosPitch, -cosYaw * cosPitch, sinPitch];
    const wide = this.ranges.map(([low, high], k) => (high - low) / SIDES[k]);
    const facing = weights.reduce((sum, w, k) => sum + w * toEye[k] * wide[k], 0);
    return weights.reduce((sum, w, k) => sum + w * values[k], bias) >= 0 === facing >= 0;
  }

  /** @param {{ name: string, marked: boolean }[]} axes  @param {Theme} theme */
  drawFrame(context, axes, theme) {
    const names = axes.map(({ name, marked }) => (marked ? `● ${name}` : name));
    const bounds = /** @type {[Range, Range]} */ ([this.ranges[0], this.ranges[1]]);
    const box = {
      sides: SIDES, bounds, names, heights: new Heights(this.ranges[2], false),
      place0: (value) => this.place([value], 0), place1: (value) => this.place([0, value], 1),
    };
    drawFrame(context, this.view, box, theme, this.fontSize);
  }
}
