/**
 * A network's forward pass, for pictures and for what the pointer points at; numbers to read come from the tape.
 * Parameters are one vector, W₁ b₁ W₂ b₂ …, each W row by row (core/engine/network.py). Pure: no DOM.
 */

/** @import { NetSpec, Range } from "../scene.d.ts" */

const LEAK = 0.01;
const LOWEST_EXPONENT = -708;
const GELU_C = Math.sqrt(2 / Math.PI);
const GELU_K = 0.044715;
const GELU_FAR = 30;

const gelu = (z) => {
  const near = Math.max(-GELU_FAR, Math.min(GELU_FAR, z));
  return 0.5 * z * (1 + Math.tanh(near * (GELU_C * (1 + GELU_K * near * near))));
};

/** As core/engine/activations.py has them. @type {Record<string, (z: number, threshold: number) => number>} */
const ACTIVATIONS = {
  linear: (z) => z,
  step: (z, threshold) => (z >= threshold ? 1 : 0),
  sigmoid: (z) => 1 / (1 + Math.exp(-Math.max(z, LOWEST_EXPONENT))),
  tanh: (z) => Math.tanh(z),
  relu: (z) => Math.max(z, 0),
  leaky_relu: (z) => Math.max(z, LEAK * z),
  softplus: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),
  gelu,
};

/** What units can put out; of others nobody knows before. @type {Record<string, Range>} */
const RANGES = { sigmoid: [0, 1], softmax: [0, 1], step: [0, 1], tanh: [-1, 1] };

export class Net {
  /** @param {NetSpec} spec */
  constructor({ sizes, hidden, output, threshold }) {
    this.sizes = sizes;
    this.names = sizes.slice(2).map(() => hidden).concat(output);
    this.threshold = threshold;
    /** @type {Float64Array[][]} for each layer a row of values for each unit, as long as the points are many */
    this.buffers = [];
  }

  /**
   * Every unit of every layer at many points: a row for each unit, inputs among them, good until the next call.
   * @param {ArrayLike<number>} params  @param {ArrayLike<number>[]} inputs  for each input its values at the points
   */
  forward(params, inputs) {
    const layers = this.room(inputs[0].length);
    layers[0].forEach((row, i) => row.set(inputs[i]));
    let start = 0;
    for (let layer = 0; layer + 1 < layers.length; layer++) start = this.pass(params, start, layers[layer], layers[layer + 1], layer);
    return layers;
  }

  /** The last output at many points. */
  last(params, inputs) {
    const outputs = this.forward(params, inputs)[this.sizes.length - 1];
    return outputs[outputs.length - 1];
  }

  /** The weighted sums of a unit at the points of the last forward pass; an input's are its values.
   * @param {ArrayLike<number>} params  @param {number} layer  @param {number} unit  @param {Float64Array} sums  is filled */
  sums(params, layer, unit, sums) {
    if (layer === 0) return sums.set(this.buffers[0][unit]);
    const [fanIn, fanOut] = [this.sizes[layer - 1], this.sizes[layer]];
    const start = this.start(layer);
    sums.fill(params[start + fanIn * fanOut + unit]);
    for (let i = 0; i < fanIn; i++) addScaled(sums, this.buffers[layer - 1][i], params[start + i * fanOut + unit]);
  }

  /** Where the weights into a layer begin among the parameters. */
  start(layer) {
    let start = 0;
    for (let before = 0; before + 1 < layer; before++) start += (this.sizes[before] + 1) * this.sizes[before + 1];
    return start;
  }

  /** @param {ArrayLike<number>} params  @param {number} layer
   * @returns {{ weights: number[], bias: number }[]} what makes each of a layer's weighted sums, in the order below */
  into(params, layer) {
    return Array.from({ length: this.sizes[layer] }, (_, unit) => this.unit(params, layer, unit));
  }

  /** The same of one unit.  @param {ArrayLike<number>} params  @param {number} layer  @param {number} unit */
  unit(params, layer, unit) {
    const [fanIn, fanOut] = [this.sizes[layer - 1], this.sizes[layer]];
    const start = this.start(layer);
    const weights = Array.from({ length: fanIn }, (_, i) => params[start + i * fanOut + unit]);
    return { weights, bias: params[start + fanIn * fanOut + unit] };
  }

  /** Put a layer's activation in the place of weighted sums; softmax needs more than one unit's. */
  activate(layer, sums) {
    if (layer > 0) activate(sums, ACTIVATIONS[this.names[layer - 1]], this.threshold);
  }

  /** @returns {Range|null} what a layer's units can put out; null where there is no end to it */
  rangeOf(layer) {
    return RANGES[this.names[layer - 1]] ?? null;
  }

  /** The weighted sum on whose two sides a layer's units differ. */
  levelOf(layer) {
    return this.names[layer - 1] === "step" ? this.threshold : 0;
  }

  room(points) {
    if (this.buffers[0]?.[0].length !== points) {
      this.buffers = this.sizes.map((size) => Array.from({ length: size }, () => new Float64Array(points)));
    }
    return this.buffers;
  }

  /** From one layer to the next; W stands in the parameters from `start` on.  @returns {number} where the next W stands */
  pass(params, start, from, to, layer) {
    const [fanIn, fanOut] = [from.length, to.length];
    const bias = start + fanIn * fanOut;
    for (let j = 0; j < fanOut; j++) {
      const z = to[j].fill(params[bias + j]);
      for (let i = 0; i < fanIn; i++) addScaled(z, from[i], params[start + i * fanOut + j]);
    }
    if (this.names[layer] === "softmax") softmax(to);
    else for (const z of to) activate(z, ACTIVATIONS[this.names[layer]], this.threshold);
    return bias + fanOut;
  }
}

function addScaled(z, a, weight) {
  for (let k = 0; k < z.length; k++) z[k] += weight * a[k];
}

function activate(z, f, threshold) {
  for (let k = 0; k < z.length; k++) z[k] = f(z[k], threshold);
}

function softmax(rows) {
  for (let k = 0; k < rows[0].length; k++) {
    const most = rows.reduce((top, row) => Math.max(top, row[k]), -Infinity);
    let sum = 0;
    for (const row of rows) sum += row[k] = Math.exp(row[k] - most);
    for (const row of rows) row[k] /= sum;
  }
}
