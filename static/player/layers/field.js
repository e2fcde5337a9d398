/** A scalar field under a plot's axes: colours from a table, blended between keyframes, with a level line. */

import { contour } from "../shared/contour.js";
import { pen } from "../shared/dom.js";
import { format } from "../shared/format.js";
import { colorTable, scaleStops } from "../shared/theme.js";

/** @import { FieldSpec, Theme } from "../scene.d.ts" */

export class FieldLayer {
  /** @type {Theme} */
  theme;
  /** @type {Uint32Array} */
  table;
  /** @type {Float32Array} blended, one for each sample */
  values;
  /** @type {ImageData} */
  image;
  /** @type {Uint32Array} */
  pixels;

  /** @param {FieldSpec} spec */
  constructor(spec) {
    this.spec = spec;
    this.canvas = document.createElement("canvas");
    this.context = pen(this.canvas);
  }

  retheme(theme) {
    this.theme = theme;
    this.table = colorTable(this.spec.colors, theme);
  }

  /** @returns {boolean} whether there was something to draw */
  draw(context, axes, tape, position) {
    const rows = tape.around(this.spec.array, position);
    if (!rows) return false;
    const [ny, nx] = rows.a.array.shape.slice(1);
    this.blend(rows, nx * ny);
    this.paint(nx, ny);
    context.save();
    this.stretch(context, axes, nx, ny);
    if (typeof this.spec.contour === "number") this.outline(context, axes, nx, ny);
    context.restore();
    return true;
  }

  blend({ a, b, t }, size) {
    if (this.values?.length !== size) {
      this.values = new Float32Array(size);
    }
    const { values } = this;
    const gainA = a.gain * (1 - t);
    const gainB = b.gain * t;
    const lo = a.lo * (1 - t) + b.lo * t;
    const [from, to, i0, j0] = [a.data, b.data, a.start, b.start];
    for (let i = 0; i < size; i++) values[i] = lo + gainA * from[i0 + i] + gainB * to[j0 + i];
  }

  paint(nx, ny) {
    const { canvas, values, table } = this;
    if (canvas.width !== nx || canvas.height !== ny || !this.image) {
      canvas.width = nx;
      canvas.height = ny;
      this.image = this.context.createImageData(nx, ny);
      this.pixels = new Uint32Array(this.image.data.buffer);
    }
    const [lo, hi] = this.spec.range;
    const gain = 255 / (hi - lo);
    // The tape's first row is the lowest, an image's first row the highest.
    for (let row = 0; row < ny; row++) {
      const target = (ny - 1 - row) * nx;
      for (let column = 0, i = row * nx; column < nx; column++, i++) {
        const share = (values[i] - lo) * gain;
        this.pixels[target + column] = table[share <= 0 ? 0 : share >= 255 ? 255 : (share + 0.5) | 0];
      }
    }
    this.context.putImageData(this.image, 0, 0);
  }

  /** Samples lie on the borders of the region, so half a cell outside is cut off. */
  stretch(context, axes, nx, ny) {
    const [left, right] = this.spec.x.map(axes.x);
    const [bottom, top] = this.spec.y.map(axes.y);
    const cellX = (right - left) / (nx - 1);
    const cellY = (bottom - top) / (ny - 1);
    context.beginPath();
    context.rect(left, top, right - left, bottom - top);
    context.clip();
    context.imageSmoothingEnabled = true;
    context.drawImage(this.canvas, left - cellX / 2, top - cellY / 2, cellX * nx, cellY * ny);
  }

  outline(context, axes, nx, ny) {
    const toX = (column) => axes.x(this.spec.x[0] + ((this.spec.x[1] - this.spec.x[0]) * column) / (nx - 1));
    const toY = (row) => axes.y(this.spec.y[0] + ((this.spec.y[1] - this.spec.y[0]) * row) / (ny - 1));
    context.beginPath();
    contour(this.values, nx, ny, this.spec.contour, (x0, y0, x1, y1) => {
      context.moveTo(toX(x0), toY(y0));
      context.lineTo(toX(x1), toY(y1));
    });
    context.lineWidth = 2.5;
    context.lineCap = "round";
    context.strokeStyle = this.theme.text;
    context.stroke();
  }

  /** @returns {string[]|null} what to say about the sample nearest to a pixel */
  describe(left, top, axes, tape, shown) {
    const [x, y] = [axes.atX(left), axes.atY(top)];
    const row = tape.row(this.spec.array, shown);
    const [x0, x1] = this.spec.x;
    const [y0, y1] = this.spec.y;
    if (!row || x < x0 || x > x1 || y < y0 || y > y1) return null;
    const [ny, nx] = row.array.shape.slice(1);
    const column = Math.round(((x - x0) / (x1 - x0)) * (nx - 1));
    const line = Math.round(((y - y0) / (y1 - y0)) * (ny - 1));
    const value = row.at(line * nx + column);
    const sampleX = x0 + ((x1 - x0) * column) / (nx - 1);
    const sampleY = y0 + ((y1 - y0) * line) / (ny - 1);
    return [
      `x₀ = ${format(sampleX, ".4g")}`,
      `x₁ = ${format(sampleY, ".4g")}`,
      `${this.spec.label} = ${format(value, ".4g")}`,
    ];
  }

  /** @returns {string[]} the lowest and the highest value at the shown step */
  summary(tape, shown) {
    const row = tape.row(this.spec.array, shown);
    if (!row) return [];
    const [ny, nx] = row.array.shape.slice(1);
    let [low, high] = [Infinity, -Infinity];
    for (let i = 0; i < nx * ny; i++) [low, high] = [Math.min(low, row.at(i)), Math.max(high, row.at(i))];
    return [`${this.spec.label}: ${format(low)} … ${format(high)}.`];
  }

  /** The same picture as Plotly traces, for saving. */
  traces(tape, shown) {
    const rows = tape.around(this.spec.array, shown);
    if (!rows) return [];
    const [ny, nx] = rows.a.array.shape.slice(1);
    this.blend(rows, nx * ny);
    const stops = scaleStops(this.spec.colors, this.theme);
    const base = {
      x: ramp(this.spec.x, nx),
      y: ramp(this.spec.y, ny),
      z: Array.from({ length: ny }, (_, row) => [...this.values.subarray(row * nx, (row + 1) * nx)]),
      showscale: false,
      showlegend: false,
    };
    const heat = {
      ...base, type: "heatmap", zsmooth: "best", zmin: this.spec.range[0], zmax: this.spec.range[1],
      colorscale: stops.map((color, i) => [i / (stops.length - 1), color]),
    };
    if (typeof this.spec.contour !== "number") return [heat];
    const level = this.spec.contour;
    const line = {
      ...base, type: "contour", autocontour: false, line: { width: 2.5, color: this.theme.text },
      contours: { coloring: "none", start: level, end: level, size: 1 },
    };
    return [heat, line];
  }
}

function ramp([from, to], count) {
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}
