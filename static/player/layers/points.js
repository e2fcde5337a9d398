/** Numbered points that can be taken in hand (see hold.js), and stars that stay. */

import { drawDisc, drawMark } from "./marks.js";
import { resolveColor } from "../shared/theme.js";

/** @import { Held, Point, PointsSpec, Theme } from "../scene.d.ts" */

const RADIUS = 11;

export class PointsLayer {
  /** @type {Theme} */
  theme;

  /** @param {PointsSpec} spec */
  constructor(spec) {
    this.spec = spec;
    /** @type {Held|null} the point that the pointer holds */
    this.held = null;
  }

  retheme(theme) {
    this.theme = theme;
  }

  draw(context, axes) {
    for (const [x, y, , main] of this.spec.marks) drawMark(context, axes.x(x), axes.y(y), main, this.theme);
    this.spec.points.forEach(([, , color, number], k) => {
      const [x, y] = this.placeOf(k);
      drawDisc(context, axes.x(x), axes.y(y), RADIUS, resolveColor(color, this.theme), number, this.theme);
    });
    return true;
  }

  /** @returns {Point} */
  placeOf(k) {
    const { held } = this;
    if (held && held.index === k) return [held.x, held.y];
    const [x, y] = this.spec.points[k];
    return [x, y];
  }

  startAt(left, top, axes, _tape, reach) {
    let best = -1;
    this.spec.points.forEach((_, k) => {
      const [x, y] = this.placeOf(k);
      const away = Math.hypot(axes.x(x) - left, axes.y(y) - top);
      if (away <= reach) [best, reach] = [k, away];
    });
    return best;
  }

  describe(left, top, axes) {
    /** @param {any[]} place */
    const near = ([x, y]) => Math.hypot(axes.x(x) - left, axes.y(y) - top) < RADIUS + 3;
    const label = this.spec.points.find(near)?.[4] ?? this.spec.marks.find(near)?.[2];
    return label ? label.split("\n") : null;
  }

  traces() {
    const { points, marks } = this.spec;
    const trace = (items, marker) => ({
      type: "scatter", mode: "markers", x: items.map(([x]) => x), y: items.map(([, y]) => y), marker,
    });
    return [
      trace(marks, { symbol: "star", size: 14, color: this.theme.text }),
      trace(points, { size: 2 * RADIUS, color: points.map(([, , color]) => resolveColor(color, this.theme)) }),
    ];
  }
}
