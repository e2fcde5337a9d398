/** What all panels of images share: when they are painted. A kind has elements of its own in `box`. */

import { DrawnPanel } from "../shared/drawnpanel.js";

/** @import { ImagingPanel, Stage } from "../scene.d.ts" */

/** @template {ImagingPanel} Spec  @extends {DrawnPanel<Spec>} */
export class ImagePanel extends DrawnPanel {
  /** @param {Spec} spec  @param {Stage} stage */
  constructor(spec, stage) {
    super(spec, stage, { class: `gs-box gs-images gs-${spec.kind}` });
  }

  /** Show the numbers at a position of the tape; called once for each that is new. */
  paint(_position) {}

  /** The picture of a kind that has a single one, on the screen and where it is saved.
   * @param {any} _context  @param {number} _width  @param {number} _height  @param {number} _position  @returns {any} */
  draw(_context, _width, _height, _position) {}

  paintWhole(context, width, height) {
    this.draw(context, width, height, this.stage.shown);
  }

  /** Another part of the network is looked at, or another image is sent through it. */
  refocus() {
    this.repaint();
  }

  drawLayers(position) {
    const { revision, tape, theme } = this.stage;
    if (!this.box.clientWidth || !tape) return;
    if (!this.isNew([tape.run, position, revision, theme.key, this.state].join("|"))) return;
    this.paint(position);
    this.drawn.layers += 1;
  }
}
