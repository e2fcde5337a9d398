/** Where a network puts the grid of its inputs, and the samples, in a hidden layer. Pure: no DOM. */

import { Net } from "../shared/net.js";

/** @import { HiddenSpec, Range } from "../scene.d.ts" */
/** @import { Sample } from "../layers/samples.js" */

/** Lines of the grid each way. */
export const LINES = 13;

export class Mapped {
  /** @param {HiddenSpec} spec  @param {Sample[]} samples  @param {number} places  along each line of the grid */
  constructor({ of, x, y }, samples, places) {
    this.net = new Net(of);
    this.grid = gridOf(x, y, places);
    const [across, up] = this.grid;
    this.inputs = [0, 1].map((i) => Float64Array.from([...[across, up][i], ...samples.map(({ inputs }) => inputs[i])]));
    this.lone = new Net(of);
  }

  /**
   * A row for each unit of a layer, good until the next call.
   * @param {ArrayLike<number>} params  @param {number} layer
   * @returns {{ all: Float64Array[], grid: Float64Array[], samples: Float64Array[] }}  values at the grid's places line
   *   by line, and at the samples; `all`: one after the other
   */
  at(params, layer) {
    const units = this.net.forward(params, this.inputs)[layer];
    const places = this.grid[0].length;
    const cut = (from, to) => units.map((row) => row.subarray(from, to));
    return { all: units, grid: cut(0, places), samples: cut(places, undefined) };
  }

  /** One place of the inputs: each unit's value.
   * @param {ArrayLike<number>} params  @param {number} layer  @param {number[]} inputs */
  one(params, layer, inputs) {
    return this.lone.forward(params, inputs.map((value) => [value]))[layer].map(([value]) => value);
  }
}

/** Places along lines where x is the same, then along lines where y is.
 * @param {Range} x  @param {Range} y  @param {number} places  along each
 * @returns {[number[], number[]]} x and y of each */
export function gridOf(x, y, places) {
  const pairs = [0, 1].flatMap((way) => Array.from({ length: LINES * places }, (_, k) => {
    const [line, place] = [Math.floor(k / places) / (LINES - 1), (k % places) / (places - 1)];
    return way ? [place, line] : [line, place];
  }));
  return [pairs.map(([share]) => along(x, share)), pairs.map(([, share]) => along(y, share))];
}

/** @param {Range} range */
function along([from, to], share) {
  return from + (to - from) * share;
}
