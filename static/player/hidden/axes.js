/** The axes of hidden space: how far each unit's reaches, and what each is called. */

import { Fitted } from "../relief/fitted.js";

/** @import { Range } from "../scene.d.ts" */

/** Activations whose values have bounds; a little room, so that no marker on them is cut.
 * @type {Record<string, Range>} */
const BOUNDED = { tanh: [-1.08, 1.08], sigmoid: [-0.06, 1.06], step: [-0.06, 1.06] };

export class UnitAxes {
  /** @param {string} activation */
  constructor(activation) {
    this.bounds = BOUNDED[activation];
    /** @type {Map<string, Fitted>} */
    this.fitted = new Map();
  }

  /** @param {string} unit  its name  @param {ArrayLike<number>} values  all that is drawn of it  @returns {Range} */
  range(unit, values) {
    if (this.bounds) return this.bounds;
    const known = this.fitted.get(unit) ?? new Fitted([0, 0]);
    this.fitted.set(unit, known);
    return known.follow(values);
  }
}
