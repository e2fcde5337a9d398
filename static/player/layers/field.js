/** A scalar field under a plot's axes: colours from a table, blended between two moments, with a level line. */

import { contour } from "../shared/contour.js";
import { pen } from "../shared/dom.js";
import { format } from "../shared/format.js";
import { colorTable, scaleStops } from "../shared/theme.js";
import { Computed } from "./computed.js";
import { Pictured } from "./pictured.js";
import { drawScale } from "./scale.js";
import { Subtracted } from "./subtracted.js";

/** @import { FieldSpec, TakenSpec, Theme } from "../scene.d.ts" */

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
    const { among, minus } = spec;
    this.source = minus ? new Subtracted(sourceOf(spec, among), sourceOf(minus, among)) : sourceOf(spec, among);
    this.canvas = document.createElement("canvas");
    this.context = pen(this.canvas);
  }

  retheme(theme) {
    this.theme = theme;
    this.table = colorTable(this.spec.colors, theme);
  }

  /** What the level line is that of. */
  get lined() {
    return this.values;
  }

  /** @returns {number|null} the value at a place, at the shown step */
  valueAt(tape, shown, x, y) {
    return this.source.at(tape, shown, x, y);
  }

  get late() {
    return this.source.late;
  }

  /** @returns {boolean} whether there was something to draw */
  draw(context, axes, tape, position) {
    const pictures = this.source.inTime(tape, position);
    if (!pictures) return false;
    const nx = pictures.side;
    const ny = pictures.side;
    this.blend(pictures);
    this.paint(nx, ny);
    context.save();
    this.stretch(context, axes, nx, ny);
    if (typeof this.spec.contour === "number") this.outline(context, axes, nx, ny);
    context.restore();
    return true;
  }

  blend({ a, b, t }) {
    if (this.values?.length !== a.length) this.values = new Float32Array(a.length);
    const { values } = this;
    for (let i = 0; i < a.length; i++) values[i] = (1 - t) * a[i] + t * b[i];
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
    contour(this.lined, nx, ny, this.spec.contour, (x0, y0, x1, y1) => {
      context.moveTo(toX(x0), toY(y0));
      context.lineTo(toX(x1), toY(y1));
    });
    context.lineWidth = 2.5;
    context.lineCap = "round";
    context.strokeStyle = this.theme.text;
    context.stroke();
  }

  /** What the colours of a difference mean, over all other layers. */
  finish(context, axes) {
    if (this.spec.minus) drawScale(context, axes, this.spec, this.theme);
  }

  /** @returns {string[]|null} what to say about a pixel */
  describe(left, top, axes, tape, shown) {
    const [x, y] = [axes.atX(left), axes.atY(top)];
    const [x0, x1] = this.spec.x;
    const [y0, y1] = this.spec.y;
    const value = x < x0 || x > x1 || y < y0 || y > y1 ? null : this.valueAt(tape, shown, x, y);
    if (value === null) return null;
    return [`x₀ = ${format(x, ".4g")}`, `x₁ = ${format(y, ".4g")}`, `${this.spec.label} = ${format(value, ".4g")}`];
  }

  /** @returns {string[]} the lowest and the highest value at the shown step */
  summary(tape, shown) {
    const pictures = this.source.around(tape, shown);
    if (!pictures) return [];
    let [low, high] = [Infinity, -Infinity];
    this.blend(pictures);
    for (const value of this.values) [low, high] = [Math.min(low, value), Math.max(high, value)];
    return [`${this.spec.label}: ${format(low)} … ${format(high)}.`];
  }

  /** The same picture as Plotly traces, for saving. */
  traces(tape, shown) {
    const pictures = this.source.around(tape, shown);
    if (!pictures) return [];
    const nx = pictures.side;
    const ny = pictures.side;
    this.blend(pictures);
    const stops = scaleStops(this.spec.colors, this.theme);
    const base = {
      x: ramp(this.spec.x, nx),
      y: ramp(this.spec.y, ny),
      z: rows(this.values, nx, ny),
      showscale: false,
      showlegend: false,
    };
    const heat = {
      ...base, type: "heatmap", zsmooth: "best", zmin: this.spec.range[0], zmax: this.spec.range[1],
      colorscale: stops.map((color, i) => [i / (stops.length - 1), color]),
    };
    if (typeof this.spec.contour !== "number") return [heat];
    const level = this.spec.contour;
    const lined = { ...base, z: rows(this.lined, nx, ny) };
    const line = {
      ...lined, type: "contour", autocontour: false, line: { width: 2.5, color: this.theme.text },
      contours: { coloring: "none", start: level, end: level, size: 1 },
    };
    return [heat, line];
  }
}

/** @param {FieldSpec|TakenSpec} spec  @param {number} [among] */
function sourceOf({ array, of, x, y }, among) {
  return of ? new Computed(of, x, y, { among }) : new Pictured(/** @type {string} */ (array), x, y);
}

function rows(values, nx, ny) {
  return Array.from({ length: ny }, (_, row) => [...values.subarray(row * nx, (row + 1) * nx)]);
}

function ramp([from, to], count) {
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}
