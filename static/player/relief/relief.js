/** A panel with a surface seen from the side, turned by hand while walkers go over it in step with the player. */

import { drawFrame } from "./axes3d.js";
import { ContoursLayer } from "../layers/contours.js";
import { make, pen } from "../shared/dom.js";
import { format } from "../shared/format.js";
import { Heights } from "./heights.js";
import { Land } from "./land.js";
import { drawPointed } from "../layers/marks.js";
import { savePicture, signed } from "../shared/picture.js";
import { Raster } from "./raster.js";
import { summary } from "../shared/summary.js";
import { bandColors } from "./shading.js";
import { SvgContext } from "../shared/svg.js";
import { placeTip, switchButtons, toolButtons } from "../shared/tools.js";
import { Trails3d } from "./trails3d.js";
import { Turning } from "./turning.js";
import { View } from "./view3d.js";

/** @import { Point, ReliefSpec, Stage } from "../scene.d.ts" */

/** Pixels painted at most while the picture turns, and when it rests; it is finer then, which smooths its lines. */
const [MOST_MOVING, MOST_RESTING] = [320_000, 1_800_000];
const REST = 160;

const COARSE = matchMedia("(pointer: coarse)");

export class ReliefPanel {
  /** @type {ReliefSpec} */
  spec;
  /** @type {ContoursLayer} */
  contours;
  /** @type {Trails3d} */
  trails;
  /** @type {Land|null} made anew for other heights */
  land = null;
  /** @type {any} those of bandColors, made anew for another theme */
  colors = null;
  /** @type {Raster} */
  raster;
  /** @type {{moving?: string, resting?: string}} of what each raster was painted for */
  surfaceKey = {};
  moving = false;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  resting;
  /** @type {string|null} */
  painted = null;
  /** @type {Point|null} */
  pointer = null;
  /** @type {Point|null} a place that the pointer shows in another picture */
  marked = null;

  /** @param {ReliefSpec} spec  @param {Stage} stage */
  constructor(spec, stage) {
    this.stage = stage;
    this.view = new View();
    this.rasters = { moving: new Raster(), resting: new Raster() };
    this.drawn = { layers: 0, plots: 0 };
    this.visible = true;
    this.cheap = true;
    this.interval = 0;
    this.gone = new AbortController();
    this.title = make("h3", { class: "gs-title" });
    this.switches = make("div", { class: "gs-switches" });
    this.tools = make("div", { class: "gs-tools" });
    this.canvas = make("canvas", { class: "gs-canvas", "aria-hidden": "true" });
    this.tip = make("div", { class: "gs-tip", hidden: "" });
    this.box = make("div", { class: "gs-box gs-turn", tabindex: "0", role: "group" }, this.canvas, this.tip);
    const head = make("header", { class: "gs-head" }, this.title, this.switches, this.tools);
    this.element = make("section", { class: "gs-panel", "data-gs-panel": spec.id }, head, this.box);
    this.turning = new Turning(this.box, this.view, () => this.turned(), this.gone.signal);
    this.update(spec);
    this.sizes = new ResizeObserver(() => this.repaint());
    this.sizes.observe(this.box);
    this.listen();
  }

  update(spec) {
    this.spec = spec;
    const [contours, trails] = spec.layers;
    this.contours = new ContoursLayer(contours);
    this.trails = new Trails3d(trails);
    this.land = null;
    this.colors = null;
    this.title.textContent = spec.title ?? "";
    this.describeAloud();
    this.makeSwitches();
    const actions = { reset: () => this.turning.reset(), save: (kind) => this.save(kind) };
    this.tools.replaceChildren(...toolButtons(this.stage.labels, actions));
    this.repaint();
  }

  makeSwitches() {
    const { spec, stage } = this;
    this.switches.replaceChildren(...switchButtons(spec.toggles ?? [], stage, (toggle, button) => this.flip(toggle, button)));
  }

  flip({ key }, button) {
    const on = !this.stage.toggles.get(key);
    this.stage.toggles.set(key, on);
    button.setAttribute("aria-pressed", String(on));
    this.stage.flipped(key);
    this.repaint();
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
    this.colors = null;
    this.repaint();
  }

  repaint() {
    this.painted = null;
    this.stage.invalidate();
  }

  destroy() {
    clearTimeout(this.resting);
    this.gone.abort();
    this.sizes.disconnect();
    this.element.remove();
  }

  // ---- the surface -------------------------------------------------------------------------------

  /** The land, where it has been prepared. */
  get ground() {
    return /** @type {Land} */ (this.land);
  }

  prepare() {
    const { theme, toggles } = this.stage;
    const log = Boolean(toggles.get(this.spec.log));
    if (this.land?.heights.log !== log) {
      this.land = new Land(this.contours, this.spec.range, new Heights(this.spec.range, log));
      this.surfaceKey = {};
    }
    if (!this.colors) {
      this.trails.retheme(theme);
      this.contours.retheme(theme);
      this.colors = bandColors(this.contours.spec, theme);
      this.surfaceKey = {};
    }
  }

  // ---- drawing -----------------------------------------------------------------------------------

  turned() {
    this.moving = true;
    Object.assign(this.drawn, { yaw: this.view.yaw, pitch: this.view.pitch, zoom: this.view.zoom });
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.rest(), REST);
    this.tip.hidden = true;
    this.stage.invalidate();
  }

  rest() {
    this.moving = false;
    this.repaint();
  }

  drawLayers(position) {
    const { clientWidth: width, clientHeight: height } = this.box;
    if (!width || !height || !this.stage.tape) return;
    this.prepare();
    const { tape, revision, toggles, fontSize } = this.stage;
    this.view.fit(width, height, this.ground.box.sides, fontSize);
    const seen = [tape.run, position, revision, this.view.key, this.moving, toggles.get(this.spec.layers[1].ahead)].join("|");
    if (seen === this.painted) return;
    this.painted = seen;
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    Object.assign(this.canvas, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
    const context = pen(this.canvas);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.paint(context, width, height, position);
    this.drawn.layers += 1;
    Object.assign(this.drawn, { yaw: this.view.yaw, pitch: this.view.pitch, zoom: this.view.zoom });
  }

  /** On the screen walkers and their marks grow with the letters. */
  paint(context, width, height, position) {
    const { factor, fontSize } = this.stage;
    this.paintGround(context, width, height);
    context.save();
    context.scale(factor, factor);
    context.canvas.dataset.fontSize = fontSize / factor;
    const scene = shrunk(this.scene(width, height), factor);
    this.paintWalkers(context, scene, position);
    if (this.marked) this.drawMarked(context, scene.view, this.marked);
    context.restore();
  }

  paintGround(context, width, height) {
    this.raster = this.surface(width, height);
    drawFrame(context, this.view, this.ground.box, this.stage.theme, this.stage.fontSize);
    context.drawImage(this.raster.canvas, 0, 0, width, height);
  }

  paintWalkers(context, scene, position) {
    const { tape, toggles } = this.stage;
    this.trails.draw(context, scene, tape, position, toggles);
  }

  /** A place that the pointer shows in another picture; null for none. */
  mark(place) {
    this.marked = place;
    if (this.land) this.repaint();
  }

  drawMarked(context, view, [x0, x1]) {
    const { box } = this.ground;
    const [px, py] = [box.place0(x0), box.place1(x1)];
    const [a, b] = box.sides;
    const height = box.heightAt(px, py);
    if (Math.abs(px) > a || Math.abs(py) > b || !Number.isFinite(height)) return;
    const [left, top] = view.project(px, py, height);
    drawPointed(context, left, top, this.stage.theme);
  }

  scene(width, height) {
    return { view: this.view, box: this.ground.box, raster: this.raster, frame: { left: 0, top: 0, width, height } };
  }

  /** The surface as pixels; painted anew only when it is looked at from elsewhere. */
  surface(width, height) {
    const kind = this.moving ? "moving" : "resting";
    const raster = this.rasters[kind];
    if (this.surfaceKey[kind] === this.view.key) return raster;
    const most = this.moving ? MOST_MOVING : MOST_RESTING;
    const ratio = Math.min(this.moving ? 1 : 2, Math.sqrt(most / (width * height)));
    raster.paint(this.ground.mesh, this.view, width, height, ratio, this.colors);
    this.surfaceKey[kind] = this.view.key;
    return raster;
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
    if (!this.pointer || !this.raster || this.turning.held) return;
    const lines = this.describe(...this.pointer);
    if (lines) placeTip(this.tip, this.box, this.pointer, lines);
    else this.tip.hidden = true;
  }

  /** The place (x0, x1) of the surface under a pixel, or null. */
  under(left, top) {
    const depth = this.raster?.depthAt(left, top) ?? Infinity;
    return Number.isFinite(depth) ? this.ground.box.at(...this.view.unproject(left, top, depth)) : null;
  }

  /** The picture in words and numbers, for those who cannot see it. */
  describeAloud() {
    const { spec, stage, trails } = this;
    this.box.setAttribute("aria-label", [spec.hint ?? spec.title ?? spec.id, ...summary({ spec, stage, layers: [trails] })].join(" "));
  }

  describe(left, top) {
    const { tape, shown } = this.stage;
    const scene = this.scene(this.box.clientWidth, this.box.clientHeight);
    return this.trails.describe(left, top, scene, tape, shown) ?? this.describeSurface(left, top);
  }

  /** The sample nearest to the point of the surface under a pixel. */
  describeSurface(left, top) {
    const depth = this.raster.depthAt(left, top);
    if (!Number.isFinite(depth)) return null;
    const { names, label } = this.contours.spec;
    const values = this.ground.sample(...this.view.unproject(left, top, depth));
    return [...names, label].map((name, i) => `${name} = ${format(values[i], ".4g")}`);
  }

  // ---- saving ------------------------------------------------------------------------------------

  /** Save what is shown, in its theme; the surface is an image, all else are lines and letters. */
  save(format) {
    const { tape, shown, theme, fontSize } = this.stage;
    const { clientWidth: width, clientHeight: height } = this.box;
    const context = new SvgContext(width, height, fontSize);
    this.paintWhole(context, width, height);
    const about = { title: this.spec.title ?? "", link: this.stage.app.originLink(shown, tape.first), theme, width, height };
    return savePicture(signed(context.text(), about), format, `${this.spec.id}-${shown}`);
  }

  paintWhole(context, width, height) {
    context.fillStyle = this.stage.theme.background;
    context.fillRect(0, 0, width, height);
    this.paintGround(context, width, height);
    this.paintWalkers(context, this.scene(width, height), this.stage.shown);
  }
}

/** The same scene for a canvas whose every unit is so many pixels: what is drawn on it grows with the letters. */
function shrunk(scene, factor) {
  const { view, raster, frame } = scene;
  return {
    ...scene,
    view: view.shrunk(factor),
    raster: { depthAt: (left, top) => raster.depthAt(left * factor, top * factor) },
    frame: { ...frame, width: frame.width / factor, height: frame.height / factor },
  };
}
