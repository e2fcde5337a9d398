/** A task's samples where a hand may move them (see hold.js). The figure shows them; while one is held, this does. */

import { areFew, drawSample } from "./samples.js";

/** @import { Held, MovableSpec, Theme } from "../scene.d.ts" */

export class MovableLayer {
  /** Tells the hand that the figure's own markers must give way, and that they know of a new place only later. */
  instead = true;
  /** @type {Theme} */
  theme;

  /** @param {MovableSpec} spec */
  constructor(spec) {
    this.spec = spec;
    /** @type {Held|null} the sample that the pointer holds */
    this.held = null;
    this.samples = spec.points.map(([x, y, label]) => ({ inputs: [x, y], label, held: false }));
  }

  retheme(theme) {
    this.theme = theme;
  }

  draw(context, axes) {
    if (!this.held) return true;
    const few = areFew(this.samples);
    this.samples.forEach((sample, k) => {
      const [x, y] = this.placeOf(k);
      drawSample(context, axes.x(x), axes.y(y), sample, few, this.theme);
    });
    return true;
  }

  placeOf(k) {
    const { held } = this;
    return held && held.index === k ? [held.x, held.y] : this.samples[k].inputs;
  }

  startAt(left, top, axes, _tape, reach) {
    let best = -1;
    this.samples.forEach(({ inputs: [x, y] }, k) => {
      const away = Math.hypot(axes.x(x) - left, axes.y(y) - top);
      if (away <= reach) [best, reach] = [k, away];
    });
    return best;
  }

  /** The figure's markers say what they are. */
  describe() {
    return null;
  }

  traces() {
    return [];
  }
}
