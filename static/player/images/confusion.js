/** How many images of each class are answered how, and the share of each class that is right. */

import { ImagePanel } from "./panel.js";

/** @import { ConfusionSpec, Stage } from "../scene.d.ts" */

/** @extends {ImagePanel<ConfusionSpec>} */
export class ConfusionPanel extends ImagePanel {
  /** @param {ConfusionSpec} spec  @param {Stage} stage */
  constructor(spec, stage) {
    super(spec, stage);
    this.start(spec);
  }
}
