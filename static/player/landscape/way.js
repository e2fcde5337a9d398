/** The run's path as the trails of walkers are drawn, over the points that are known of it. Pure. */

/** @import { Dash, LandscapeSpec, Mark, TrailsSpec } from "../scene.d.ts" */
/** @import { Known } from "./known.js" */

/** Path and heights of one walker, as a tape has them; its steps are the path's points, counted from 0.
 * @param {Known} known */
export function wayTape({ answer: { steps: { rows } }, heights, place }) {
  const columns = { place: [0, 1].map((axis) => Float64Array.from({ length: rows }, (_, k) => place(k)[axis])), height: [heights] };
  return { first: 0, last: rows - 1, column: (array, index) => ({ y: columns[array][index[index.length - 1]] }) };
}

/** One line up to now, a star where the run ends.
 * @param {Known} known  @param {LandscapeSpec} spec  @returns {TrailsSpec} */
export function waySpec({ answer: { steps: { rows } }, heights, place }, { color, title, words }) {
  const end = /** @type {Mark} */ ([...place(rows - 1), words.end, true, heights[rows - 1]]);
  return {
    type: "trails", array: "place", values: { array: "height", label: words.loss }, marks: [end], ahead: "", step: words.step,
    lines: [{ color, dash: /** @type {Dash} */ ("solid"), label: title }],
  };
}
