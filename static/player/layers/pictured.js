/** A field that the tape has as pictures, square ones, at keyframes. */

/** @import { Range } from "../scene.d.ts" */

export class Pictured {
  late = false;

  /** @param {string} array  @param {Range} x  @param {Range} y */
  constructor(array, x, y) {
    this.array = array;
    this.x = x;
    this.y = y;
  }

  /** The pictures around a position and the weight of the second; null when none is there.
   * @returns {{side: number, a: Float64Array, b: Float64Array, t: number}|null} */
  around(tape, position) {
    const rows = tape.around(this.array, position);
    if (!rows) return null;
    const { a, b, t } = rows;
    return { side: a.array.shape[1], a: a.values(null), b: b === a ? a.values(null) : b.values(null), t };
  }

  /** What is there is there in time. */
  inTime(tape, position) {
    return this.around(tape, position);
  }

  /** The sample nearest to a place, at the shown step.  @returns {number|null} */
  at(tape, shown, x, y) {
    const row = tape.row(this.array, shown);
    if (!row) return null;
    const side = row.array.shape[1];
    const place = (value, [from, to]) => Math.round(((value - from) / (to - from)) * (side - 1));
    return row.at(place(y, this.y) * side + place(x, this.x));
  }
}
