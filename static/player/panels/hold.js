/** Taking a start of a trail in hand, with the mouse or a finger, and moving it while Python's answers follow. */

/** @import { PlotPanel } from "./plot.js" */
/** @import { Held, Painter, Point } from "../scene.d.ts" */

/** Pixels around a start that take hold of it; fingers are wider. */
const REACH = { mouse: 16, pen: 22, touch: 32 };
/** While the hand moves, Python is told at most this often, and only after it has answered or this long. */
const PERIOD = 60;
const PATIENCE = 700;

export class Hold {
  /** @type {Held|null} */
  at = null;
  /** @type {Held|null} what Python was told last, of which run, and when */
  told = null;
  /** @type {string|null} */
  askedFrom = null;
  askedAt = 0;
  /** @type {Point} */
  from;
  moved = false;

  /** @param {PlotPanel} panel  @param {AbortSignal} signal */
  constructor(panel, signal) {
    this.panel = panel;
    this.index = -1;
    const { box } = panel;
    const options = { capture: true, signal };
    box.addEventListener("pointerdown", (event) => this.take(event), options);
    // Plotly zooms with the mouse's own events, and a finger scrolls unless its very first event is kept from it.
    box.addEventListener("mousedown", (event) => this.index >= 0 && stop(event), options);
    box.addEventListener("touchstart", (event) => this.guard(event), { ...options, passive: false });
    box.addEventListener("pointermove", (event) => this.move(event), options);
    document.addEventListener("pointerup", (event) => this.drop(event), options);
    document.addEventListener("pointercancel", (event) => this.drop(event), options);
    signal.addEventListener("abort", () => clearInterval(this.timer));
  }

  /** @returns {(Painter & Required<Pick<Painter, "startAt">>)|undefined} the layer whose starts can be held */
  get layer() {
    const { panel } = this;
    return panel.spec.drag && panel.Plotly ? /** @type {any} */ (panel.layers.find((layer) => layer.startAt)) : undefined;
  }

  /** The start under an event, or -1. */
  under(event, kind) {
    const { layer, panel } = this;
    if (!layer || !panel.stage.tape) return -1;
    const [left, top] = panel.place(event);
    return layer.startAt(left, top, panel.axes(), panel.stage.tape, REACH[kind] ?? REACH.mouse);
  }

  guard(event) {
    if (event.touches.length === 1 && this.under(event.touches[0], "touch") >= 0) event.preventDefault();
  }

  take(event) {
    if (event.button > 0) return;
    this.index = this.under(event, event.pointerType);
    if (this.index < 0) return;
    this.panel.stage.stay();
    stop(event);
    this.pointer = event.pointerId;
    this.panel.box.setPointerCapture(event.pointerId);
    this.from = this.panel.place(event);
    this.moved = false;
    this.timer = setInterval(() => this.tell(), PERIOD);
    this.panel.hideTip();
  }

  move(event) {
    if (this.index < 0) {
      const over = event.pointerType === "mouse" && !event.buttons && this.under(event, "mouse") >= 0;
      this.panel.box.classList.toggle("gs-grab", over);
      return;
    }
    if (event.pointerId !== this.pointer) return;
    stop(event);
    const [left, top] = this.panel.place(event);
    this.moved ||= Math.hypot(left - this.from[0], top - this.from[1]) > 3;
    if (!this.moved) return;
    const axes = this.panel.axes();
    const x = axes.atX(Math.max(axes.left, Math.min(axes.left + axes.width, left)));
    const y = axes.atY(Math.max(axes.top, Math.min(axes.top + axes.height, top)));
    this.at = { index: this.index, x, y };
    this.renew();
    this.panel.repaint();
  }

  /** A new scene has new layers; the hand still holds the same start. */
  renew() {
    if (this.at && this.layer) this.layer.held = this.at;
  }

  tell() {
    const { panel } = this;
    const { run } = panel.stage.tape;
    const now = performance.now();
    const answered = run !== this.askedFrom || now - this.askedAt > PATIENCE;
    if (!this.at || this.at === this.told || !answered) return;
    [this.told, this.askedFrom, this.askedAt] = [this.at, run, now];
    panel.stage.act(`${panel.spec.drag?.moving}=${text(this.at)}`);
  }

  drop(event) {
    if (this.index < 0 || event.pointerId !== this.pointer) return;
    clearInterval(this.timer);
    const { at, layer, panel } = this;
    Object.assign(this, { index: -1, at: null, told: null, askedFrom: null });
    if (!at) return;
    panel.stage.act(`${panel.spec.drag?.moved}=${text(at)}`);
    if (layer) layer.held = null;
    panel.repaint();
  }
}

function text({ index, x, y }) {
  return `${index},${x.toPrecision(6)},${y.toPrecision(6)}`;
}

function stop(event) {
  event.stopImmediatePropagation();
  if (event.cancelable) event.preventDefault();
}
