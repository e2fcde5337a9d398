/**
 * A plot's fit at a step, and its parts, from the parameters that the tape has there: one forward pass for all traces.
 * Pure: no Plotly, no DOM.
 */

import { Net } from "../shared/net.js";

/** @import { CurveBinding, FitSpec, Tape } from "../scene.d.ts" */
/** @import { Unit } from "../shared/naming.js" */
/** @typedef {(part: CurveBinding["part"]) => Float64Array} CurveOf */

export class Curves {
  /** @type {Unit|null} whose values take the place of the fit */
  node = null;

  /** @param {FitSpec} spec */
  constructor({ of, x: [from, to], points, size, shift }) {
    this.array = of.array;
    this.sizes = of.sizes;
    this.size = size;
    this.shift = shift;
    this.x = Float64Array.from({ length: points }, (_, i) => from + ((to - from) * i) / (points - 1));
    /** Between keyframes there are two moments to be blended, each in buffers of its own. */
    this.nets = [new Net(of), new Net(of)];
  }

  /** @param {Tape} tape  @param {number} shown  @returns {CurveOf|null}  null when no parameters are there */
  at(tape, shown) {
    const rows = tape.around(this.array, shown);
    if (!rows) return null;
    const { a, b, t } = rows;
    const before = this.curvesOf(this.nets[0], a.values(null));
    if (t === 0) return before;
    const after = this.curvesOf(this.nets[1], b.values(null));
    return (part) => blended(before(part), after(part), t);
  }

  /** @param {Net} net  @param {Float64Array} params  @returns {CurveOf} */
  curvesOf(net, params) {
    const layers = net.forward(params, [this.x]);
    const [hidden, [output]] = layers.slice(-2);
    const bias = params.length - 1;
    const { node, size, shift } = this;
    return (part) => {
      if (part === undefined && node) return layers[node.layer][node.unit].slice();
      if (part === undefined) return output.map((value) => value * size + shift);
      if (part === "bias") return output.map(() => params[bias] * size + shift);
      const weight = params[bias - hidden.length + part];
      return hidden[part].map((value) => value * weight * size);
    };
  }
}

function blended(from, to, t) {
  return from.map((value, i) => value + (to[i] - value) * t);
}
