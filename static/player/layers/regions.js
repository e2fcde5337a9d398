/** Contours that are polygons, known exactly: their edges stay straight at every size, where samples would make stairs. */

import { ContoursLayer } from "./contours.js";
import { pen } from "../shared/dom.js";
import { mix, resolveColor, scaleColor } from "../shared/theme.js";

/** @import { Point, RegionsSpec } from "../scene.d.ts" */

export class RegionsLayer extends ContoursLayer {
  /** @param {RegionsSpec} spec  the samples serve what the pointer points at */
  constructor(spec) {
    super(spec);
    this.spec = spec;
  }

  /** The rectangle's own edges are no contours. */
  inner([ax, ay], [bx, by]) {
    const { x, y } = this.spec;
    return !x.some((side) => ax === side && bx === side) && !y.some((side) => ay === side && by === side);
  }

  color(band) {
    return scaleColor(this.spec.colors, band / this.spec.levels.length, this.theme);
  }

  paint({ width, height }, ratio) {
    const [columns, rows] = [width, height].map((side) => Math.max(2, Math.round(side * ratio)));
    Object.assign(this.canvas, { width: columns, height: rows });
    const context = pen(this.canvas);
    const { x: [left, right], y: [bottom, top] } = this.spec;
    const at = ([x, y]) => [((x - left) / (right - left)) * columns, (1 - (y - bottom) / (top - bottom)) * rows];
    context.fillStyle = this.color(this.spec.levels.length);
    context.fillRect(0, 0, columns, rows);
    for (const [band, corners] of this.inwards()) this.fillRegion(context, corners.map(at), this.color(band));
    for (const [band, corners] of this.inwards()) this.strokeRegion(context, corners, at, this.spec.levels[band], ratio);
  }

  /** @returns {[number, Point[]][]} band and corners of every region that is not empty, the outermost first */
  inwards() {
    return [...this.spec.regions.entries()].reverse().filter(([, corners]) => corners.length);
  }

  fillRegion(context, corners, color) {
    context.beginPath();
    for (const corner of corners) context.lineTo(...corner);
    context.fillStyle = color;
    context.fill();
  }

  strokeRegion(context, corners, at, level, ratio) {
    const strong = level === this.spec.strong;
    context.beginPath();
    corners.forEach((corner, i) => {
      const next = corners[(i + 1) % corners.length];
      if (!this.inner(corner, next)) return;
      context.moveTo(...at(corner));
      context.lineTo(...at(next));
    });
    Object.assign(context, { lineWidth: (strong ? 3 : 1) * ratio, globalAlpha: strong ? 0.9 : 0.35, strokeStyle: this.theme.text });
    context.stroke();
    context.globalAlpha = 1;
  }

  /** @returns {any[]} the same as Plotly traces, for saving */
  traces() {
    const { x: [left, right], y: [bottom, top], levels, strong } = this.spec;
    /** @type {[number, Point[]]} */
    const whole = [levels.length, [[left, bottom], [right, bottom], [right, top], [left, top]]];
    return [whole, ...this.inwards()].map(([band, corners]) => {
      const around = [...corners, corners[0]];
      const thick = levels[band] === strong;
      return {
        type: "scatter", mode: "lines", fill: "toself", fillcolor: this.color(band), showlegend: false,
        x: around.map(([x]) => x), y: around.map(([, y]) => y),
        line: { width: thick ? 3 : 1, color: thick ? this.theme.text : mix(this.theme.background, resolveColor("@text", this.theme), 0.35) },
      };
    });
  }
}
