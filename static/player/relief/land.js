/** A sampled surface in a box: where places of the function stand in it, and the mesh of its samples. */

import { light, toneOf } from "./shading.js";

/**
 * @typedef {object} Box  places of the function (x0, x1, f) in units of the box, and back
 * @property {[number, number, number]} sides  half of each
 * @property {Heights} heights
 * @property {number} unit
 * @property {[Range, Range]} bounds  of x0 and x1
 * @property {string[]} names  of x0, x1 and f
 * @property {Range[]} limits  of what is drawn
 * @property {(x0: number) => number} place0
 * @property {(x1: number) => number} place1
 * @property {(x0: number, x1: number, f: number) => [number, number, number]} place
 * @property {(px: number, py: number) => Point} at
 * @property {(f: number, d0: number, d1: number, df: number) => [number, number, number]} along
 * @property {(px: number, py: number) => number} heightAt
 */
/**
 * @typedef {object} Sampled  values over a rectangle, the lowest x1 first
 * @property {number} nx
 * @property {number} ny
 * @property {{x: Range, y: Range, names: [string, string], label: string, levels: number[], data: {data: ArrayLike<number>}}} spec
 */
/** @import { Heights } from "./heights.js" */
/** @import { Point, Range } from "../scene.d.ts" */

/** Half of the box's height, where half of its longer side is 1. */
const HALF_HEIGHT = 0.62;
/** Ways may rise this far over the box before they are cut. */
const ABOVE = 1.25;

export class Land {
  /**
   * @param {Sampled} samples  and their place
   * @param {Range} range  of the heights
   * @param {Heights} heights
   */
  constructor({ nx, ny, spec }, range, heights) {
    this.nx = nx;
    this.ny = ny;
    this.spec = spec;
    this.range = range;
    this.heights = heights;
    this.box = this.measure();
    this.mesh = this.makeMesh();
  }

  /** The box that the surface stands in: its longer side is 2 units long. @returns {Box} */
  measure() {
    const { x, y, names, label } = this.spec;
    const { heights } = this;
    const unit = 2 / Math.max(x[1] - x[0], y[1] - y[0]);
    const [middle0, middle1] = [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2];
    const sides = /** @type {[number, number, number]} */ ([((x[1] - x[0]) * unit) / 2, ((y[1] - y[0]) * unit) / 2, HALF_HEIGHT]);
    const up = 2 * HALF_HEIGHT;
    return {
      sides, heights, unit, bounds: [x, y], names: [...names, label],
      limits: [[-sides[0], sides[0]], [-sides[1], sides[1]], [-1.02 * HALF_HEIGHT, (2 * ABOVE - 1) * HALF_HEIGHT]],
      place0: (x0) => (x0 - middle0) * unit,
      place1: (x1) => (x1 - middle1) * unit,
      place: (x0, x1, f) => [(x0 - middle0) * unit, (x1 - middle1) * unit, (heights.at(f) - 0.5) * up],
      at: (px, py) => [px / unit + middle0, py / unit + middle1],
      along: (f, d0, d1, df) => [d0 * unit, d1 * unit, df * heights.slope(f) * up],
      heightAt: (px, py) => this.mesh.z[this.sampleAt(px, py)] ?? 0,
    };
  }

  /** The nearest sample to a point of the box, as an index. */
  sampleAt(px, py) {
    const [a, b] = this.box.sides;
    const index = (value, half, count) => Math.max(0, Math.min(count - 1, Math.round(((value / half + 1) / 2) * (count - 1))));
    return index(py, b, this.ny) * this.nx + index(px, a, this.nx);
  }

  /** Where the surface stands over (x0, x1), in the box; null beside it.
   * @returns {[number, number, number]|null} */
  standing(x0, x1) {
    const { box } = this;
    const [px, py] = [box.place0(x0), box.place1(x1)];
    const height = box.heightAt(px, py);
    const beside = Math.abs(px) > box.sides[0] || Math.abs(py) > box.sides[1] || !Number.isFinite(height);
    return beside ? null : [px, py, height];
  }

  makeMesh() {
    const { nx, ny, spec, range, heights, box: { sides } } = this;
    const ramp = (half, count) => Float64Array.from({ length: count }, (_, i) => half * ((2 * i) / (count - 1) - 1));
    const clamped = (value) => (Math.max(0, Math.min(1, heights.at(value))) - 0.5) * 2 * HALF_HEIGHT;
    const z = Float64Array.from(spec.data.data, clamped);
    const tone = Float64Array.from(spec.data.data, (value) => toneOf(value, spec.levels, range));
    return { nx, ny, x: ramp(sides[0], nx), y: ramp(sides[1], ny), z, tone, shade: light(z, nx, ny, [sides[0], sides[1]]) };
  }

  /** The sample nearest to a point of the box. @returns {[number, number, number]} x0, x1 and its value */
  sample(px, py) {
    const index = this.sampleAt(px, py);
    const { mesh, nx, spec } = this;
    const [x0, x1] = this.box.at(mesh.x[index % nx], mesh.y[Math.floor(index / nx)]);
    return [x0, x1, spec.data.data[index]];
  }
}
