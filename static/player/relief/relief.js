/** A panel with a surface seen from the side, turned by hand while walkers go over it in step with the player. */

import { drawFrame } from "./axes3d.js";
import { ContoursLayer } from "../layers/contours.js";
import { make } from "../shared/dom.js";
import { format } from "../shared/format.js";
import { Heights } from "./heights.js";
import { drawPointed } from "../layers/marks.js";
import { savePicture, signed } from "../shared/picture.js";
import { Raster, shades } from "./raster.js";
import { summary } from "../shared/summary.js";
import { SvgContext } from "./svg.js";
import { rgb, scaleStops } from "../shared/theme.js";
import { placeTip, switchButtons, toolButtons } from "../shared/tools.js";
import { Trails3d } from "./trails3d.js";
import { Turning } from "./turning.js";
import { View } from "./view3d.js";

/** Half of the box's height, where half of its longer side is 1. */
const HALF_HEIGHT = 0.62;
/** Ways may rise this far over the box before they are cut. */
const ABOVE = 1.25;
/** Pixels painted at most while the picture turns, and when it rests; it is finer then, which smooths its lines. */
const [MOST_MOVING, MOST_RESTING] = [320_000, 1_800_000];
const REST = 160;

const COARSE = matchMedia("(pointer: coarse)");

export class ReliefPanel {
  /**
   * @param {object} spec   {layers: [contours, trails], range: [low, high] of heights, log: the toggle for them}
   * @param {object} stage  see PlotPanel
   */
  constructor(spec, stage) {
    this.stage = stage;
    this.view = new View();
    this.rasters = { moving: new Raster(), resting: new Raster() };
    this.drawn = { layers: 0, plots: 0 };
    this.visible = true;
    this.cheap = true;
    this.interval = 0;
    this.gone = new AbortController();
    this.makeElements(spec);
    this.turning = new Turning(this.box, this.view, () => this.turned(), this.gone.signal);
    this.update(spec);
    this.sizes = new ResizeObserver(() => this.repaint());
    this.sizes.observe(this.box);
    this.listen();
  }

  makeElements(spec) {
    this.title = make("h3", { class: "gs-title" });
    this.switches = make("div", { class: "gs-switches" });
    this.tools = make("div", { class: "gs-tools" });
    this.canvas = make("canvas", { class: "gs-canvas", "aria-hidden": "true" });
    this.tip = make("div", { class: "gs-tip", hidden: "" });
    this.box = make("div", { class: "gs-box gs-turn", tabindex: "0", role: "group" }, this.canvas, this.tip);
    const head = make("header", { class: "gs-head" }, this.title, this.switches, this.tools);
    this.element = make("section", { class: "gs-panel", "data-gs-panel": spec.id }, head, this.box);
  }

  update(spec) {
    this.spec = spec;
    const [contours, trails] = spec.layers;
    this.contours = new ContoursLayer(contours);
    this.trails = new Trails3d(trails);
    this.mesh = null;
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

  prepare() {
    const { theme, toggles } = this.stage;
    const log = Boolean(toggles.get(this.spec.log));
    if (!this.mesh || this.heights.log !== log) {
      this.heights = new Heights(this.spec.range, log);
      this.measure();
      this.mesh = this.makeMesh();
      this.surfaceKey = {};
    }
    if (!this.colors) {
      this.trails.retheme(theme);
      this.contours.retheme(theme);
      this.colors = bandColors(this.contours.spec, theme);
      this.surfaceKey = {};
    }
  }

  /** The box that the surface stands in: its longer side is 2 units long. */
  measure() {
    const { x, y, names, label } = this.contours.spec;
    const unit = 2 / Math.max(x[1] - x[0], y[1] - y[0]);
    const [middle0, middle1] = [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2];
    const sides = [((x[1] - x[0]) * unit) / 2, ((y[1] - y[0]) * unit) / 2, HALF_HEIGHT];
    const { heights } = this;
    const up = 2 * HALF_HEIGHT;
    this.box3d = {
      sides, heights, unit, bounds: [x, y], names: [...names, label],
      limits: [[-sides[0], sides[0]], [-sides[1], sides[1]], [-1.02 * HALF_HEIGHT, (2 * ABOVE - 1) * HALF_HEIGHT]],
      place0: (x0) => (x0 - middle0) * unit,
      place1: (x1) => (x1 - middle1) * unit,
      place: (x0, x1, f) => [(x0 - middle0) * unit, (x1 - middle1) * unit, (heights.at(f) - 0.5) * up],
      at: (px, py) => [px / unit + middle0, py / unit + middle1],
      along: (f, d0, d1, df) => [d0 * unit, d1 * unit, df * heights.slope(f) * up],
      heightAt: (px, py) => this.mesh.z[this.sampleAt(px, py)] ?? 0,
    };
  }

  /** The nearest sample to a point of the box, as an index. */
  sampleAt(px, py) {
    const { nx, ny } = this.contours;
    const [a, b] = this.box3d.sides;
    const index = (value, half, count) => Math.max(0, Math.min(count - 1, Math.round(((value / half + 1) / 2) * (count - 1))));
    return index(py, b, ny) * nx + index(px, a, nx);
  }

  makeMesh() {
    const { nx, ny, spec } = this.contours;
    const { sides, heights } = this.box3d;
    const ramp = (half, count) => Float64Array.from({ length: count }, (_, i) => half * ((2 * i) / (count - 1) - 1));
    const clamped = (value) => (Math.max(0, Math.min(1, heights.at(value))) - 0.5) * 2 * HALF_HEIGHT;
    const z = Float64Array.from(spec.data.data, clamped);
    const tone = Float64Array.from(spec.data.data, (value) => toneOf(value, spec.levels, this.spec.range));
    return { nx, ny, x: ramp(sides[0], nx), y: ramp(sides[1], ny), z, tone, shade: light(z, nx, ny, sides) };
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
    this.view.fit(width, height, this.box3d.sides, fontSize);
    const seen = [tape.run, position, revision, this.view.key, this.moving, toggles.get(this.spec.layers[1].ahead)].join("|");
    if (seen === this.painted) return;
    this.painted = seen;
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    Object.assign(this.canvas, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
    const context = this.canvas.getContext("2d");
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
    if (this.marked) this.drawMarked(context, scene.view);
    context.restore();
  }

  paintGround(context, width, height) {
    this.raster = this.surface(width, height);
    drawFrame(context, this.view, this.box3d, this.stage.theme, this.stage.fontSize);
    context.drawImage(this.raster.canvas, 0, 0, width, height);
  }

  paintWalkers(context, scene, position) {
    const { tape, toggles } = this.stage;
    this.trails.draw(context, scene, tape, position, toggles);
  }

  /** A place that the pointer shows in another picture; null for none. */
  mark(place) {
    this.marked = place;
    if (this.mesh) this.repaint();
  }

  drawMarked(context, view) {
    const [px, py] = [this.box3d.place0(this.marked[0]), this.box3d.place1(this.marked[1])];
    const [a, b] = this.box3d.sides;
    const height = this.box3d.heightAt(px, py);
    if (Math.abs(px) > a || Math.abs(py) > b || !Number.isFinite(height)) return;
    const [left, top] = view.project(px, py, height);
    drawPointed(context, left, top, this.stage.theme);
  }

  scene(width, height) {
    return { view: this.view, box: this.box3d, raster: this.raster, frame: { left: 0, top: 0, width, height } };
  }

  /** The surface as pixels; painted anew only when it is looked at from elsewhere. */
  surface(width, height) {
    const kind = this.moving ? "moving" : "resting";
    const raster = this.rasters[kind];
    if (this.surfaceKey[kind] === this.view.key) return raster;
    const most = this.moving ? MOST_MOVING : MOST_RESTING;
    const ratio = Math.min(this.moving ? 1 : 2, Math.sqrt(most / (width * height)));
    raster.paint(this.mesh, this.view, width, height, ratio, this.colors);
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
    return Number.isFinite(depth) ? this.box3d.at(...this.view.unproject(left, top, depth)) : null;
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
    const { names, label, data } = this.contours.spec;
    const index = this.sampleAt(...this.view.unproject(left, top, depth));
    const { nx } = this.contours;
    const [x0, x1] = this.box3d.at(this.mesh.x[index % nx], this.mesh.y[Math.floor(index / nx)]);
    return [
      `${names[0]} = ${format(x0, ".4g")}`, `${names[1]} = ${format(x1, ".4g")}`, `${label} = ${format(data.data[index], ".4g")}`,
    ];
  }

  // ---- saving ------------------------------------------------------------------------------------

  /** Save what is shown, in its theme; the surface is an image, all else are lines and letters. */
  save(format) {
    const { tape, shown, theme, fontSize } = this.stage;
    const { clientWidth: width, clientHeight: height } = this.box;
    const context = new SvgContext(width, height, fontSize);
    this.paintWhole(context, width, height);
    const about = { title: this.spec.title, link: this.stage.app.originLink(shown, tape.first), theme, width, height };
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

/** The band of a value, with how far it has come in it. */
function toneOf(value, levels, [low, high]) {
  if (Number.isNaN(value)) return NaN;
  const stops = [Math.min(low, levels[0]), ...levels, Math.max(high, levels.at(-1))];
  let band = 0;
  while (band < levels.length && levels[band] <= value) band++;
  const wide = stops[band + 1] - stops[band];
  return band + (wide > 0 ? Math.max(0, Math.min(0.999, (value - stops[band]) / wide)) : 0);
}

/** How lit each sample is, 0 to 1, by a lamp that turns with the surface. */
function light(z, nx, ny, [a, b]) {
  const [stepX, stepY] = [(2 * a) / (nx - 1), (2 * b) / (ny - 1)];
  const lamp = [-0.5, -0.35, 0.79];
  const slope = (before, after, wide) => (Number.isFinite(after - before) ? (after - before) / wide : 0);
  return Float64Array.from(z, (_, at) => {
    const [i, j] = [at % nx, Math.floor(at / nx)];
    const dx = slope(z[at - (i > 0 ? 1 : 0)], z[at + (i < nx - 1 ? 1 : 0)], stepX * (i > 0 && i < nx - 1 ? 2 : 1));
    const dy = slope(z[at - (j > 0 ? nx : 0)], z[at + (j < ny - 1 ? nx : 0)], stepY * (j > 0 && j < ny - 1 ? 2 : 1));
    return Math.max(0, (lamp[2] - dx * lamp[0] - dy * lamp[1]) / Math.hypot(1, dx, dy));
  });
}

/** The contour layer's bands, darker in the shade; their lines and the surface's outline are nearer to the text. */
function bandColors({ colors, levels }, theme) {
  const stops = scaleStops(colors, theme).map(rgb);
  const [text, dark] = [rgb(theme.text), rgb(theme.dark ? "#000000" : "#3a4654")];
  const toward = (from, to, share) => from.map((value, c) => Math.round(value + (to[c] - value) * share));
  const fill = (band, lit) => toward(stopAt(stops, band / Math.max(1, levels.length)), dark, 0.42 * (1 - lit));
  const count = levels.length + 1;
  return {
    fill: shades(count, fill),
    line: shades(count, (band, lit) => toward(fill(band, lit), text, 0.4)),
    outline: shades(count, (band, lit) => toward(fill(band, lit), text, 0.6)),
  };
}

function stopAt(stops, share) {
  const position = share * (stops.length - 1);
  const i = Math.min(Math.floor(position), stops.length - 2);
  return stops[i].map((from, c) => from + (stops[i + 1][c] - from) * (position - i));
}
