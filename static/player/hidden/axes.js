/** The axes of hidden space: how far each unit's reaches, and what each is called. */

import { Fitted } from "../relief/fitted.js";

/** @import { Range } from "../scene.d.ts" */

/** Beyond an activation's bounds, of their distance: no marker on them is cut. */
const ROOM = 0.05;

export class UnitAxes {
  /** @param {Range|null} bounds  of the units' values; null where there are none */
  constructor(bounds) {
    const room = bounds ? ROOM * (bounds[1] - bounds[0]) : 0;
    this.bounds = bounds && /** @type {Range} */ ([bounds[0] - room, bounds[1] + room]);
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
