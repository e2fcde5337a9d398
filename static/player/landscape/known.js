/** A landscape as it came: the grid of losses, the way of the run, and what stands along the axes. */

import { filled } from "../shared/format.js";

/** @import { LandscapeAnswer, LandscapeSpec } from "../scene.d.ts" */

const percent = (share) => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;

export class Known {
  rows = 0;
  columns = 0;

  /** @param {LandscapeAnswer} answer  @param {LandscapeSpec} spec */
  constructor(answer, spec) {
    const { land, scale, x, y } = answer;
    this.answer = answer;
    [this.rows, this.columns] = land.shape;
    /** @type {[number, number]} of the losses that are told apart */
    this.range = scale ? [scale.low, scale.high] : [0, 1];
    this.log = Boolean(scale?.finest);
    this.axes = axesOf(answer, spec);
    const data = Float64Array.from(land.data, (value) => (Number.isNaN(value) ? Infinity : value));
    const levels = scale?.levels ?? [0.5];
    this.samples = { x, y, names: this.axes, label: spec.words.loss, levels, data: { data, shape: land.shape } };
  }

  /** The place of a step, between keyframes as far between; null before the first number.
   * @param {number} position  @returns {[number, number]} */
  placeAt(position) {
    const { steps: { data: steps }, places: { data: places } } = this.answer;
    let k = 0;
    while (k < steps.length - 1 && steps[k + 1] <= position) k++;
    const next = Math.min(k + 1, steps.length - 1);
    const t = next === k ? 0 : Math.max(0, (position - steps[k]) / (steps[next] - steps[k]));
    const between = (c) => (1 - t) * places[2 * k + c] + t * places[2 * next + c];
    return [between(0), between(1)];
  }

  /** The places up to a step. @param {number} position  @returns {[number, number][]} */
  wayTo(position) {
    const { steps: { data: steps }, places: { data: places } } = this.answer;
    const way = [];
    for (let k = 0; k < steps.length && steps[k] <= position; k++) way.push([places[2 * k], places[2 * k + 1]]);
    way.push(this.placeAt(position));
    return way;
  }

  /** @param {[number, number]} point  column and row  @returns {[number, number]} */
  placeOf([column, row]) {
    const { x, y } = this.answer;
    return [x[0] + ((x[1] - x[0]) * column) / (this.columns - 1), y[0] + ((y[1] - y[0]) * row) / (this.rows - 1)];
  }

  /** The nearest point of the grid. @param {[number, number]} place  @returns {[number, number]} */
  nearest([px, py]) {
    const { x, y } = this.answer;
    const index = (value, [low, high], count) => Math.max(0, Math.min(count - 1, Math.round(((value - low) / (high - low)) * (count - 1))));
    return [index(px, x, this.columns), index(py, y, this.rows)];
  }

  /** @param {number[]} place  @returns {[number, number]|null} */
  within([px, py]) {
    const { x, y } = this.answer;
    return px >= x[0] && px <= x[1] && py >= y[0] && py <= y[1] ? [px, py] : null;
  }

  lossAt([column, row]) {
    return this.samples.data.data[row * this.columns + column];
  }
}

/** What stands along each axis.  @param {LandscapeAnswer} answer  @param {LandscapeSpec} spec  @returns {[string, string]} */
function axesOf({ kind, names, shares }, { words, names: called }) {
  if (kind === "weights") return [called[names[0]] ?? names[0], called[names[1]] ?? names[1]];
  if (kind === "random") return [words.random_first, words.random_second];
  const [first, second] = (shares ?? [0, 0]).map(percent);
  return [filled(words.first, { share: first }), filled(words.second, { share: second })];
}
