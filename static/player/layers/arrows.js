/** Arrows on a grid that do not change, and the arrow that other layers draw too. */

/** @import { ArrowsSpec, Axes, Theme } from "../scene.d.ts" */

const HEAD = 9;

export class ArrowsLayer {
  /** @type {Theme} */
  theme;

  /** @param {ArrowsSpec} spec */
  constructor(spec) {
    this.spec = spec;
  }

  retheme(theme) {
    this.theme = theme;
  }

  /** @param {CanvasRenderingContext2D} context  @param {Axes} axes */
  draw(context, axes) {
    const { arrows, longest, reference } = this.spec;
    context.globalAlpha = 0.6;
    for (const [x, y, dx, dy] of arrows) {
      const size = arrowSize(dx, dy, longest, reference);
      drawArrow(context, axes.x(x), axes.y(y), dx, -dy, size, { color: this.theme.text, width: 1.5 });
    }
    context.globalAlpha = 1;
    return true;
  }

  describe() {
    return null;
  }

  traces() {
    return [];
  }
}

/** Pixels that grow with the length of (dx, dy) but never beyond `longest`: half of it at the reference length. */
export function arrowSize(dx, dy, longest, reference) {
  const length = Math.hypot(dx, dy);
  return Number.isFinite(length) ? (longest * length) / (length + reference) : longest;
}

/** An arrow from (left, top) in the direction (dx, dy), all in pixels. */
export function drawArrow(context, left, top, dx, dy, size, { color, width }) {
  const length = Math.hypot(dx, dy);
  if (!(length > 0) || !Number.isFinite(length) || size < 2) return;
  const [ux, uy] = [dx / length, dy / length];
  const head = Math.min(HEAD + width, size);
  const [tipX, tipY] = [left + ux * size, top + uy * size];
  context.beginPath();
  context.moveTo(left, top);
  context.lineTo(tipX - ux * head * 0.7, tipY - uy * head * 0.7);
  context.lineWidth = width;
  context.strokeStyle = color;
  context.stroke();
  drawHead(context, tipX, tipY, ux, uy, head, color);
}

/** A filled arrow head whose tip lies at (x, y) and that points along the unit vector (ux, uy). */
export function drawHead(context, x, y, ux, uy, size, color) {
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x - ux * size - uy * size * 0.5, y - uy * size + ux * size * 0.5);
  context.lineTo(x - ux * size + uy * size * 0.5, y - uy * size - ux * size * 0.5);
  context.closePath();
  context.fillStyle = color;
  context.fill();
}
