/** A surface as pixels, coarse while it moves and fine at rest; painted anew only when it looks different. */

import { Raster } from "./raster.js";

/** @import { Mesh } from "./raster.js" */
/** @import { View } from "./view3d.js" */

/** Pixels painted at most while the picture turns, and when it rests; it is finer then, which smooths its lines. */
const [MOST_MOVING, MOST_RESTING] = [320_000, 1_800_000];

export class Rasters {
  /** @type {{moving?: string, resting?: string}} of what each raster was painted for */
  keys = {};

  constructor() {
    this.both = { moving: new Raster(), resting: new Raster() };
  }

  /** The surface is another one, or has other colours. */
  forget() {
    this.keys = {};
  }

  /** @param {Mesh} mesh  @param {View} view  that fits width × height  @param {any} colors  those of bandColors */
  paint(mesh, view, width, height, moving, colors) {
    const kind = moving ? "moving" : "resting";
    const raster = this.both[kind];
    if (this.keys[kind] === view.key) return raster;
    const most = moving ? MOST_MOVING : MOST_RESTING;
    const ratio = Math.min(moving ? 1 : 2, Math.sqrt(most / (width * height)));
    raster.paint(mesh, view, width, height, ratio, colors);
    this.keys[kind] = view.key;
    return raster;
  }
}
