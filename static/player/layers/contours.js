/** A field that does not change: bands between levels and the lines that part them, painted once per size and theme. */

import { contour } from "../shared/contour.js";
import { pen } from "../shared/dom.js";
import { format } from "../shared/format.js";
import { colorTable, mix, resolveColor, rgb, scaleStops } from "../shared/theme.js";

/** @import { ContoursSpec, RegionsSpec, Theme } from "../scene.d.ts" */

/** A device pixel is sampled on its own where there are few; more than that would only look the same. */
const FINEST = 1.5;

export class ContoursLayer {
  /** @type {Theme} */
  theme;

  /** @param {ContoursSpec | RegionsSpec} spec */
  constructor(spec) {
    this.spec = spec;
    this.kinds = spec.type === "contours" ? spec.kinds : undefined;
    this.ny = spec.data.shape[0];
    this.nx = spec.data.shape[1];
    this.canvas = document.createElement("canvas");
    this.painted = "";
  }

  retheme(theme) {
    this.theme = theme;
    this.painted = "";
  }

  draw(context, axes) {
    const area = this.area(axes);
    const ratio = Math.min(FINEST, context.getTransform().a);
    const key = `${axes.key}|${ratio}`;
    if (key !== this.painted) this.paint(area, ratio);
    this.painted = key;
    context.drawImage(this.canvas, area.left, area.top, area.width, area.height);
    return true;
  }

  /** The rectangle that the samples span, in CSS pixels. */
  area(axes) {
    const [left, right] = this.spec.x.map(axes.x);
    const [bottom, top] = this.spec.y.map(axes.y);
    return { left, top, width: right - left, height: bottom - top };
  }

  paint({ width, height }, ratio) {
    const columns = Math.max(2, Math.min(2000, Math.round(width * ratio)));
    const rows = Math.max(2, Math.min(2000, Math.round(height * ratio)));
    Object.assign(this.canvas, { width: columns, height: rows });
    const context = pen(this.canvas);
    const image = context.createImageData(columns, rows);
    this.fill(new Uint32Array(image.data.buffer), columns, rows);
    context.putImageData(image, 0, 0);
    this.lines(context, columns, rows, ratio);
  }

  fill(pixels, columns, rows) {
    const { nx, ny } = this;
    const { data } = this.spec.data;
    const colors = this.bands();
    for (let row = 0; row < rows; row++) {
      const y = this.snap(((rows - 1 - row) / (rows - 1)) * (ny - 1));
      const j = Math.min(Math.floor(y), ny - 2);
      const v = y - j;
      for (let column = 0; column < columns; column++) {
        const x = this.snap((column / (columns - 1)) * (nx - 1));
        const i = Math.min(Math.floor(x), nx - 2);
        const u = x - i;
        const at = j * nx + i;
        const low = data[at] + (data[at + 1] - data[at]) * u;
        const high = data[at + nx] + (data[at + nx + 1] - data[at + nx]) * u;
        const value = low + (high - low) * v;
        // Where the function is not defined the picture stays clear.
        if (!Number.isNaN(value)) pixels[row * columns + column] = colors[this.band(value)];
      }
    }
  }

  snap(place) {
    return this.kinds ? Math.round(place) : place;
  }

  /** How many levels lie at or below a value. */
  band(value) {
    const { levels } = this.spec;
    let [low, high] = [0, levels.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (levels[middle] <= value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  bands() {
    if (Array.isArray(this.spec.colors)) return this.spec.colors.map((color) => this.pale(color));
    const table = colorTable(this.spec.colors, this.theme);
    const count = this.spec.levels.length;
    return Array.from({ length: count + 1 }, (_, i) => table[Math.round((255 * i) / Math.max(1, count))]);
  }

  /** A colour mixed with the background, as an opaque pixel. */
  pale(color) {
    const [r, g, b] = rgb(mix(this.theme.background, resolveColor(color, this.theme), 0.5));
    return (0xff000000 | (b << 16) | (g << 8) | r) >>> 0;
  }

  lines(context, columns, rows, ratio) {
    const { levels, strong } = this.spec;
    if (this.kinds) return;
    this.line(context, columns, rows, levels.filter((level) => level !== strong), ratio, 0.35);
    this.line(context, columns, rows, levels.filter((level) => level === strong), 3 * ratio, 0.9);
  }

  line(context, columns, rows, levels, width, alpha) {
    const { nx, ny } = this;
    const toX = (x) => (x / (nx - 1)) * columns;
    const toY = (y) => (1 - y / (ny - 1)) * rows;
    context.beginPath();
    for (const level of levels) {
      contour(this.spec.data.data, nx, ny, level, (x0, y0, x1, y1) => {
        context.moveTo(toX(x0), toY(y0));
        context.lineTo(toX(x1), toY(y1));
      });
    }
    context.lineWidth = width;
    context.globalAlpha = alpha;
    context.strokeStyle = this.theme.text;
    context.stroke();
    context.globalAlpha = 1;
  }

  /** @returns {string[]|null} what to say about a pixel */
  describe(left, top, axes) {
    const [x, y] = [axes.atX(left), axes.atY(top)];
    const { x: [x0, x1], y: [y0, y1], names, label, data } = this.spec;
    if (x < x0 || x > x1 || y < y0 || y > y1) return null;
    const column = Math.round(((x - x0) / (x1 - x0)) * (this.nx - 1));
    const row = Math.round(((y - y0) / (y1 - y0)) * (this.ny - 1));
    const value = data.data[row * this.nx + column];
    return [
      `${names[0]} = ${format(x0 + ((x1 - x0) * column) / (this.nx - 1), ".4g")}`,
      `${names[1]} = ${format(y0 + ((y1 - y0) * row) / (this.ny - 1), ".4g")}`,
      this.kinds ? this.kinds[this.band(value)] : `${label} = ${format(value, ".4g")}`,
    ];
  }

  /** @returns {any[]} the same picture as Plotly traces, for saving: bands by their number, since Plotly's levels are evenly spaced. */
  traces() {
    const { x, y, levels, colors, data } = this.spec;
    const own = Array.isArray(colors) ? colors.map((color) => mix(this.theme.background, resolveColor(color, this.theme), 0.5)) : null;
    const stops = own ?? scaleStops(/** @type {string} */ (colors), this.theme);
    const ramp = ([from, to], count) => Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
    const z = Array.from({ length: this.ny }, (_, row) =>
      Array.from(data.data.subarray(row * this.nx, (row + 1) * this.nx), (value) => this.height(value)));
    const heat = { type: "heatmap", zmin: -0.5, zmax: levels.length - 0.5 };
    const base = { x: ramp(x, this.nx), y: ramp(y, this.ny), z, showscale: false, showlegend: false };
    const bands = {
      ...(this.kinds ? heat : { type: "contour" }), ...base,
      autocontour: false, contours: { start: 0, end: levels.length - 1, size: 1 },
      colorscale: stops.map((color, i) => [i / (stops.length - 1), color]),
      ...(this.kinds ? {} : { line: { width: 1, color: resolveColor("@text/0.35", this.theme) } }),
    };
    const strong = levels.indexOf(this.spec.strong ?? NaN);
    if (this.kinds || strong < 0) return [bands];
    const contours = { coloring: "none", start: strong, end: strong, size: 1 };
    return [bands, { ...base, type: "contour", autocontour: false, contours, line: { width: 3, color: this.theme.text } }];
  }

  /** A value's place among the levels, fractional, so that level k stands at the height k. */
  height(value) {
    const { levels } = this.spec;
    const k = this.band(value);
    // Beyond the outermost levels it rises on as between the last two, but not far: those bands have one colour.
    if (k === 0) return Math.max(-0.5, (value - levels[0]) / (levels[1] - levels[0] || 1));
    if (k === levels.length) return k - 1 + Math.min(0.5, (value - levels[k - 1]) / (levels[k - 1] - levels[k - 2] || 1));
    return k - 1 + (value - levels[k - 1]) / (levels[k] - levels[k - 1]);
  }
}
