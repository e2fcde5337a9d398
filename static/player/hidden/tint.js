/** The output over a plane of the two units that it reads, in the field's colours. */

import { pen } from "../shared/dom.js";
import { Net } from "../shared/net.js";
import { colorTable } from "../shared/theme.js";

/** @import { HiddenSpec, Range, Theme } from "../scene.d.ts" */
/** @import { Plane } from "./plane.js" */

/** Samples along each side, each in the middle of its cell. */
const SIDE = 48;
/** So much of the colours that grid and markers stand out. */
const SHARE = 0.6;

export class Tint {
  /** @type {Uint32Array} */
  table;

  /** @param {HiddenSpec} spec */
  constructor({ of, range, colors }) {
    this.net = new Net({ ...of, sizes: of.sizes.slice(-2) });
    const [units, outputs] = of.sizes.slice(-2);
    this.width = (units + 1) * outputs;
    this.range = range;
    this.colors = colors;
    this.canvas = document.createElement("canvas");
    Object.assign(this.canvas, { width: SIDE, height: SIDE });
    this.context = pen(this.canvas);
  }

  /** @param {Theme} theme */
  retheme(theme) {
    this.table = colorTable(this.colors, theme);
  }

  /** The output where the two units have these values.  @param {Float64Array} params  @param {number[]} values */
  at(params, values) {
    return this.net.last(params.subarray(params.length - this.width), values.map((value) => [value]))[0];
  }

  /** @param {Plane} plane  @param {Float64Array} params  of the whole network
   * @param {number[]} shown  which unit is across, which up */
  draw(context, plane, params, shown) {
    const { left, top, width, height } = plane.frame;
    const outputs = this.net.last(params.subarray(params.length - this.width), this.places(plane.ranges, shown));
    const image = this.context.createImageData(SIDE, SIDE);
    const pixels = new Uint32Array(image.data.buffer);
    const [low, high] = this.range;
    outputs.forEach((output, at) => {
      const share = (output - low) / (high - low);
      pixels[at] = this.table[Math.round(255 * Math.max(0, Math.min(1, share || 0)))];
    });
    this.context.putImageData(image, 0, 0);
    context.globalAlpha = SHARE;
    context.drawImage(this.canvas, left, top, width, height);
    context.globalAlpha = 1;
  }

  /** The two units' values at the samples, from the top.  @param {Range[]} ranges  @param {number[]} shown */
  places([x, y], shown) {
    const values = (value) => Float64Array.from({ length: SIDE * SIDE }, (_, at) => value(at));
    const across = values((at) => x[0] + ((x[1] - x[0]) * ((at % SIDE) + 0.5)) / SIDE);
    const up = values((at) => y[1] - ((y[1] - y[0]) * (Math.floor(at / SIDE) + 0.5)) / SIDE);
    return shown[0] === 0 ? [across, up] : [up, across];
  }
}
