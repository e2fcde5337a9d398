/** A curve that is drawn by hand: values at places evenly spread over the run. Pure: no pictures. */

/** Of the largest value, the smallest that a logarithmic axis shows. */
const LEAST = 1e-4;

export class Curve {
  /** Another one whenever it has changed. */
  revision = 0;
  /** The place farthest to the right that was drawn; what comes after it goes on level. */
  reach = 0;

  /** @param {number} count  places  @param {number} first  the value at the first, which is known  @param {number} top  the largest there is */
  constructor(count, first, top) {
    this.count = count;
    this.first = first;
    this.top = top;
    this.values = new Float64Array(count).fill(first);
  }

  get drawn() {
    return this.reach > 0;
  }

  /** The lowest that can be seen.  @param {boolean} log */
  low(log) {
    return log ? LEAST * this.top : 0;
  }

  /** From one place to another, where the value is to be.  @param {number} from  @param {number} to  @param {number} value */
  stroke(from, to, value) {
    const began = from === to ? value : this.values[from];
    const by = Math.sign(to - from) || 1;
    // A stroke that begins beyond what was drawn comes from there in a straight line.
    if (Math.min(from, to) > this.reach) this.fill(this.reach, this.values[this.reach], Math.min(from, to), from < to ? began : value);
    for (let k = from; k !== to + by; k += by) this.values[k] = from === to ? value : began + ((value - began) * (k - from)) / (to - from);
    this.values[0] = this.first;
    this.reach = Math.max(this.reach, from, to);
    this.values.fill(this.values[this.reach], this.reach + 1);
    this.revision += 1;
  }

  /** @param {number} from  @param {number} low  @param {number} to  @param {number} high */
  fill(from, low, to, high) {
    for (let k = from; k <= to; k++) this.values[k] = low + ((high - low) * (k - from)) / (to - from);
  }

  wipe() {
    this.values.fill(this.first);
    this.reach = 0;
    this.revision += 1;
  }
}
