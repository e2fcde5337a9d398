/** @import { Subscripts } from "./scene.d.ts" */

/** One row of an array, still quantised: value i is lo + gain * data[start + i]. */
export class Row {
  constructor(array, index) {
    this.array = array;
    this.data = array.data;
    this.start = index * array.width;
    this.width = array.width;
    this.lo = array.lo;
    this.gain = array.gain;
  }

  at(i) {
    return this.lo + this.gain * this.data[this.start + i];
  }

  /** @param {Subscripts} index  the leading subscripts; the rest of the row is returned, flat */
  values(index) {
    const { from, count } = locate(this.array.shape, index);
    const out = new Float64Array(count);
    for (let i = 0; i < count; i++) out[i] = this.at(from + i);
    return out;
  }
}

/** Where, within a row of an array shaped (rows, ...), the subscripts point, and how many numbers are there.
 * @param {number[]} shape  @param {Subscripts} index */
export function locate(shape, index) {
  let count = shape.slice(1).reduce((product, n) => product * n, 1);
  let from = 0;
  const subscripts = typeof index === "number" ? [index] : index ?? [];
  subscripts.forEach((i, axis) => {
    count /= shape[axis + 1];
    from += i * count;
  });
  return { from, count };
}
