/** A field that shows the network's output, or the node that is looked at in its place, and the point that is sent through. */

import { FieldLayer } from "./field.js";
import { drawPointed } from "./marks.js";
import { isOutput, nodeAt } from "../shared/naming.js";
import { UnitField } from "./unit.js";

/** @import { FieldSpec, Focus, NetSpec, Theme } from "../scene.d.ts" */

export class FocusedField {
  /** @type {Theme} */
  theme;
  /** @type {UnitField|null} */
  unit = null;
  /** @type {string|null} the node that it is */
  name = null;
  /** @type {number[]|null} */
  place = null;

  /** @param {FieldSpec} spec */
  constructor(spec) {
    this.spec = spec;
    this.own = new FieldLayer(spec);
  }

  /** @param {Focus} focus */
  look({ node, place }) {
    this.place = place;
    const own = !this.spec.minus && node !== null && hasOwnPicture(node, this.spec.of);
    const name = own ? node : null;
    if (name === this.name) return;
    this.name = name;
    this.unit = name === null ? null : new UnitField(this.spec, name);
    if (this.theme) this.unit?.retheme(this.theme);
  }

  get shown() {
    return this.unit ?? this.own;
  }

  get late() {
    return this.shown.late;
  }

  retheme(theme) {
    this.theme = theme;
    this.own.retheme(theme);
    this.unit?.retheme(theme);
  }

  draw(context, axes, tape, position) {
    return this.shown.draw(context, axes, tape, position);
  }

  /** The point that is sent through stands over all other layers. */
  finish(context, axes) {
    this.shown.finish(context, axes);
    if (this.place && this.spec.of) drawPointed(context, axes.x(this.place[0]), axes.y(this.place[1]), this.theme);
  }

  describe(left, top, axes, tape, shown) {
    return this.shown.describe(left, top, axes, tape, shown);
  }

  /** A field over a network's two inputs. */
  inputsAt(x, y) {
    const inside = [[x, this.spec.x], [y, this.spec.y]].every(([value, [low, high]]) => value >= low && value <= high);
    return this.spec.of?.nodes && inside ? [x, y] : null;
  }

  summary(tape, shown) {
    return this.shown.summary(tape, shown);
  }

  traces(tape, shown) {
    return this.shown.traces(tape, shown);
  }
}

/** Whether a node is known to a network's pictures and another one than its output.
 * @param {string} name  @param {NetSpec|undefined} of */
export function hasOwnPicture(name, of) {
  const node = of?.nodes && name in of.nodes ? nodeAt(name, of.sizes) : null;
  return Boolean(of && node && !isOutput(node, of.sizes) && of.sizes.length > node.layer + 1);
}
