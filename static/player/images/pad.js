/** A place to draw a digit on, and what the network says of it. */

import { ImagePanel } from "./panel.js";

/** @import { PadSpec, Stage } from "../scene.d.ts" */

/** @extends {ImagePanel<PadSpec>} */
export class PadPanel extends ImagePanel {
  /** @param {PadSpec} spec  @param {Stage} stage */
  constructor(spec, stage) {
    super(spec, stage);
    this.start(spec);
  }
}
