/** Each unit of the first layer as the image of its weights. */

import { ImagePanel } from "./panel.js";

/** @import { WeightsSpec, Stage } from "../scene.d.ts" */

/** @extends {ImagePanel<WeightsSpec>} */
export class WeightsPanel extends ImagePanel {
  /** @param {WeightsSpec} spec  @param {Stage} stage */
  constructor(spec, stage) {
    super(spec, stage);
    this.start(spec);
  }
}
