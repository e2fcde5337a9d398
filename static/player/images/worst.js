/** The images that are most wrong. */

import { ImagePanel } from "./panel.js";

/** @import { WorstSpec, Stage } from "../scene.d.ts" */

/** @extends {ImagePanel<WorstSpec>} */
export class WorstPanel extends ImagePanel {
  /** @param {WorstSpec} spec  @param {Stage} stage */
  constructor(spec, stage) {
    super(spec, stage);
    this.start(spec);
  }
}
