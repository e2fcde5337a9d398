/** A panel of many images, or of signs for them, on one canvas. Each is pointed at, tapped, or walked to by arrow keys: it
 * says its numbers then, and is sent through the network. */

import { cleared, make, write } from "../shared/dom.js";
import { placeTip } from "../shared/tools.js";
import { ImagePanel } from "./panel.js";
import { lookAt } from "./sending.js";
import { ARROWS, beside, middle, under } from "./spots.js";

/** @import { ImagingPanel, Point, Stage } from "../scene.d.ts" */
/** @import { Row } from "../row.js" */
/** @import { Spot } from "./spots.js" */

/** @template {ImagingPanel} Spec  @extends {ImagePanel<Spec>} */
export class WalkedPanel extends ImagePanel {
  /** What stands where, as it was drawn last. @type {Spot[]} */
  spots = [];
  /** Places among the spots: under the pointer, and where the keyboard's walk stands. */
  pointed = /** @type {number|null} */ (null);
  cursor = /** @type {number|null} */ (null);
  /** Where the pointer is. @type {Point} */
  pointer = [0, 0];
  /** Whether arrow keys are the panel's. After the pointer has used it they are the stage's, as everywhere. */
  walking = false;
  /** Whether an image of this panel is the one that goes through the network. */
  sends = false;
  /** Of the pointer that was pressed last. */
  device = "mouse";

  /** @param {Spec} spec  @param {Stage} stage */
  constructor(spec, stage) {
    super(spec, stage);
    this.canvas = make("canvas", { class: "gs-canvas", "aria-hidden": "true" });
    this.tip = make("div", { class: "gs-tip", hidden: "" });
    this.voice = make("div", { class: "gs-unseen", "aria-live": "polite" });
    this.box.classList.add("gs-walked");
    this.box.setAttribute("role", "application");
    this.box.tabIndex = 0;
    this.box.append(this.canvas, this.tip, this.voice);
    this.listen();
  }

  // ---- what each kind says of itself -------------------------------------------------------------

  /** Draw it, and say in `spots` what stands where.  @param {any} _context */
  draw(_context, _width, _height, _position) {}

  /** Of a spot: its numbers. @returns {string[]} */
  lines(_k) {
    return [];
  }

  /** What of a spot goes through the network. @returns {number[]|null} */
  inputs(_k) {
    return null;
  }

  /** A spot was clicked, or Enter was pressed there. */
  choose(_k) {}

  /** Escape was pressed.  @returns {boolean} whether that meant anything */
  leave() {
    return false;
  }

  /** Where the tip of a spot stands. @returns {Point} */
  tipAt(k) {
    return this.pointed === null ? middle(this.spots[k]) : this.pointer;
  }

  /** Whether it moves between keyframes. */
  get flowing() {
    return false;
  }

  /** @returns {number|null} the spot at a pixel */
  at(left, top) {
    return under(this.spots, left, top);
  }

  /** The row at the step shown, or that before it while this is on its way.  @returns {Row|null} */
  row(name) {
    const { shown, tape } = this.stage;
    return tape.row(name, shown) ?? tape.row(name, tape.keyAt(shown));
  }

  // ---- drawing -----------------------------------------------------------------------------------

  get state() {
    return `${this.looked}`;
  }

  /** The player's marks of what is looked at elsewhere change nothing here. */
  refocus() {}

  drawLayers(position) {
    super.drawLayers(this.flowing ? position : this.stage.shown);
  }

  paint(position) {
    const { box: { clientWidth: width, clientHeight: height }, canvas, stage: { shown, tape } } = this;
    const context = cleared(canvas, { width, height });
    this.draw(context, width, height, position);
    canvas.classList.toggle("gs-late", !this.flowing && !tape.row(this.spec["array"], shown));
    if (this.looked !== null && this.looked >= this.spots.length) this.forget();
    if (this.looked === null) return;
    this.outline(context, this.spots[this.looked]);
    this.show();
  }

  /** Around what is looked at.  @param {any} context  @param {Spot} spot */
  outline(context, { left, top, width, height }) {
    const { theme } = this.stage;
    for (const [color, wide] of /** @type {[string, number][]} */ ([[theme.background, 6], [theme.text, 3]])) {
      context.beginPath();
      context.rect(left, top, width, height);
      context.strokeStyle = color;
      context.lineWidth = wide;
      context.stroke();
    }
  }

  // ---- looking -----------------------------------------------------------------------------------

  /** What is looked at: by the pointer, else by the keyboard. */
  get looked() {
    return this.pointed ?? this.cursor;
  }

  /** The pointer, or the walk, is somewhere else.  @param {"pointed"|"cursor"} who  @param {number|null} k */
  go(who, k) {
    this[who] = k;
    if (this.looked === null) this.forget();
    else this.show();
    this.stage.invalidate();
  }

  /** Say what is looked at, and send it. */
  show() {
    const k = /** @type {number} */ (this.looked);
    this.tipOf(k);
    const inputs = this.inputs(k);
    if (inputs || this.sends) lookAt(this.stage, inputs);
    this.sends = inputs !== null;
  }

  /** @param {number} k */
  tipOf(k) {
    placeTip(this.tip, this.box, this.tipAt(k), this.lines(k));
  }

  forget() {
    this.pointed = this.cursor = null;
    this.tip.hidden = true;
    if (this.sends) lookAt(this.stage, null);
    this.sends = false;
  }

  /** @param {number} k */
  say(k) {
    write(this.voice, this.lines(k).join(", "));
  }

  // ---- pointer -----------------------------------------------------------------------------------

  listen() {
    const { signal } = this.gone;
    const on = (name, listener) => this.box.addEventListener(name, listener, { signal });
    on("pointermove", (event) => event.pointerType === "mouse" && this.point(event));
    on("pointerleave", (event) => event.pointerType === "mouse" && this.go("pointed", null));
    on("pointerdown", (event) => this.press(event));
    on("click", (event) => this.click(event));
    on("keydown", (event) => this.key(event));
    on("focus", () => this.walk(this.box.matches(":focus-visible")));
    on("blur", () => this.walk(false));
    this.walk(false);
  }

  /** @param {MouseEvent} event */
  point(event) {
    const area = this.box.getBoundingClientRect();
    this.pointer = [event.clientX - area.left, event.clientY - area.top];
    const k = this.at(...this.pointer);
    if (k !== this.pointed) this.go("pointed", k);
    else if (k !== null) this.show();
  }

  /** @param {PointerEvent} event */
  press(event) {
    this.device = event.pointerType;
    this.walk(false);
  }

  /** @param {MouseEvent} event */
  click(event) {
    this.point(event);
    if (this.pointed !== null) this.choose(this.pointed);
  }

  // ---- keyboard ----------------------------------------------------------------------------------

  /** @param {boolean} walking */
  walk(walking) {
    this.walking = walking;
    if (!walking && (this.cursor !== null || this.device !== "mouse")) this.go("cursor", null), this.go("pointed", null);
    this.box.dataset.gsKeys = (walking ? [...ARROWS, "Enter", "Escape"] : ["Escape"]).join(" ");
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.obey(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @returns {boolean} whether the key means anything here */
  obey(key) {
    if (key === "Escape") return this.rest();
    if (!this.walking) return false;
    if (key === "Enter" && this.cursor !== null) return this.choose(this.cursor), true;
    if (!ARROWS.includes(key)) return false;
    if (this.spots.length) this.step(this.cursor === null ? this.first : beside(this.spots, this.cursor, key));
    return true;
  }

  /** @returns {boolean} whether there was anything to leave */
  rest() {
    const looked = this.cursor !== null;
    this.go("cursor", null);
    return this.leave() || looked;
  }

  /** Where a walk begins. */
  get first() {
    return 0;
  }

  /** @param {number} k */
  step(k) {
    this.pointed = null;
    this.go("cursor", k);
    this.say(k);
  }
}
