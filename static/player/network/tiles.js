/** What each node of a network computes over its inputs, small: one forward pass for all, again in each frame that has time. */

import { even } from "../shared/even.js";
import { nodeAt } from "../shared/naming.js";
import { Net } from "../shared/net.js";

/** @import { NetSpec, NetworkSpec, Range } from "../scene.d.ts" */
/** @import { Unit } from "../shared/naming.js" */

/** Samples a side of a field: at first, at least, at most; large tiles have more, one for so many pixels. Of a curve. */
const [FIRST, LEAST, MOST] = [22, 16, 28];
const COARSE = 2;
const ALONG = 49;
/** Milliseconds that all tiles may take in a frame; beyond the second even at their coarsest, they come now and then. */
const [BUDGET, TOO_MUCH] = [2, 5];
const PERIOD = 100;
/** How fast a new measurement counts. */
const FRESH = 0.1;

export class Tiles {
  /** Whether what is there is of an earlier moment than was wanted. */
  late = false;
  side = FIRST;
  most = MOST;
  took = 0;
  due = 0;
  /** @type {Float64Array[]} of each node its values */
  rows = [];
  /** @type {Range[]} of each node what the full colours, or the height, stand for */
  ranges = [];

  /**
   * @param {NetworkSpec & {of: NetSpec, inputs: Range}} spec
   * @param {{paint: (tiles: Tiles) => void}|null} atlas  where fields are painted, as long as they are due
   * @param {() => number} now  milliseconds
   */
  constructor(spec, atlas = null, now = () => performance.now()) {
    this.spec = spec;
    this.atlas = atlas;
    this.now = now;
    this.net = new Net(spec.of);
    this.curves = spec.of.sizes[0] === 1;
    /** @type {Unit[]} */
    this.units = spec.nodes.map(({ name }) => /** @type {Unit} */ (nodeAt(name, spec.of.sizes)));
    this.known = this.units.map((unit) => this.knownRange(unit));
  }

  /** @param {Unit} unit  @returns {Range|null} */
  knownRange({ layer }) {
    const { inputs, of: { sizes }, range } = this.spec;
    if (layer === 0) return inputs;
    return (layer === sizes.length - 1 ? range : null) ?? this.net.rangeOf(layer);
  }

  /** Bring all tiles up to these parameters, unless they take so long that they must wait.
   * @param {ArrayLike<number>} params  @param {number} size  of a tile, in pixels */
  follow(params, size) {
    this.most = Math.max(MOST, Math.round(size / COARSE));
    const began = this.now();
    this.late = began < this.due;
    if (this.late) return;
    this.compute(params);
    this.atlas?.paint(this);
    this.learn(this.now() - began);
  }

  compute(params) {
    const layers = this.net.forward(params, this.inputs());
    this.rows = this.units.map(({ layer, unit }) => layers[layer][unit]);
    this.ranges = this.rows.map((row, k) => this.known[k] ?? even(row));
  }

  /** The places over which nodes are seen, kept as long as they are as many. */
  inputs() {
    const { curves, side, spec: { inputs: [low, high] } } = this;
    const along = curves ? ALONG : side;
    if (this.grid?.along === along) return this.grid.inputs;
    const at = (k) => low + ((high - low) * k) / (along - 1);
    const made = curves
      ? [Float64Array.from({ length: along }, (_, k) => at(k))]
      : [Float64Array.from({ length: along * along }, (_, k) => at(k % along)), Float64Array.from({ length: along * along }, (_, k) => at(Math.floor(k / along)))];
    this.grid = { along, inputs: made };
    return made;
  }

  /** Finer where there is time, coarser where there is none; now and then where even that takes too long. */
  learn(took) {
    this.took += FRESH * (took - this.took);
    if (this.took > TOO_MUCH && (this.curves || this.side === LEAST)) this.due = this.now() + PERIOD;
    if (this.curves) return;
    const fits = Math.floor(this.side * Math.sqrt(BUDGET / Math.max(this.took, 0.05)));
    if (fits < this.side || fits > 1.3 * this.side) this.side = Math.max(LEAST, Math.min(this.most, fits));
  }

  /** Lay node k's curve as the context's path into a square. */
  trace(context, k, left, top, size) {
    const row = this.rows[k];
    if (!row) return;
    context.beginPath();
    for (let i = 0; i < row.length; i++) context.lineTo(left + (i / (row.length - 1)) * size, this.height(k, row[i], top, size));
  }

  /** How far down in a square a value of node k stands. */
  height(k, value, top, size) {
    const [low, high] = this.ranges[k] ?? [-1, 1];
    const share = (value - low) / (high - low);
    return top + size * (0.94 - 0.88 * Math.max(-0.05, Math.min(1.05, share)));
  }
}
