/** The chosen unit: its weights, its largest inputs, what it leads to, the images that excite it most. */

import { ImagePanel } from "./panel.js";

/** @import { UnitSpec, Stage } from "../scene.d.ts" */

/** @extends {ImagePanel<UnitSpec>} */
export class UnitPanel extends ImagePanel {
  /** @param {UnitSpec} spec  @param {Stage} stage */
  constructor(spec, stage) {
    super(spec, stage);
    this.start(spec);
  }
}
