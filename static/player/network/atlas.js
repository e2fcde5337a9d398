/** The fields of all nodes beside one another on one canvas: painted once a frame, from where each tile takes its own. */

import { pen } from "../shared/dom.js";
import { colorTable } from "../shared/theme.js";

/** @import { Theme } from "../scene.d.ts" */
/** @import { Tiles } from "./tiles.js" */

export class Atlas {
  /** @type {Uint32Array} */
  colors;
  /** @type {ImageData|null} */
  image = null;

  constructor() {
    this.canvas = document.createElement("canvas");
    this.context = pen(this.canvas);
  }

  /** @param {Theme} theme */
  retheme(theme) {
    this.colors = colorTable("diverging", theme);
  }

  /** @param {Tiles} tiles */
  paint({ ranges, rows, side }) {
    const { canvas } = this;
    const width = side * rows.length;
    if (canvas.width !== width || canvas.height !== side || !this.image) {
      Object.assign(canvas, { width, height: side });
      this.image = this.context.createImageData(width, side);
    }
    const pixels = new Uint32Array(this.image.data.buffer);
    rows.forEach((row, k) => this.fill(pixels, { width, side, k }, row, ranges[k]));
    this.context.putImageData(this.image, 0, 0);
  }

  /** The lowest row of values is an image's last. */
  fill(pixels, { width, side, k }, row, [low, high]) {
    const { colors } = this;
    const gain = 255 / (high - low);
    for (let y = 0, i = 0; y < side; y++) {
      let target = (side - 1 - y) * width + k * side;
      for (let x = 0; x < side; x++, i++) {
        const share = (row[i] - low) * gain;
        pixels[target++] = colors[share <= 0 ? 0 : share >= 255 ? 255 : (share + 0.5) | 0];
      }
    }
  }

  /** Put node k's field into a square. */
  stamp(context, k, left, top, size) {
    const { canvas } = this;
    const side = canvas.height;
    if (!this.image) return;
    // Half a sample is cut off: samples lie on the borders of the region.
    context.drawImage(canvas, k * side + 0.5, 0.5, side - 1, side - 1, left, top, size, size);
  }
}
