/** How high a value stands, from 0 to 1: evenly, or logarithmically above the lowest one. And where ticks go. */

import { format } from "../shared/format.js";

/** @import { Range } from "../scene.d.ts" */

/** Of the range: differences from the lowest value far below this look alike. */
const FINEST = 1e-3;
const APART = 0.13;
/** Where the highest value is so many times the lowest, powers of ten are told; else steps above the lowest. */
const FAR = 100;

export class Heights {
  /** @param {Range} range  @param {boolean} log  @param {number} [finest]  of the range */
  constructor([low, high], log, finest = FINEST) {
    this.low = low;
    this.high = high;
    this.log = log;
    this.range = high > low ? high - low : 1;
    this.finest = finest * this.range;
    this.whole = Math.log1p(1 / finest);
  }

  at(value) {
    if (!this.log) return (value - this.low) / this.range;
    return Math.log1p(Math.max(0, value - this.low) / this.finest) / this.whole;
  }

  /** How fast the height grows with the value. */
  slope(value) {
    if (!this.log) return 1 / this.range;
    return 1 / (this.whole * (Math.max(0, value - this.low) + this.finest));
  }

  /** @returns {[number, string][]} heights and labels, far enough apart to be read */
  ticks() {
    const values = this.log ? [this.low, ...this.decades()] : niceTicks(this.low, this.high, 4);
    const digits = this.log && this.far ? ".2g" : ".4g";
    let last = -1;
    return values.flatMap((value) => {
      const height = this.at(value);
      if (height < -1e-9 || height > 1.001 || height - last < APART) return [];
      last = height;
      return [[height, format(value, digits)]];
    });
  }

  get far() {
    return this.low > 0 && this.high > FAR * this.low;
  }

  decades() {
    const [most, least] = [this.range, this.finest].map((size) => Math.floor(Math.log10(size)));
    const first = Math.min(most - 4, least);
    const powers = Array.from({ length: most + 2 - first }, (_, i) => 10 ** (first + i));
    return this.far ? powers : powers.map((power) => this.low + power);
  }
}

/** Round numbers between two values, about `count` of them. */
export function niceTicks(low, high, count) {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough * 0.9) ?? 10);
  const ticks = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) ticks.push(Number((k * step).toPrecision(12)));
  return ticks;
}
