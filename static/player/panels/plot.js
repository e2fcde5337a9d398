/** A panel with a Plotly figure whose traces follow the tape, over canvas layers drawn at the display rate. */

import { applyTo, asRestyle, changesAt, ghostChanges, setPath } from "./bindings.js";
import { ArrowsLayer } from "../layers/arrows.js";
import { ContoursLayer } from "../layers/contours.js";
import { make } from "../shared/dom.js";
import { remedy } from "./drowned.js";
import { FieldLayer } from "../layers/field.js";
import { GraphLayer } from "../layers/graph.js";
import { Hold } from "./hold.js";
import { drawPointed } from "../layers/marks.js";
import { PICTURE_FONT, savePicture, signed } from "../shared/picture.js";
import { PointsLayer } from "../layers/points.js";
import { RegionsLayer } from "../layers/regions.js";
import { summary } from "../shared/summary.js";
import { themedData, themedLayout } from "../shared/theme.js";
import { placeTip, switchButtons, toolButtons } from "../shared/tools.js";
import { TrailsLayer } from "../layers/trails.js";

const LAYERS = {
  arrows: ArrowsLayer, contours: ContoursLayer, field: FieldLayer, graph: GraphLayer, points: PointsLayer,
  regions: RegionsLayer, trails: TrailsLayer,
};

/**
 * Milliseconds that a plot rests between restyles. Keyframes come every 100 ms at normal speed; the rest is shorter
 * so that a plot that had to wait a frame or two for another one does not miss the next keyframe.
 */
const INTERVAL = 60;
const INTERVAL_MANY = 200;
const MANY_TRACES = 4;

/** Few labels, all of one size: Plotly's own choice would put small digits between the decades. */
const LOG_TICKS = { nticks: 3, tickformat: "~g", tickformatstops: [] };

/** Labels of more letters need this much room, in sizes of the font. */
const LONG = 6;
const LONG_ROOM = 5.4;

/** What a label of the upright axis takes of its height, in sizes of the font. */
const LABEL_ROOM = 1.45;

const CONFIG = { displayModeBar: false, displaylogo: false, responsive: false, doubleClick: "reset", showTips: false };

/** Pixels that the hand may move in a click. */
const CLICK_SLACK = 5;

/** Pixels from a point within which a click means that point: a finger is broader than a mouse's arrow. */
const REACH = { mouse: 10, touch: 22 };

/** Two clicks within these milliseconds are a double click, which resets the zoom and does nothing else. */
const DOUBLE_CLICK = 300;

const COARSE = matchMedia("(pointer: coarse)");

export class PlotPanel {
  /**
   * @param {object} spec   a panel of kind "plot"
   * @param {object} stage  what the panels share: tape, clock, theme, fontSize, labels, toggles, ghosts,
   *   shown (the step whose numbers are shown), invalidate()
   */
  constructor(spec, stage) {
    this.stage = stage;
    this.Plotly = null;
    this.drawn = { layers: 0, plots: 0 };
    this.stale = false;
    this.visible = true;
    this.lastRefresh = 0;
    this.makeElements(spec);
    this.setSpec(spec);
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(this.box);
    this.listen();
  }

  makeElements(spec) {
    this.title = make("h3", { class: "gs-title", id: `gs-title-${spec.id}` });
    this.switches = make("div", { class: "gs-switches" });
    this.tools = make("div", { class: "gs-tools" });
    this.canvas = make("canvas", { class: "gs-canvas", "aria-hidden": "true" });
    this.plot = make("div", { class: "gs-plot", role: "img" });
    this.tip = make("div", { class: "gs-tip", hidden: "" });
    this.box = make("div", { class: "gs-box" }, this.canvas, this.plot, this.tip);
    const head = make("header", { class: "gs-head" }, this.title, this.switches, this.tools);
    this.element = make("section", { class: "gs-panel", "data-gs-panel": spec.id }, head, this.box);
  }

  setSpec(spec) {
    this.spec = spec;
    this.bindings = spec.bindings ?? [];
    const histories = this.bindings.filter(({ type }) => type === "history").length;
    this.interval = histories > MANY_TRACES ? INTERVAL_MANY : INTERVAL;
    this.layers = (spec.layers ?? []).map((layer) => new LAYERS[layer.type](layer));
    this.hold?.renew();
    this.element.classList.toggle("gs-square", Boolean(spec.square));
    this.element.setAttribute("aria-label", spec.title ?? spec.id);
    this.describeAloud();
    this.title.textContent = spec.title ?? "";
    this.makeSwitches();
    this.makeTools();
  }

  makeSwitches() {
    const { spec, stage } = this;
    this.switches.replaceChildren(...switchButtons(spec.toggles ?? [], stage, (toggle, button) => this.flip(toggle, button)));
  }

  makeTools() {
    const actions = { reset: () => this.resetZoom(), save: (format) => this.save(format) };
    this.tools.replaceChildren(...toolButtons(this.stage.labels, actions));
  }

  /** Take a new scene's panel in place of the old one, in one go: there is never an empty picture. */
  update(spec) {
    const before = groundOf(this.spec);
    this.setSpec(spec);
    if (this.Plotly && groundOf(spec) !== before) this.forgetGround();
    this.redraw();
  }

  /** Plotly fits a square picture by what it remembers of its first ranges, also when another ground has other ones. */
  forgetGround() {
    const { xaxis, yaxis } = this.plot._fullLayout;
    for (const axis of [xaxis, yaxis]) for (const memory of ["_inputRange", "_inputDomain"]) delete axis[memory];
  }

  // ---- drawing -------------------------------------------------------------------------------

  /** @param {object} Plotly  the first picture, complete with the present step's data */
  build(Plotly) {
    this.Plotly = Plotly;
    this.retheme();
    this.plot.on("plotly_relayouting", this.stage.invalidate);
    this.plot.on("plotly_afterplot", this.stage.invalidate);
    this.plot.on("plotly_hover", () => this.hideTip());
  }

  retheme() {
    for (const layer of this.layers) layer.retheme(this.stage.theme);
    this.redraw();
  }

  /** Draw the whole figure anew; zoom stays, as the layout's uirevision does. */
  redraw() {
    if (!this.Plotly) return;
    for (const layer of this.layers) layer.retheme(this.stage.theme);
    this.drawing = this.Plotly.react(this.plot, this.figureData(), this.figureLayout(), CONFIG);
    this.afterRefresh();
    this.axesSeen = null;
  }

  figureData() {
    const { tape, theme, ghosts, shown } = this.stage;
    const data = themedData(this.spec.figure.data, theme, this.stage.factor);
    applyTo(data, [...changesAt(this.bindings, tape, shown), ...ghostChanges(this.bindings, ghosts, tape)]);
    for (const { key, visible } of this.spec.toggles ?? []) {
      const on = Boolean(this.stage.toggles.get(key));
      for (const [trace, choices] of Object.entries(visible ?? {})) data[trace].visible = choices[Number(on)];
    }
    return data;
  }

  figureLayout() {
    const { theme, fontSize, toggles } = this.stage;
    const layout = themedLayout(this.spec.figure.layout, theme, fontSize, this.layers.length > 0, this.stage.factor);
    if (this.spec.square) Object.assign(layout.yaxis, { scaleanchor: "x", scaleratio: 1, constrain: "domain" });
    if (this.spec.square) layout.xaxis.constrain = "domain";
    for (const { key, layout: choices = {} } of this.spec.toggles ?? []) {
      const on = Boolean(toggles.get(key));
      for (const [path, [whenOff, whenOn]] of Object.entries(choices)) setPath(layout, path, on ? whenOn : whenOff);
      // A range on a linear axis means nothing on a logarithmic one.
      if (on) for (const axis of typedAxes(choices)) delete layout[axis].range;
    }
    this.mend(layout.yaxis);
    for (const axis of [layout.xaxis, layout.yaxis]) if (axis.type === "log") Object.assign(axis, LOG_TICKS);
    const { width, height } = this.size();
    if (this.long) layout.margin.l = Math.max(layout.margin.l, LONG_ROOM * fontSize);
    this.labelsAllowed = layout.yaxis.nticks;
    layout.yaxis.nticks = this.labelCount(height, layout.margin);
    return { dragmode: "zoom", ...layout, width, height, uirevision: this.zoomRevision() };
  }

  /** Zoom is kept over runs and scenes, but not when an axis changes its kind, or on another ground. */
  zoomRevision() {
    const on = (this.spec.toggles ?? []).filter(({ key }) => this.stage.toggles.get(key));
    return `keep ${on.map(({ key }) => key).join()} ${groundOf(this.spec)}`;
  }

  /** A new run: where one line drowns the others the axis is logarithmic, until somebody presses the button. */
  begin() {
    const { drowned } = this.spec;
    if (!drowned) return;
    const before = JSON.stringify(this.remedy);
    this.remedy = remedy(drowned, this.stage.tape);
    const log = Boolean(this.remedy.log);
    const turned = !this.stage.toggles.chosen.has(drowned.log) && Boolean(this.stage.toggles.get(drowned.log)) !== log;
    if (turned) this.stage.toggles.set(drowned.log, log);
    if (turned) this.makeSwitches();
    if (turned || before !== JSON.stringify(this.remedy)) this.redraw();
  }

  /** A linear axis that would show too much or too little has a range of its own; where it is cut, it says so. */
  mend(axis) {
    const { range, cut } = this.remedy ?? {};
    if (!range || axis.type === "log") return;
    axis.range = range;
    if (cut) axis.title = { ...axis.title, text: `${this.spec.drowned.cut} ±${cut}` };
  }

  /** How many labels a panel of this height has room for. */
  labelCount(height, { t, b }) {
    return Math.max(2, Math.min(this.labelsAllowed, Math.floor((height - t - b) / (LABEL_ROOM * this.stage.fontSize))));
  }

  /** Very large and very small numbers have long labels: they get more room as soon as they need it, and give it back. */
  makeRoom() {
    const long = (this.plot._fullLayout.yaxis._vals ?? []).some(({ text }) => text?.length > LONG);
    if (long === Boolean(this.long)) return;
    this.long = long;
    this.Plotly.relayout(this.plot, { "margin.l": this.figureLayout().margin.l });
  }

  size() {
    return { width: Math.max(50, this.box.clientWidth), height: Math.max(50, this.box.clientHeight) };
  }

  resize() {
    if (!this.Plotly || !this.box.clientWidth) return;
    const { width, height } = this.size();
    const { width: oldWidth, height: oldHeight } = this.plot.layout;
    if (width !== oldWidth || height !== oldHeight) {
      this.Plotly.relayout(this.plot, { width, height, "yaxis.nticks": this.labelCount(height, this.plot.layout.margin) });
    }
    this.stage.invalidate();
  }

  /** Bring the traces up to the shown step: one restyle for all of them. */
  refresh() {
    const changes = changesAt(this.bindings, this.stage.tape, this.stage.shown);
    if (changes.length) this.Plotly.restyle(this.plot, ...asRestyle(changes));
    this.afterRefresh();
  }

  showGhosts() {
    const changes = ghostChanges(this.bindings, this.stage.ghosts, this.stage.tape);
    if (this.Plotly && changes.length) this.Plotly.restyle(this.plot, ...asRestyle(changes));
  }

  afterRefresh() {
    this.makeRoom();
    this.stale = false;
    this.lastRefresh = performance.now();
    this.drawn.plots += 1;
  }

  get ready() {
    return Boolean(this.Plotly);
  }

  /** Whether any trace follows the tape. */
  get live() {
    return this.bindings.length > 0;
  }

  /** Paint the layers if the position, the axes or the theme changed. */
  drawLayers(position) {
    if (!this.layers.length || !this.Plotly) return;
    const axes = this.axes();
    const seen = `${this.stage.tape.run}|${position}|${this.stage.revision}|${this.stage.factor}|${axes.key}`;
    if (seen === this.axesSeen) return;
    this.fitCanvas();
    const context = this.canvas.getContext("2d");
    const ratio = this.canvas.width / this.canvas.clientWidth;
    const { factor } = this.stage;
    context.setTransform(ratio * factor, 0, 0, ratio * factor, 0, 0);
    context.save();
    const near = factor === 1 ? axes : shrunk(axes, factor);
    this.clear(context, near);
    const { tape, toggles } = this.stage;
    const painted = this.seen.map((layer) => layer.draw(context, near, tape, position, toggles));
    if (this.marked) drawPointed(context, near.x(this.marked[0]), near.y(this.marked[1]), this.stage.theme);
    context.restore();
    this.axesSeen = seen;
    if (painted.some(Boolean)) this.drawn.layers += 1;
  }

  /** Paint the layers anew although neither the step nor the axes changed. */
  repaint() {
    this.axesSeen = null;
    this.stage.invalidate();
  }

  /** A place that the pointer shows in another picture; null for none. */
  mark(place) {
    this.marked = place;
    this.repaint();
  }

  /** The layers that no toggle hides. */
  get seen() {
    return this.layers.filter(({ spec }) => !spec.toggle || this.stage.toggles.get(spec.toggle));
  }

  clear(context, axes) {
    context.clearRect(0, 0, this.canvas.clientWidth, this.canvas.clientHeight);
    context.beginPath();
    context.rect(axes.left, axes.top, axes.width, axes.height);
    context.clip();
  }

  fitCanvas() {
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    const width = Math.round(this.box.clientWidth * ratio);
    const height = Math.round(this.box.clientHeight * ratio);
    if (this.canvas.width !== width) this.canvas.width = width;
    if (this.canvas.height !== height) this.canvas.height = height;
    this.canvas.dataset.fontSize = this.stage.fontSize / this.stage.factor;
  }

  /** Where Plotly's axes are, in CSS pixels of the panel's box, even in the middle of a drag. */
  axes() {
    const { xaxis, yaxis } = this.plot._fullLayout;
    const [x0, x1] = xaxis.range;
    const [y0, y1] = yaxis.range;
    const [left, width, top, height] = [xaxis._offset, xaxis._length, yaxis._offset, yaxis._length];
    return {
      left, top, width, height,
      x: (value) => left + ((value - x0) / (x1 - x0)) * width,
      y: (value) => top + height - ((value - y0) / (y1 - y0)) * height,
      atX: (pixel) => x0 + ((pixel - left) / width) * (x1 - x0),
      atY: (pixel) => y0 + ((top + height - pixel) / height) * (y1 - y0),
      key: [x0, x1, y0, y1, left, top, width, height].join(),
    };
  }

  // ---- pointing ------------------------------------------------------------------------------

  listen() {
    this.gone = new AbortController();
    const { signal } = this.gone;
    this.hold = new Hold(this, signal);
    const withMouse = (action) => (event) => event.pointerType === "mouse" && action(event);
    this.box.addEventListener("pointermove", withMouse((event) => this.point(event)), { capture: true, signal });
    this.box.addEventListener("pointerleave", withMouse(() => this.forgetPointer()), { signal });
    // Where fingers scroll the page Plotly gets no events (see player.css); a tap describes what it hits.
    this.box.addEventListener("click", (event) => COARSE.matches && this.tap(event), { signal });
    this.box.addEventListener("pointerdown", (event) => (this.pressedAt = this.place(event)), { capture: true, signal });
    document.addEventListener("pointerup", (event) => this.release(event), { capture: true, signal });
    document.addEventListener("pointercancel", () => (this.pressedAt = null), { capture: true, signal });
    document.addEventListener("pointerdown", ({ pointerType, target }) => {
      if (pointerType === "touch" && !this.box.contains(target)) this.forgetPointer();
    }, { signal });
  }

  point(event) {
    if (!this.layers.length || !this.Plotly) return;
    if (event.buttons) return this.forgetPointer();
    this.pointer = this.place(event);
    const axes = this.axes();
    this.stage.point(this.spec.id, [axes.atX(this.pointer[0]), axes.atY(this.pointer[1])]);
    this.showTip();
  }

  tap(event) {
    if (!this.Plotly) return;
    const [left, top] = this.place(event);
    const axes = this.axes();
    this.Plotly.Fx.hover(this.plot, { xpx: left - axes.left, ypx: top - axes.top }, "xy");
    if (!this.layers.length) return;
    this.pointer = [left, top];
    this.showTip();
  }

  /** Some panels take clicks only while a switch of theirs is on. */
  get takesClicks() {
    const { click, click_toggle: toggle } = this.spec;
    return Boolean(click && (!toggle || this.stage.toggles.get(toggle)));
  }

  /** In a panel that takes clicks, one that was no drag tells Python where it was and how far it reaches. */
  release(event) {
    const from = this.pressedAt;
    this.pressedAt = null;
    if (!from || !this.takesClicks || !this.Plotly || event.button > 0) return;
    const [left, top] = this.place(event);
    const axes = this.axes();
    const inside = left >= axes.left && left <= axes.left + axes.width && top >= axes.top && top <= axes.top + axes.height;
    if (!inside || Math.hypot(left - from[0], top - from[1]) > CLICK_SLACK) return;
    const reach = REACH[event.pointerType] ?? REACH.touch;
    const place = [axes.atX(left), axes.atY(top), axes.atX(left + reach) - axes.atX(left), axes.atY(top - reach) - axes.atY(top)];
    this.click(`${this.spec.click}=${place.map((value) => value.toPrecision(6)).join()}`);
  }

  /** Waits to see whether a second click makes it a double click. */
  click(action) {
    const second = Boolean(this.clicked);
    clearTimeout(this.clicked);
    this.clicked = second ? null : setTimeout(() => {
      this.clicked = null;
      this.stage.act(action);
    }, DOUBLE_CLICK);
  }

  place({ clientX, clientY }) {
    const area = this.box.getBoundingClientRect();
    return [clientX - area.left, clientY - area.top];
  }

  forgetPointer() {
    if (this.pointer) this.stage.point(this.spec.id, null);
    this.pointer = null;
    this.hideTip();
    if (COARSE.matches && this.Plotly) this.Plotly.Fx.unhover(this.plot, {}, "xy");
  }

  hideTip() {
    this.tip.hidden = true;
  }

  /** Say what is under the pointer; called again whenever the shown step changes. */
  showTip() {
    if (!this.pointer) return;
    const lines = this.describe(...this.pointer);
    if (!lines || this.plot._hoverdata?.length) return this.hideTip();
    placeTip(this.tip, this.box, this.pointer, lines);
  }

  /** The picture in words and numbers, for those who cannot see it. */
  describeAloud() {
    this.plot.setAttribute("aria-label", [this.spec.hint ?? this.spec.title, ...summary(this)].join(" "));
  }

  describe(left, top) {
    const axes = this.axes();
    if (left < axes.left || left > axes.left + axes.width || top < axes.top || top > axes.top + axes.height) return null;
    const { tape, shown } = this.stage;
    for (const layer of this.seen.reverse()) {
      const lines = layer.describe(left, top, axes, tape, shown);
      if (lines) return lines;
    }
    return null;
  }

  // ---- buttons -------------------------------------------------------------------------------

  flip(toggle, button) {
    const on = !this.stage.toggles.get(toggle.key);
    this.stage.toggles.set(toggle.key, on);
    button.setAttribute("aria-pressed", String(on));
    this.stage.flipped(toggle.key);
    this.redraw();
  }

  resetZoom() {
    const layout = this.figureLayout();
    const update = {};
    for (const axis of ["xaxis", "yaxis"]) {
      if (layout[axis].range) update[`${axis}.range`] = layout[axis].range;
      else update[`${axis}.autorange`] = true;
    }
    this.Plotly.relayout(this.plot, update);
  }

  /** Save what is shown, and where it comes from; layers become real traces, so that an SVG holds vectors. */
  async save(format) {
    const { tape, shown, theme } = this.stage;
    const size = this.size();
    const font = { ...this.plot.layout.font, family: PICTURE_FONT };
    const layout = { ...this.plot.layout, font, paper_bgcolor: theme.background, plot_bgcolor: theme.background };
    const data = [...this.seen.flatMap((layer) => layer.traces(tape, shown)), ...this.plot.data];
    const address = await this.Plotly.toImage({ data, layout }, { format: "svg", ...size });
    const svg = decodeURIComponent(address.slice(address.indexOf(",") + 1));
    const about = { title: this.spec.title ?? this.spec.id, link: this.stage.app.originLink(shown, tape.first), theme, ...size };
    return savePicture(signed(svg, about), format, `${this.spec.id}-${shown}`);
  }

  destroy() {
    clearTimeout(this.clicked);
    this.gone.abort();
    this.sizes.disconnect();
    this.element.remove();
    // A figure that is still being drawn would miss what purging takes from it.
    const purge = () => this.Plotly.purge(this.plot);
    this.drawing?.then(purge, purge);
  }
}

/** The same axes for a canvas whose every unit is so many pixels: what is drawn on it grows with the letters. */
function shrunk(axes, factor) {
  const { left, top, width, height } = axes;
  return {
    ...axes, left: left / factor, top: top / factor, width: width / factor, height: height / factor,
    x: (value) => axes.x(value) / factor,
    y: (value) => axes.y(value) / factor,
    atX: (pixel) => axes.atX(pixel * factor),
    atY: (pixel) => axes.atY(pixel * factor),
  };
}

/** The ranges of a square picture. */
function groundOf({ square, figure: { layout } }) {
  return square ? [layout.xaxis.range, layout.yaxis.range].join() : "";
}

/** The axes whose kind a toggle changes. */
function typedAxes(choices) {
  return Object.keys(choices).filter((path) => path.endsWith(".type")).map((path) => path.split(".")[0]);
}
