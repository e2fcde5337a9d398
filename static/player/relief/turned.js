/** A panel with a canvas of its own that a hand may turn: its head, when it is painted, the pointer over it, saving. */

import { make, pen } from "../shared/dom.js";
import { DrawnPanel } from "../shared/drawnpanel.js";
import { placeTip } from "../shared/tools.js";
import { Turning } from "./turning.js";
import { View } from "./view3d.js";

/** @import { Panel, Point, Stage } from "../scene.d.ts" */

const REST = 160;

const COARSE = matchMedia("(pointer: coarse)");

/** @template {Panel} Spec  @extends {DrawnPanel<Spec>} */
export class TurnedPanel extends DrawnPanel {
  /** Whether it is turned, or changes in another way: it may be painted more coarsely. */
  moving = false;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  resting;
  /** @type {Point|null} */
  pointer = null;
  /** @type {Point|null} a place that the pointer shows in another picture */
  marked = null;
  /** @type {Turning|null} */
  turning = null;
  /** Run and position that were drawn last. */
  moment = "";

  /** @param {Spec} spec  @param {Stage} stage */
  constructor(spec, stage) {
    super(spec, stage, { class: "gs-box", tabindex: "0" });
    this.view = new View();
    this.still = new AbortController();
    this.canvas = make("canvas", { class: "gs-canvas", "aria-hidden": "true" });
    this.tip = make("div", { class: "gs-tip", hidden: "" });
    this.box.append(this.canvas, this.tip);
  }

  /** To be called once all that the kind itself has is there.  @param {Spec} spec */
  start(spec) {
    this.turnable(true);
    super.start(spec);
    this.listen();
  }

  get actions() {
    return { reset: () => this.reset(), ...super.actions };
  }

  // ---- what each kind says of itself -------------------------------------------------------------

  /** Before it is painted, at a position of the tape. */
  prepare(_position) {}

  /** Half of the box's sides. @returns {[number, number, number]} */
  get sides() {
    return [1, 1, 1];
  }

  paint(_context, _width, _height, _position) {}

  paintWhole(context, width, height) {
    this.paint(context, width, height, this.stage.shown);
  }

  /** The inputs under a pixel, or null. @returns {Point|null} */
  under(_left, _top) {
    return null;
  }

  /** @returns {string[]|null} */
  describe(_left, _top) {
    return null;
  }

  // ---- as panels are asked by the player ---------------------------------------------------------

  /** A place that the pointer shows in another picture; null for none. */
  mark(place) {
    this.marked = place;
    this.repaint();
  }

  destroy() {
    clearTimeout(this.resting);
    this.still.abort();
    super.destroy();
  }

  // ---- turning -----------------------------------------------------------------------------------

  /** Whether a hand turns the picture: what lies flat leaves keys and wheel to the page. */
  turnable(on) {
    if (on === Boolean(this.turning)) return;
    this.still.abort();
    this.still = new AbortController();
    this.turning = on ? new Turning(this.box, this.view, () => this.turned(), this.still.signal) : null;
    if (!on) delete this.box.dataset.gsKeys;
    this.box.classList.toggle("gs-turn", on);
  }

  reset() {
    this.turning?.reset();
  }

  turned() {
    this.tip.hidden = true;
    this.tellView();
    this.stir();
  }

  tellView() {
    Object.assign(this.drawn, { yaw: this.view.yaw, pitch: this.view.pitch, zoom: this.view.zoom });
  }

  /** It moves, and rests again if nothing does for a while. */
  stir() {
    this.moving = true;
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.rest(), REST);
    this.stage.invalidate();
  }

  rest() {
    this.moving = false;
    this.repaint();
  }

  // ---- drawing -----------------------------------------------------------------------------------

  /** Whether all of it changes with every step, so that it moves while steps go by. */
  get flowing() {
    return false;
  }

  drawLayers(position) {
    const { clientWidth: width, clientHeight: height } = this.box;
    if (!width || !height || !this.stage.tape) return;
    const moment = `${this.stage.tape.run}|${position}`;
    if (this.flowing && moment !== this.moment) this.stir();
    this.moment = moment;
    this.prepare(position);
    const { tape, revision, fontSize } = this.stage;
    this.view.fit(width, height, this.sides, fontSize);
    if (!this.isNew([tape.run, position, revision, this.view.key, this.moving, this.state].join("|"))) return;
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    Object.assign(this.canvas, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
    const context = pen(this.canvas);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.paint(context, width, height, position);
    this.drawn.layers += 1;
    this.tellView();
  }

  // ---- pointing ----------------------------------------------------------------------------------

  listen() {
    const { signal } = this.gone;
    this.box.addEventListener("pointermove", (event) => this.point(event), { signal });
    this.box.addEventListener("pointerleave", () => this.forgetPointer(), { signal });
    this.box.addEventListener("click", (event) => COARSE.matches && this.point(event, true), { signal });
  }

  point(event, tapped = false) {
    if (!tapped && (event.pointerType !== "mouse" || event.buttons)) return;
    const area = this.box.getBoundingClientRect();
    this.pointer = [event.clientX - area.left, event.clientY - area.top];
    this.stage.point(this.spec.id, this.under(...this.pointer));
    this.showTip();
  }

  forgetPointer() {
    if (this.pointer) this.stage.point(this.spec.id, null);
    this.pointer = null;
    this.tip.hidden = true;
  }

  /** Say what is under the pointer; called again whenever the shown step changes. */
  showTip() {
    if (!this.pointer || !this.drawn.layers || this.turning?.held) return;
    const lines = this.describe(...this.pointer);
    if (lines) placeTip(this.tip, this.box, this.pointer, lines);
    else this.tip.hidden = true;
  }
}
