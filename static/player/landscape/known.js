/** A landscape as it came: the grid of losses, the path of the run, and what stands along the axes. Pure. */

import { filled } from "../shared/format.js";
import { percent } from "./said.js";

/** @import { LandscapeAnswer, LandscapeSpec, Point, Range } from "../scene.d.ts" */

export class Known {
  /** @param {LandscapeAnswer} answer  @param {LandscapeSpec} spec */
  constructor(answer, spec) {
    const { below, land, scale, x, y } = answer;
    this.answer = answer;
    this.rows = land.shape[0];
    this.columns = land.shape[1];
    /** @type {Range} of the losses that are told apart */
    this.range = scale ? [scale.low, scale.high] : [0, 1];
    this.finest = scale?.finest ?? null;
    /** What stands along each axis, written out and in short. */
    this.axes = axesOf(answer, spec);
    this.label = this.finest ? spec.words.loss_log : spec.words.loss;
    const seen = (value) => (value <= this.range[1] ? value : this.range[1]); // what is not finite looks like the highest
    /** Where the path is drawn: on the land. */
    this.heights = Float64Array.from(below.data, seen);
    const names = /** @type {[string, string]} */ (this.axes.map(([, short]) => short));
    const data = { data: Float64Array.from(land.data, seen), shape: land.shape };
    this.samples = { x, y, names, label: spec.words.loss, levels: scale?.levels ?? [0.5], data };
    this.place = (k) => /** @type {Point} */ ([answer.places.data[2 * k], answer.places.data[2 * k + 1]]);
  }

  /** Which of the path's points stands at a step, with how far it has come to the next one.  @param {number} position */
  indexAt(position) {
    const { data: steps } = this.answer.steps;
    let k = 0;
    while (k < steps.length - 1 && steps[k + 1] <= position) k++;
    if (k === steps.length - 1) return k;
    return k + Math.max(0, (position - steps[k]) / (steps[k + 1] - steps[k]));
  }

  /** Names of the axes that fit into so many pixels.  @param {(words: string) => number} measure  @param {number} room */
  names(measure, room) {
    return this.axes.map(([long, short]) => (measure(long) <= room ? long : short));
  }

  /** @param {Point} point  column and row  @returns {Point} */
  placeOf([column, row]) {
    const { x, y } = this.answer;
    return [x[0] + ((x[1] - x[0]) * column) / (this.columns - 1), y[0] + ((y[1] - y[0]) * row) / (this.rows - 1)];
  }

  /** The nearest point of the grid, column and row.  @param {Point} place  @returns {Point} */
  nearest([px, py]) {
    const { x, y } = this.answer;
    const index = (value, [low, high], count) =>
      Math.max(0, Math.min(count - 1, Math.round(((value - low) / (high - low)) * (count - 1))));
    return [index(px, x, this.columns), index(py, y, this.rows)];
  }

  /** @param {Point} place  @returns {Point|null} */
  within([px, py]) {
    const { x, y } = this.answer;
    return px >= x[0] && px <= x[1] && py >= y[0] && py <= y[1] ? [px, py] : null;
  }

  /** @param {Point} point  column and row */
  lossAt([column, row]) {
    return this.answer.land.data[row * this.columns + column];
  }
}

/** @param {LandscapeAnswer} answer  @param {LandscapeSpec} spec  @returns {[string, string][]} */
function axesOf({ kind, names, shares }, { words, names: called }) {
  if (kind === "weights") return names.map((name) => [called[name] ?? name, called[name] ?? name]);
  if (kind === "random") return [words.random_first, words.random_second].map((name) => [name, name]);
  return (shares ?? [0, 0]).map((share, k) => {
    const facts = { share: percent(share), k: String(k + 1) };
    return [filled(k ? words.second : words.first, facts), filled(words.short, facts)];
  });
}
