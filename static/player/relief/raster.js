/**
 * A surface painted pixel by pixel with a depth for each, on a plain canvas: no WebGL, which lecture halls' machines
 * may lack. Bands and the lines between them are those of the contour layer.
 */

import { pen } from "../shared/dom.js";

/** @import { View } from "./view3d.js" */

/** @typedef {{nx: number, ny: number, x: Float64Array, y: Float64Array, z: Float64Array, tone: Float64Array, shade: Float64Array}} Mesh */

const NOTHING = 0xffff;
const SHADES = 16;
/** A jump in depth that is an outline of the surface against itself. */
const OUTLINE = 0.1;

export class Raster {
  /** Pixels of the picture in a CSS pixel. */
  ratio = 1;
  /** @type {ImageData} */
  image;
  /** @type {Uint32Array} */
  pixels;
  /** @type {Uint16Array} band and shade of each pixel */
  ids;
  /** @type {Float32Array} */
  depth;
  /** @type {Float64Array} of each sample, in pixels */
  left;
  /** @type {Float64Array} */
  top;
  /** @type {Float64Array} */
  far;

  constructor() {
    this.canvas = document.createElement("canvas");
    this.context = pen(this.canvas);
  }

  /**
   * @param {Mesh} mesh  {nx, ny, x: (nx), y: (ny), z, tone, shade: (ny * nx)}: tone is the band with its fraction,
   *   shade 0 (dark) to 1
   * @param {View} view  that fits width × height
   * @param {Record<"fill" | "line" | "outline", Uint32Array>} colors  {fill, line, outline}: Uint32Arrays, band * SHADES + shade
   */
  paint(mesh, view, width, height, ratio, colors) {
    this.size(Math.max(2, Math.round(width * ratio)), Math.max(2, Math.round(height * ratio)), ratio);
    this.ids.fill(NOTHING);
    this.depth.fill(Infinity);
    this.project(mesh, view);
    for (let j = 0; j < mesh.ny - 1; j++) {
      for (let i = 0; i < mesh.nx - 1; i++) {
        const at = j * mesh.nx + i;
        this.triangle(mesh, at, at + 1, at + mesh.nx);
        this.triangle(mesh, at + mesh.nx + 1, at + mesh.nx, at + 1);
      }
    }
    this.finish(colors);
  }

  size(columns, rows, ratio) {
    this.ratio = ratio;
    if (this.canvas.width === columns && this.canvas.height === rows && this.image) return;
    Object.assign(this.canvas, { width: columns, height: rows });
    this.image = this.context.createImageData(columns, rows);
    this.pixels = new Uint32Array(this.image.data.buffer);
    this.ids = new Uint16Array(columns * rows);
    this.depth = new Float32Array(columns * rows);
  }

  project({ nx, ny, x, y, z }, view) {
    if (this.left?.length !== nx * ny) {
      [this.left, this.top, this.far] = [0, 1, 2].map(() => new Float64Array(nx * ny));
    }
    for (let j = 0, at = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++, at++) {
        const [left, top, depth] = view.project(x[i], y[j], z[at]);
        this.left[at] = left * this.ratio;
        this.top[at] = top * this.ratio;
        this.far[at] = depth;
      }
    }
  }

  triangle({ tone, shade }, a, b, c) {
    const { left, top, far } = this;
    const [ax, ay] = [left[a], top[a]];
    const [bx, by] = [left[b] - ax, top[b] - ay];
    const [cx, cy] = [left[c] - ax, top[c] - ay];
    const area = bx * cy - by * cx;
    // Also where a corner is nowhere: the function is not defined there.
    if (!(Math.abs(area) > 1e-9)) return;
    const { width, height } = this.canvas;
    const [x0, x1] = [Math.max(0, Math.ceil(ax + Math.min(0, bx, cx))), Math.min(width - 1, Math.floor(ax + Math.max(0, bx, cx)))];
    const [y0, y1] = [Math.max(0, Math.ceil(ay + Math.min(0, by, cy))), Math.min(height - 1, Math.floor(ay + Math.max(0, by, cy)))];
    const [uX, uY, vX, vY] = [cy / area, -cx / area, -by / area, bx / area];
    const [depthB, depthC, toneB, toneC] = [far[b] - far[a], far[c] - far[a], tone[b] - tone[a], tone[c] - tone[a]];
    const [shadeB, shadeC] = [shade[b] - shade[a], shade[c] - shade[a]];
    for (let py = y0; py <= y1; py++) {
      for (let px = x0; px <= x1; px++) {
        const u = (px - ax) * uX + (py - ay) * uY;
        const v = (px - ax) * vX + (py - ay) * vY;
        if (u < -1e-6 || v < -1e-6 || u + v > 1.000001) continue;
        const depth = far[a] + u * depthB + v * depthC;
        const at = py * width + px;
        if (depth >= this.depth[at]) continue;
        this.depth[at] = depth;
        const light = (shade[a] + u * shadeB + v * shadeC) * SHADES;
        this.ids[at] = Math.floor(tone[a] + u * toneB + v * toneC) * SHADES + Math.max(0, Math.min(SHADES - 1, light | 0));
      }
    }
  }

  /** Colours, with lines where the band changes and outlines where the surface hides itself. */
  finish({ fill, line, outline }) {
    const { ids, depth, pixels, image } = this;
    const { width } = this.canvas;
    const thick = Math.max(1, Math.round(this.ratio));
    for (let at = 0; at < ids.length; at++) {
      const id = ids[at];
      if (id === NOTHING) {
        pixels[at] = 0;
        continue;
      }
      const [other, above] = [at - thick, at - thick * width];
      const before = other < 0 ? id : ids[other];
      const over = above < 0 ? id : ids[above];
      const jump = Math.max(jumpTo(depth, at, other, before), jumpTo(depth, at, above, over));
      const band = id >> 4;
      if (jump > OUTLINE) pixels[at] = outline[id];
      else pixels[at] = (before >> 4 !== band && before !== NOTHING) || (over >> 4 !== band && over !== NOTHING) ? line[id] : fill[id];
    }
    this.context.putImageData(image, 0, 0);
  }

  /** The depth of the surface at a CSS pixel; Infinity beside it. */
  depthAt(left, top) {
    const [x, y] = [Math.round(left * this.ratio), Math.round(top * this.ratio)];
    if (x < 0 || y < 0 || x >= this.canvas.width || y >= this.canvas.height) return Infinity;
    return this.depth[y * this.canvas.width + x];
  }
}

function jumpTo(depth, at, other, id) {
  if (other < 0) return 0;
  return id === NOTHING ? Infinity : Math.abs(depth[at] - depth[other]);
}

/** Packed colours for every band and shade: `color(band, light)` gives [r, g, b]. */
export function shades(bands, color) {
  const table = new Uint32Array(bands * SHADES);
  for (let band = 0; band < bands; band++) {
    for (let shade = 0; shade < SHADES; shade++) {
      const [r, g, b] = color(band, shade / (SHADES - 1));
      table[band * SHADES + shade] = (0xff000000 | (b << 16) | (g << 8) | r) >>> 0;
    }
  }
  return table;
}
