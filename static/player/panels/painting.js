/** The canvas under a plot: its layers, painted at the display rate. */

import { drawPointed } from "../layers/marks.js";
import { pen } from "../shared/dom.js";
import { shrunk } from "./axes.js";

/** @import { Axes, Painter, Point, Stage } from "../scene.d.ts" */

export class Painting {
  /** @param {HTMLCanvasElement} canvas  @param {Stage} stage */
  constructor(canvas, stage) {
    this.canvas = canvas;
    this.stage = stage;
    /** @type {Point|null} a place that the pointer shows in another picture */
    this.marked = null;
    /** @type {string|null} */
    this.seen = null;
  }

  /** Whatever the step and the axes, it is painted anew. */
  forget() {
    this.seen = null;
  }

  /**
   * Paint the layers if the position, the axes or the theme changed.
   * @param {Painter[]} layers  @param {Axes} axes  @param {number} position
   * @returns {boolean} whether any layer was drawn
   */
  draw(layers, axes, position) {
    const { tape, revision, factor, toggles } = this.stage;
    const seen = `${tape.run}|${position}|${revision}|${factor}|${axes.key}`;
    if (seen === this.seen) return false;
    this.fit();
    const context = pen(this.canvas);
    const ratio = this.canvas.width / this.canvas.clientWidth;
    context.setTransform(ratio * factor, 0, 0, ratio * factor, 0, 0);
    context.save();
    const near = factor === 1 ? axes : shrunk(axes, factor);
    this.clear(context, near);
    const painted = layers.map((layer) => layer.draw(context, near, tape, position, toggles));
    for (const layer of layers) layer.finish?.(context, near);
    if (this.marked) drawPointed(context, near.x(this.marked[0]), near.y(this.marked[1]), this.stage.theme);
    context.restore();
    for (const layer of layers) layer.around?.(context, near);
    const late = layers.some((layer) => layer.late);
    this.seen = late ? null : seen;
    if (late) this.stage.invalidate();
    return painted.some(Boolean);
  }

  clear(context, axes) {
    context.clearRect(0, 0, this.canvas.clientWidth, this.canvas.clientHeight);
    context.beginPath();
    context.rect(axes.left, axes.top, axes.width, axes.height);
    context.clip();
  }

  fit() {
    const { canvas, stage } = this;
    const box = /** @type {Element} */ (canvas.parentElement);
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    const width = Math.round(box.clientWidth * ratio);
    const height = Math.round(box.clientHeight * ratio);
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    canvas.dataset.fontSize = String(stage.fontSize / stage.factor);
  }
}
