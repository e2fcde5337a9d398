/** The panels on stage: made, replaced and dropped as scenes want them. */

import { showHint } from "./shared/hints.js";
import { NetworkPanel } from "./network/network.js";
import { keepGhosts } from "./panels/bindings.js";
import { PlotPanel } from "./panels/plot.js";
import { TablePanel } from "./panels/table.js";
import { loadPlotly } from "./plotly.js";
import { Titles } from "./titles.js";

/** @import { Actor, Ghost, Panel, Stage, Tape } from "./scene.d.ts" */

/** @type {Record<string, new (spec: any, stage: Stage) => Actor>} */
const KINDS = { network: NetworkPanel, plot: PlotPanel, table: TablePanel };

/** Kinds whose code comes only when a scene has one.
 * @type {Record<string, () => Promise<new (spec: any, stage: Stage) => Actor>>} */
const ON_DEMAND = {
  explanation: () => import("./explanation/explanation.js").then(({ ExplanationPanel }) => ExplanationPanel),
  relief: () => import("./relief/relief.js").then(({ ReliefPanel }) => ReliefPanel),
  landscape: () => import("./landscape/landscape.js").then(({ LandscapePanel }) => LandscapePanel),
  surface: () => import("./relief/surface.js").then(({ SurfacePanel }) => SurfacePanel),
  hidden: () => import("./hidden/hidden.js").then(({ HiddenPanel }) => HiddenPanel),
  weights: () => import("./images/weights.js").then(({ WeightsPanel }) => WeightsPanel),
  unit: () => import("./images/unit.js").then(({ UnitPanel }) => UnitPanel),
  confusion: () => import("./images/confusion.js").then(({ ConfusionPanel }) => ConfusionPanel),
  batch: () => import("./images/batch.js").then(({ BatchPanel }) => BatchPanel),
  worst: () => import("./images/worst.js").then(({ WorstPanel }) => WorstPanel),
  plane: () => import("./images/plane.js").then(({ PlanePanel }) => PlanePanel),
  pad: () => import("./images/pad.js").then(({ PadPanel }) => PadPanel),
};

/** A picture of which less than its title looks into the window is not drawn: it would cost the others their frames. */
const PEEPING = "-40px 0px";

/** A panel of one of several runs wears its colour.  @param {HTMLElement} element  @param {Panel} spec */
function own(element, { fixed, run }) {
  element.classList.toggle("gs-own", Boolean(run));
  element.classList.toggle("gs-fixed", Boolean(fixed));
  if (run) element.style.setProperty("--gs-run", `var(--gs-${run.slice(1)})`);
}

export class Cast {
  /**
   * @param {Stage} stage
   * @param {Element} grid       holds the panels
   * @param {Element} last       the grid's child that all panels stand before
   * @param {() => void} onPlaced  called when a panel has come whose code was on its way
   */
  constructor(stage, grid, last, onPlaced) {
    this.stage = stage;
    this.grid = grid;
    this.last = last;
    this.onPlaced = onPlaced;
    /** @type {Panel[]} */
    this.specs = [];
    /** @type {Map<string, Actor>} */
    this.panels = new Map();
    this.titles = new Titles();
    loadPlotly(); // while the first part is on its way
    this.visibility = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) this.setVisible(target, isIntersecting);
    }, { rootMargin: PEEPING });
  }

  /** @returns {MapIterator<Actor>} */
  [Symbol.iterator]() {
    return this.panels.values();
  }

  get(id) {
    return this.panels.get(id);
  }

  /** Whether every panel of the scene is there and drawn. */
  get ready() {
    return this.specs.every(({ id }) => this.panels.get(id)?.ready);
  }

  setVisible(element, visible) {
    const panel = this.panels.get(element.dataset.gsPanel);
    if (panel) panel.visible = visible;
    if (visible) this.stage.invalidate();
  }

  /** Take over a scene's panels; what stays is updated in place.  @param {Panel[]} specs */
  show(specs) {
    this.specs = specs;
    const wanted = new Set(specs.map(({ id }) => id));
    for (const [id, panel] of this.panels) if (!wanted.has(id)) this.drop(id, panel);
    for (const spec of specs) this.place(spec);
  }

  /** @param {Panel} spec */
  place(spec) {
    const old = this.panels.get(spec.id);
    if (old && old.spec.kind === spec.kind) {
      old.update(spec);
      own(old.element, spec);
      showHint(old.element, spec.hint);
      return this.titles.take(old, spec);
    }
    if (old) this.drop(spec.id, old);
    const Panel = KINDS[spec.kind];
    if (!Panel) return void this.fetch(spec.kind);
    const panel = new Panel(spec, this.stage);
    own(panel.element, spec);
    showHint(panel.element, spec.hint);
    this.panels.set(spec.id, panel);
    this.grid.insertBefore(panel.element, this.after(spec));
    this.titles.take(panel, spec);
    this.visibility.observe(panel.element);
  }

  /** The element of the next panel of the scene that is there. */
  after(spec) {
    const later = this.specs.slice(this.specs.indexOf(spec) + 1).find(({ id }) => this.panels.has(id));
    return (later && this.panels.get(later.id)?.element) ?? this.last;
  }

  /** Panels of this kind take their places as soon as they can, if they are still wanted then. */
  async fetch(kind) {
    KINDS[kind] = await ON_DEMAND[kind]();
    const late = this.specs.filter((spec) => spec.kind === kind && !this.panels.has(spec.id));
    for (const spec of late) this.place(spec);
    if (late.length) this.onPlaced();
  }

  drop(id, panel) {
    this.visibility.unobserve(panel.element);
    panel.destroy();
    this.panels.delete(id);
  }

  /** One plot per frame, so that the first one is seen early and the page stays responsive. */
  async build() {
    if ([...this].every((panel) => panel.ready)) return;
    const Plotly = await loadPlotly();
    for (const [id, panel] of [...this.panels]) {
      // While this waits, a new scene may have dropped the panel or the page may have moved on.
      if (panel.ready || this.panels.get(id) !== panel) continue;
      panel.build?.(Plotly);
      this.stage.invalidate();
      await new Promise(requestAnimationFrame);
    }
  }

  redraw() {
    for (const panel of this) if (panel.ready) panel.redraw?.();
    this.stage.invalidate();
  }

  /** Where the pointer is in one picture is marked in the others of the same ground; null: nowhere. */
  mark(from, place) {
    const ground = this.panels.get(from)?.spec.ground;
    for (const panel of this) if (ground && panel.spec.id !== from && panel.spec.ground === ground) panel.mark?.(place);
  }

  /** The numbers of another step are to be shown. */
  markStale() {
    for (const panel of this) panel.stale = panel.live;
  }

  get stale() {
    return [...this].some((panel) => panel.stale && panel.ready && panel.visible);
  }

  /** A switch was pressed in one panel: others that have it follow.  @param {string} key */
  flipped(key) {
    for (const panel of this) {
      if (!panel.spec.toggles?.some((toggle) => toggle.key === key)) continue;
      panel.makeSwitches?.();
      if (panel.ready) panel.redraw?.();
    }
  }

  /** Keep the lines of a run that another one follows.  @param {Tape} tape  @param {Map<string, Ghost>} ghosts */
  keepGhosts(tape, ghosts) {
    for (const { spec } of this) if (spec.kind === "plot") keepGhosts(spec.bindings ?? [], tape, ghosts);
  }

  destroy() {
    this.visibility.disconnect();
    this.titles.close();
    this.specs = [];
    for (const panel of this) panel.destroy();
    this.panels.clear();
  }
}
