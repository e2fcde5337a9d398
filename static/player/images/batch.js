/** The images of the next update, and what the network says of them. */

import { ImagePanel } from "./panel.js";

/** @import { BatchSpec, Stage } from "../scene.d.ts" */

/** @extends {ImagePanel<BatchSpec>} */
export class BatchPanel extends ImagePanel {
  /** @param {BatchSpec} spec  @param {Stage} stage */
  constructor(spec, stage) {
    super(spec, stage);
    this.start(spec);
  }
}
