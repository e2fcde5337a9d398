/** Where the last hidden layer puts some images, in two directions. */

import { ImagePanel } from "./panel.js";

/** @import { PlaneSpec, Stage } from "../scene.d.ts" */

/** @extends {ImagePanel<PlaneSpec>} */
export class PlanePanel extends ImagePanel {
  /** @param {PlaneSpec} spec  @param {Stage} stage */
  constructor(spec, stage) {
    super(spec, stage);
    this.start(spec);
  }
}
