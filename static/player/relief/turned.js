/** A panel with a canvas of its own that a hand may turn: its head, when it is painted, the pointer over it, saving. */

import { make, pen } from "../shared/dom.js";
import { savePicture, signed } from "../shared/picture.js";
import { SvgContext } from "../shared/svg.js";
import { placeTip, switchButtons, toolButtons } from "../shared/tools.js";
import { Turning } from "./turning.js";
import { View } from "./view3d.js";

/** @import { Panel, Point, Stage, Toggle } from "../scene.d.ts" */

const REST = 160;

const COARSE = matchMedia("(pointer: coarse)");

/** @template {Panel} Spec */
export class TurnedPanel {
  /** @type {Spec} */
  spec;
  /** Whether it is turned, or changes in another way: it may be painted more coarsely. */
  moving = false;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  resting;
  /** @type {string|null} */
  painted = null;
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
    this.stage = stage;
    this.view = new View();
    this.drawn = /** @type {Record<string, number>} */ ({ layers: 0, plots: 0 });
    this.visible = true;
    this.cheap = true;
    this.interval = 0;
    this.gone = new AbortController();
    this.still = new AbortController();
    this.title = make("h3", { class: "gs-title" });
    this.switches = make("div", { class: "gs-switches" });
    this.tools = make("div", { class: "gs-tools" });
    this.canvas = make("canvas", { class: "gs-canvas", "aria-hidden": "true" });
    this.tip = make("div", { class: "gs-tip", hidden: "" });
    this.box = make("div", { class: "gs-box", tabindex: "0", role: "group" }, this.canvas, this.tip);
    const head = make("header", { class: "gs-head" }, this.title, this.switches, this.tools);
    this.element = make("section", { class: "gs-panel", "data-gs-panel": spec.id }, head, this.box);
    this.sizes = new ResizeObserver(() => this.repaint());
  }

  /** To be called once all that the kind itself has is there.  @param {Spec} spec */
  start(spec) {
    this.turnable(true);
    this.update(spec);
    this.sizes.observe(this.box);
    this.listen();
  }

  /** @param {Spec} spec */
  update(spec) {
    this.spec = spec;
    this.take(spec);
    this.title.textContent = spec.title ?? "";
    this.describeAloud();
    this.makeSwitches();
    const actions = { reset: () => this.reset(), save: (kind) => this.save(kind) };
    this.tools.replaceChildren(...toolButtons(this.stage.labels, actions));
    this.repaint();
  }

  makeSwitches() {
    const { spec, stage } = this;
    const flip = (toggle, button) => this.flip(toggle, button);
    this.switches.replaceChildren(...switchButtons(spec.toggles ?? [], stage, flip));
  }

  /** @param {Toggle} toggle */
  flip({ key }, button) {
    const on = !this.stage.toggles.get(key);
    this.stage.toggles.set(key, on);
    button.setAttribute("aria-pressed", String(on));
    this.stage.flipped(key);
    this.repaint();
  }

  // ---- what each kind says of itself -------------------------------------------------------------

  /** Another scene's panel.  @param {Spec} _spec */
  take(_spec) {}

  /** Before it is painted, at a position of the tape. */
  prepare(_position) {}

  /** Half of the box's sides. @returns {[number, number, number]} */
  get sides() {
    return [1, 1, 1];
  }

  /** Beside run, step and view: what else the picture depends on. */
  get state() {
    return "";
  }

  paint(_context, _width, _height, _position) {}

  /** The same in a picture that is saved. */
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

  /** What it shows, in sentences. @returns {string[]} */
  told() {
    return [];
  }

  // ---- as panels are asked by the player ---------------------------------------------------------

  get ready() {
    return true;
  }

  /** Nothing here is restyled at leisure: everything is drawn at the display rate. */
  get live() {
    return false;
  }

  redraw() {
    this.repaint();
  }

  repaint() {
    this.painted = null;
    this.stage.invalidate();
  }

  /** A place that the pointer shows in another picture; null for none. */
  mark(place) {
    this.marked = place;
    this.repaint();
  }

  destroy() {
    clearTimeout(this.resting);
    this.gone.abort();
    this.still.abort();
    this.sizes.disconnect();
    this.element.remove();
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
    const seen = [tape.run, position, revision, this.view.key, this.moving, this.state].join("|");
    if (seen === this.painted) return;
    this.painted = seen;
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

  /** The picture in words and numbers, for those who cannot see it. */
  describeAloud() {
    const { spec, stage } = this;
    const told = stage.tape ? this.told() : [];
    this.box.setAttribute("aria-label", [spec.hint ?? spec.title ?? spec.id, ...told].join(" "));
  }

  // ---- saving ------------------------------------------------------------------------------------

  /** Save what is shown, in its theme; a surface is an image, all else are lines and letters. */
  save(format) {
    const { tape, shown, theme, fontSize } = this.stage;
    const { clientWidth: width, clientHeight: height } = this.box;
    const context = new SvgContext(width, height, fontSize);
    context.fillStyle = theme.background;
    context.fillRect(0, 0, width, height);
    this.paintWhole(context, width, height);
    const link = this.stage.app.originLink(shown, tape.first);
    const about = { title: this.spec.title ?? "", link, theme, width, height };
    return savePicture(signed(context.text(), about), format, `${this.spec.id}-${shown}`);
  }
}
