/** Which of many images excite a unit most and least: searched a slice at a time, so that no frame waits for it. Pure. */

import { Net } from "../shared/net.js";

/** @import { ImagesSpec, NetSpec } from "../scene.d.ts" */
/** @import { Unit } from "../shared/naming.js" */

/** An image by its place, and the unit's weighted sum of it. @typedef {{ image: number, sum: number }} Excited */
/** @typedef {{ node: Unit, params: Float64Array, most: Excited[], least: Excited[] }} Found */
/** @typedef {{ node: Unit, params: Float64Array, sums: Float64Array, done: number }} Search */

/** Multiplications in one slice: some two milliseconds of a laptop. */
const WORK = 1_500_000;
/** Milliseconds from the end of one search to the next while the run plays. */
const PERIOD = 250;
const INK = 255;

export class Excitement {
  /** @type {Found|null} */
  found = null;
  /** @type {Search|null} */
  search = null;
  due = 0;

  /** @param {NetSpec} of  @param {ImagesSpec} images  @param {number} shown  so many on each side */
  constructor(of, { data: { data, rows, width } }, shown) {
    this.net = new Net(of);
    this.shown = shown;
    this.count = rows;
    const work = of.sizes.slice(1).reduce((sum, size, k) => sum + size * of.sizes[k], 0);
    this.slice = Math.max(1, Math.min(rows, Math.floor(WORK / work)));
    this.sums = new Float64Array(this.slice);
    /** For each pixel its values in all images. */
    this.pixels = Array.from({ length: width }, (_, i) => Float64Array.from({ length: rows }, (_, k) => data[k * width + i] / INK));
  }

  /** Search on, for a unit and parameters as they are now.
   * @param {Unit} node  @param {Float64Array} params  @param {number} now  milliseconds  @param {boolean} playing
   * @returns {boolean} whether what was found is of these */
  advance(node, params, now, playing) {
    if (this.isKnown(node, params)) return true;
    if (this.search && !isOf(this.search, node)) this.search = null;
    const wanted = !playing || now >= this.due || !isOf(this.found, node);
    if (!this.search && wanted) this.search = { node, params, sums: new Float64Array(this.count), done: 0 };
    if (this.search) this.step(this.search, now);
    return this.isKnown(node, params);
  }

  /** @param {Unit} node  @param {Float64Array} params */
  isKnown(node, params) {
    return isOf(this.found, node) && this.found?.params === params;
  }

  /** One slice. The last begins earlier where it would be shorter: then the network keeps its buffers.
   * @param {Search} search  @param {number} now */
  step(search, now) {
    const { node: { layer, unit }, params, sums } = search;
    const from = Math.min(search.done, this.count - this.slice);
    search.done = from + this.slice;
    this.net.forward(params, this.pixels.map((values) => values.subarray(from, search.done)));
    this.net.sums(params, layer, unit, this.sums);
    sums.set(this.sums, from);
    if (search.done < this.count) return;
    this.found = { node: search.node, params, ...extremes(sums, this.shown) };
    this.search = null;
    this.due = now + PERIOD;
  }

  /** An image as inputs.  @param {number} image  @returns {number[]} */
  inputs(image) {
    return this.pixels.map((values) => values[image]);
  }
}

/** @param {{ node: Unit }|null} one  @param {Unit} node */
function isOf(one, { layer, unit }) {
  return one?.node.layer === layer && one.node.unit === unit;
}

/** The largest and the smallest, the most extreme first; of equals the first.
 * @param {ArrayLike<number>} sums  @param {number} shown  @returns {{ most: Excited[], least: Excited[] }} */
export function extremes(sums, shown) {
  const all = Array.from(sums, (sum, image) => ({ image, sum }));
  const most = [...all].sort((a, b) => b.sum - a.sum).slice(0, shown);
  const least = all.sort((a, b) => a.sum - b.sum).slice(0, shown);
  return { most, least };
}
