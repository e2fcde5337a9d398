/** A panel with a Plotly figure whose traces follow the tape, over canvas layers drawn at the display rate. */

import { makeLayer } from "../layers/kinds.js";
import { make } from "../shared/dom.js";
import { PICTURE_FONT, savePicture, signed } from "../shared/picture.js";
import { summary } from "../shared/summary.js";
import { switchButtons, toolMenu } from "../shared/tools.js";
import { axesOf } from "./axes.js";
import { asRestyle, ghostChanges } from "./bindings.js";
import { Figure, groundOf } from "./figure.js";
import { Hold } from "./hold.js";
import { Names } from "./names.js";
import { Painting } from "./painting.js";
import { Pointing } from "./pointing.js";

/** @import { Binding, FitSpec, Painter, PlotSpec, Point, Stage } from "../scene.d.ts" */

/**
 * Milliseconds that a plot rests between restyles. Keyframes come every 100 ms at normal speed; the rest is shorter
 * so that a plot that had to wait a frame or two for another one does not miss the next keyframe.
 */
const INTERVAL = 60;
const INTERVAL_MANY = 200;
const MANY_TRACES = 4;

const CONFIG = { displayModeBar: false, displaylogo: false, responsive: false, doubleClick: "reset", showTips: false };

export class PlotPanel {
  /** @type {any} Plotly itself, once it is there */
  Plotly = null;
  /** @type {any} the element that Plotly draws into and adds to */
  plot;
  /** @type {PlotSpec} */
  spec;
  /** @type {Painter[]} */
  layers;
  /** Milliseconds between restyles. */
  interval = INTERVAL;
  /** Whether the figure is still that of the scene before. */
  outdated = false;

  /** @param {PlotSpec} spec  @param {Stage} stage */
  constructor(spec, stage) {
    this.stage = stage;
    this.drawn = { layers: 0, plots: 0 };
    this.stale = false;
    this.visible = true;
    this.lastRefresh = 0;
    this.figure = new Figure(stage);
    this.title = make("h3", { class: "gs-title", id: `gs-title-${spec.id}` });
    this.switches = make("div", { class: "gs-switches" });
    this.tools = make("div", { class: "gs-tools" });
    this.canvas = make("canvas", { class: "gs-canvas", "aria-hidden": "true" });
    this.plot = make("div", { class: "gs-plot", role: "img" });
    this.tip = make("div", { class: "gs-tip", hidden: "" });
    this.box = make("div", { class: "gs-box" }, this.canvas, this.plot, this.tip);
    const head = make("header", { class: "gs-head" }, this.title, this.switches, this.tools);
    this.element = make("section", { class: "gs-panel", "data-gs-panel": spec.id }, head, this.box);
    this.painting = new Painting(this.canvas, stage);
    this.names = new Names(this.box);
    this.setSpec(spec);
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(this.box);
    this.gone = new AbortController();
    this.hold = new Hold(this, this.gone.signal);
    this.pointing = new Pointing(this, this.gone.signal);
  }

  setSpec(spec) {
    this.spec = spec;
    this.figure.take(spec);
    /** @type {Binding[]} */
    this.bindings = spec.bindings ?? [];
    const histories = this.bindings.filter(({ type }) => type === "history").length;
    this.interval = histories > MANY_TRACES ? INTERVAL_MANY : INTERVAL;
    this.layers = (spec.layers ?? []).map((layer) => makeLayer(layer));
    for (const layer of this.layers) layer.look?.(this.stage.focus);
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
    this.tools.replaceChildren(toolMenu(this.stage.labels, actions));
  }

  /**
   * Take a new scene's panel in place of the old one: there is never an empty picture. On the same ground the layers
   * are painted at once, and the figure is drawn when it is its turn: all plots in one frame would hold up the first.
   */
  update(spec) {
    const before = groundOf(this.spec);
    this.setSpec(spec);
    if (!this.Plotly) return;
    if (groundOf(spec) !== before) {
      this.forgetGround();
      return this.redraw();
    }
    for (const layer of this.layers) layer.retheme(this.stage.theme);
    this.outdated = this.stale = true;
    this.lastRefresh = 0;
    this.repaint();
  }

  /** Plotly fits a square picture by what it remembers of its first ranges, also when another ground has other ones. */
  forgetGround() {
    const { xaxis, yaxis } = this.plot._fullLayout;
    for (const axis of [xaxis, yaxis]) for (const memory of ["_inputRange", "_inputDomain"]) delete axis[memory];
  }

  // ---- drawing -------------------------------------------------------------------------------

  /** The first picture, complete with the present step's data */
  build(Plotly) {
    this.Plotly = Plotly;
    this.retheme();
    this.plot.on("plotly_relayouting", this.stage.invalidate);
    this.plot.on("plotly_afterplot", () => this.afterPlot());
    this.plot.on("plotly_hover", () => this.hideTip());
  }

  afterPlot() {
    this.names.place(this.plot, this.figure.named, this.stage);
    this.stage.invalidate();
  }

  retheme() {
    for (const layer of this.layers) layer.retheme(this.stage.theme);
    this.redraw();
  }

  /** Draw the whole figure anew; zoom stays, as the layout's uirevision does. */
  redraw() {
    if (!this.Plotly) return;
    for (const layer of this.layers) layer.retheme(this.stage.theme);
    this.drawing = this.Plotly.react(this.plot, this.figure.data(), this.figure.layout(this.size()), CONFIG);
    this.outdated = false;
    this.hold.drawn();
    this.afterRefresh();
    this.painting.forget();
  }

  /** More of the run has come. */
  grow() {
    this.begin();
  }

  /** A new run: where one line drowns the others the axis is logarithmic, until somebody presses the button. */
  begin() {
    const { drowned } = this.spec;
    if (!drowned) return;
    const { toggles } = this.stage;
    const changed = this.figure.begin();
    const log = Boolean(this.figure.remedy?.log);
    const turned = !toggles.chosen.has(drowned.log) && Boolean(toggles.get(drowned.log)) !== log;
    if (turned) toggles.set(drowned.log, log);
    if (turned) this.makeSwitches();
    if (turned || changed) this.redraw();
  }

  /** Whether this is the main picture of a lecture now. */
  stand(main) {
    if (main === this.figure.main) return;
    this.figure.main = main;
    this.element.classList.toggle("gs-main", main);
    this.redraw();
  }

  makeRoom() {
    if (!this.figure.makeRoom(this.plot._fullLayout.yaxis._vals ?? [])) return;
    this.Plotly.relayout(this.plot, { "margin.l": this.figure.layout(this.size()).margin.l });
  }

  size() {
    return { width: Math.max(50, this.box.clientWidth), height: Math.max(50, this.box.clientHeight) };
  }

  resize() {
    if (!this.Plotly || !this.box.clientWidth) return;
    const { width, height } = this.size();
    const { width: oldWidth, height: oldHeight } = this.plot.layout;
    if (width !== oldWidth || height !== oldHeight) {
      this.Plotly.relayout(this.plot, this.figure.resized({ width, height }, this.plot.layout.margin));
    }
    this.stage.invalidate();
  }

  /** Bring the traces up to the shown step: one restyle for all of them. */
  refresh() {
    if (this.outdated) return this.redraw();
    const changes = this.figure.changes();
    if (changes.length) this.Plotly.restyle(this.plot, ...asRestyle(changes));
    this.afterRefresh();
  }

  showGhosts() {
    const changes = ghostChanges(this.bindings, this.stage.ghosts, this.stage.tape);
    if (this.Plotly && !this.outdated && changes.length) this.Plotly.restyle(this.plot, ...asRestyle(changes));
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

  /** Whether any trace follows the tape, or all are still to be drawn. */
  get live() {
    return this.bindings.length > 0 || this.outdated;
  }

  drawLayers(position) {
    if (!this.layers.length || !this.Plotly) return;
    if (this.painting.draw(this.seen, this.axes(), position)) this.drawn.layers += 1;
  }

  /** Paint the layers anew although neither the step nor the axes changed. */
  repaint() {
    this.painting.forget();
    this.stage.invalidate();
  }

  /** A place that the pointer shows in another picture; null for none. */
  mark(place) {
    this.painting.marked = place;
    this.repaint();
  }

  /** The layers that no toggle hides. */
  get seen() {
    const { toggles } = this.stage;
    return this.layers.filter(({ spec: { toggle, unless } }) => (!toggle || toggles.get(toggle)) && !(unless && toggles.get(unless)));
  }

  axes() {
    return axesOf(this.plot);
  }

  // ---- the network ---------------------------------------------------------------------------

  /** Another part of the network is looked at. */
  refocus() {
    for (const layer of this.layers) layer.look?.(this.stage.focus);
    if (this.figure.look()) this.redraw();
  }

  /** The network's inputs at a place of the axes, if this is a picture over them. @returns {number[]|null} */
  inputsAt(x, y) {
    const { fit } = this.spec;
    if (fit?.of.nodes) return inputOf(fit, x);
    for (const layer of this.layers) {
      const inputs = layer.inputsAt?.(x, y);
      if (inputs) return inputs;
    }
    return null;
  }

  // ---- pointing ------------------------------------------------------------------------------

  /** @param {{clientX: number, clientY: number}} event  @returns {Point} in pixels of the panel's box */
  place({ clientX, clientY }) {
    const area = this.box.getBoundingClientRect();
    return [clientX - area.left, clientY - area.top];
  }

  hideTip() {
    this.tip.hidden = true;
  }

  showTip() {
    this.pointing.showTip();
  }

  /** The picture in words and numbers, for those who cannot see it. */
  describeAloud() {
    this.plot.setAttribute("aria-label", [this.spec.hint ?? this.spec.title, ...summary(this)].join(" "));
  }

  // ---- buttons -------------------------------------------------------------------------------

  flip(toggle, button) {
    const on = !this.stage.toggles.get(toggle.key);
    this.stage.toggles.set(toggle.key, on);
    button.setAttribute("aria-pressed", String(on));
    this.stage.flipped(toggle.key);
  }

  resetZoom() {
    const layout = this.figure.layout(this.size());
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
    layout.annotations = [...(layout.annotations ?? []), ...this.names.annotations(this.plot)];
    const data = [...this.seen.flatMap((layer) => layer.traces(tape, shown)), ...this.plot.data];
    const address = await this.Plotly.toImage({ data, layout }, { format: "svg", ...size });
    const svg = decodeURIComponent(address.slice(address.indexOf(",") + 1));
    const about = { title: this.spec.title ?? this.spec.id, link: this.stage.app.originLink(shown), theme, ...size };
    return savePicture(signed(svg, about), format, `${this.spec.id}-${shown}`);
  }

  destroy() {
    this.gone.abort();
    this.sizes.disconnect();
    this.element.remove();
    // A figure that is still being drawn would miss what purging takes from it.
    const purge = () => this.Plotly.purge(this.plot);
    this.drawing?.then(purge, purge);
  }
}

/** A place of a fit's axis in the network's own units.  @param {FitSpec} fit  @returns {number[]|null} */
function inputOf({ axis: [low, high], x: [from, to] }, x) {
  return x < low || x > high ? null : [from + ((x - low) / (high - low)) * (to - from)];
}
