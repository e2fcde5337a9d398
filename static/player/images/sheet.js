/** Many images on one canvas, each painted when it is first wanted, from where pictures take them at any size. */

import { paintInk } from "./pixels.js";
import { pen } from "../shared/dom.js";

/** @import { ImagesSpec } from "../scene.d.ts" */

const BYTE = 255;
const ACROSS = 32;

export class Sheet {
  /** @param {number} side  pixels along each image's side  @param {ArrayLike<number>} bytes  image after image */
  constructor(side, bytes) {
    this.side = side;
    this.bytes = bytes;
    this.count = bytes.length / side ** 2;
    this.one = document.createElement("canvas");
    this.all = document.createElement("canvas");
    Object.assign(this.all, { width: ACROSS * side, height: Math.ceil(this.count / ACROSS) * side });
    /** @type {Set<number>} */
    this.painted = new Set();
  }

  /** @returns {ArrayLike<number>} from 0 to 255 */
  values(k) {
    const size = this.side ** 2;
    return Array.prototype.slice.call(this.bytes, k * size, (k + 1) * size);
  }

  /** What goes into the network, from 0 to 1.  @returns {number[]} */
  inputs(k) {
    return Array.from(this.values(k), (value) => value / BYTE);
  }

  /** Image k in a square of so many pixels.  @param {any} context */
  draw(context, k, left, top, size) {
    const { all, one, side } = this;
    const [x, y] = [(k % ACROSS) * side, Math.floor(k / ACROSS) * side];
    if (!this.painted.has(k)) {
      paintInk(one, this.values(k), side, BYTE);
      pen(all).drawImage(one, x, y);
      this.painted.add(k);
    }
    context.imageSmoothingEnabled = false;
    context.drawImage(all, x, y, side, side, left, top, size, size);
  }
}

/** One for all panels of a scene. @type {WeakMap<ImagesSpec, Sheet>} */
const sheets = new WeakMap();

/** @param {ImagesSpec} images */
export function sheetOf(images) {
  const sheet = sheets.get(images) ?? new Sheet(images.side, images.data.data);
  sheets.set(images, sheet);
  return sheet;
}
