/** A panel painted on one canvas, with spots that the pointer, a finger and the keyboard reach. */

import { cleared, make, write } from "../shared/dom.js";
import { placeTip } from "../shared/tools.js";
import { ImagePanel } from "./panel.js";
import { ARROWS } from "./spots.js";
import { beside, shareOf, under } from "./unitspots.js";

/** @import { ImagingPanel, Point, Stage } from "../scene.d.ts" */
/** @import { Spot } from "./unitspots.js" */

/** @template {ImagingPanel} Spec  @extends {ImagePanel<Spec>} */
export class SpottedPanel extends ImagePanel {
  /** @type {Spot[]} those of what was painted last */
  spots = [];
  /** @type {Point|null} */
  pointer = null;
  /** @type {string|null} the spot where the keyboard stands */
  cursor = null;
  /** @type {Spot|null} the spot that is pointed at, as it was then */
  current = null;
  /** @type {{ width: number, height: number }|null} the box, until it may be another */
  size = null;

  /** @param {Spec} spec  @param {Stage} stage */
  constructor(spec, stage) {
    super(spec, stage);
    this.canvas = make("canvas", { class: "gs-canvas", "aria-hidden": "true" });
    this.tip = make("div", { class: "gs-tip", hidden: "" });
    this.said = make("div", { class: "gs-unseen", "aria-live": "polite" });
    this.box.append(this.canvas, this.tip);
    this.element.append(this.said);
    this.box.tabIndex = 0;
    this.box.classList.add("gs-spotted");
    this.listen(this.gone.signal);
    this.claim();
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    const on = (name, act) => this.box.addEventListener(name, act, { signal });
    on("pointermove", (event) => event.pointerType === "mouse" && this.pointAt(event));
    on("pointerleave", (event) => event.pointerType === "mouse" && this.forget());
    on("pointerdown", () => this.walk(null));
    on("click", (event) => this.press(event));
    on("keydown", (event) => this.obey(event));
    on("focus", () => this.box.matches(":focus-visible") && this.walk(this.begin()));
    on("blur", () => this.walk(null));
    document.addEventListener("pointerdown", ({ pointerType, target }) => {
      if (pointerType === "touch" && !this.box.contains(/** @type {Node} */ (target))) this.forget();
    }, { signal });
  }

  // ---- what each kind says -----------------------------------------------------------------------

  /** Draw everything; on the screen and on a drawing that is saved.
   * @param {any} _context  @param {number} _width  @param {number} _height  @param {number} _position  @returns {Spot[]} */
  draw(_context, _width, _height, _position) {
    return [];
  }

  /** Where the keyboard begins. @returns {Spot|undefined} */
  begin() {
    return this.spots[0];
  }

  // ---- painting ----------------------------------------------------------------------------------

  repaint() {
    this.size = null;
    super.repaint();
  }

  paint(position) {
    this.size ??= { width: this.box.clientWidth, height: this.box.clientHeight };
    const { width, height } = this.size;
    const context = cleared(this.canvas, this.size);
    this.spots = this.draw(context, width, height, position);
    this.drawCursor(context);
    this.showTip();
  }

  /** @param {CanvasRenderingContext2D} context */
  drawCursor(context) {
    const spot = this.at(this.cursor);
    if (!spot) return;
    context.setLineDash([6, 4]);
    context.lineWidth = 3;
    context.strokeStyle = this.stage.theme.text;
    context.strokeRect(spot.left - 1.5, spot.top - 1.5, spot.width + 3, spot.height + 3);
    context.setLineDash([]);
  }

  /** @param {string|null} key */
  at(key) {
    return key === null ? null : this.spots.find((spot) => spot.key === key) ?? null;
  }

  // ---- pointing ----------------------------------------------------------------------------------

  pointAt(event) {
    this.pointer = [event.offsetX, event.offsetY];
    this.enter(under(this.spots, this.pointer));
  }

  forget() {
    this.pointer = null;
    this.enter(this.at(this.cursor));
  }

  /** @param {Spot|null} spot */
  enter(spot) {
    const before = this.current;
    this.current = spot;
    if (before?.key !== spot?.key) {
      before?.leave?.();
      spot?.enter?.();
      this.box.classList.toggle("gs-pressable", Boolean(spot?.act));
    }
    this.showTip();
  }

  press(event) {
    this.pointAt(event);
    this.current?.act?.();
  }

  showTip() {
    const spot = this.at(this.current?.key ?? null);
    if (!spot) return void (this.tip.hidden = true);
    const { left, top, width, height } = spot;
    const at = this.pointer && shareOf(spot, this.pointer);
    placeTip(this.tip, this.box, this.pointer ?? [left + width / 2, top + height / 2], spot.lines(at));
  }

  // ---- the keyboard ------------------------------------------------------------------------------

  /** These keys are the panel's own while the keyboard stands in it; see app/keys.js. */
  claim() {
    this.box.dataset.gsKeys = this.cursor === null ? "" : [...ARROWS, "Home", "End", "Enter", "Escape"].join(" ");
  }

  obey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const spot = this.at(this.cursor);
    if (!spot || !this.follow(event.key, spot)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {string} key  @param {Spot} spot  @returns {boolean} whether it means anything here */
  follow(key, spot) {
    if (ARROWS.includes(key)) this.walk(beside(this.spots, spot, key));
    else if (key === "Home") this.walk(this.spots[0]);
    else if (key === "End") this.walk(this.spots[this.spots.length - 1]);
    else if (key === "Enter") spot.act?.();
    else if (key === "Escape") this.walk(null);
    else return false;
    return true;
  }

  /** @param {Spot|null|undefined} spot */
  walk(spot) {
    if ((spot?.key ?? null) === this.cursor) return;
    this.cursor = spot?.key ?? null;
    if (spot) this.pointer = null;
    this.claim();
    this.enter(spot ?? null);
    write(this.said, spot ? spot.lines(null).join(", ") : "");
    this.repaint();
  }

  destroy() {
    this.current?.leave?.();
    super.destroy();
  }
}
