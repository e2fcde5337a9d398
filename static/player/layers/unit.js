/** What one node computes, as a field: its weighted sums are blended, and the line is where they change sign. */

import { Computed } from "./computed.js";
import { FieldLayer } from "./field.js";
import { drawScale } from "./scale.js";
import { even } from "../shared/even.js";
import { nodeAt } from "../shared/naming.js";

/** @import { FieldSpec, NetSpec } from "../scene.d.ts" */
/** @import { Unit } from "../shared/naming.js" */

export class UnitField extends FieldLayer {
  /** @type {Float32Array} the weighted sums */
  sums = new Float32Array(0);

  /** @param {FieldSpec} spec  that of the network's own field  @param {string} name  of a node that is not the output */
  constructor(spec, name) {
    const of = /** @type {NetSpec} */ (spec.of);
    super({ ...spec, label: of.nodes?.[name] ?? name });
    this.node = /** @type {Unit} */ (nodeAt(name, of.sizes));
    const source = new Computed(of, spec.x, spec.y, { among: spec.among, node: this.node });
    this.net = source.net;
    this.source = source;
    this.known = this.node.layer === 0 ? spec.x : this.net.rangeOf(this.node.layer);
    this.spec.contour = this.node.layer === 0 ? undefined : this.net.levelOf(this.node.layer);
  }

  get lined() {
    return this.sums;
  }

  blend(pictures) {
    super.blend(pictures);
    if (this.sums.length !== this.values.length) this.sums = new Float32Array(this.values.length);
    this.sums.set(this.values);
    this.net.activate(this.node.layer, this.values);
    this.spec.range = this.known ?? even(this.values);
  }

  valueAt(tape, shown, x, y) {
    const sum = this.source.at(tape, shown, x, y);
    if (sum === null) return null;
    const value = [sum];
    this.net.activate(this.node.layer, value);
    return value[0];
  }

  /** What the colours mean, over all other layers. */
  finish(context, axes) {
    drawScale(context, axes, this.spec, this.theme);
  }
}
