/** Taking a start of a trail in hand, with the mouse or a finger, and moving it while the run follows. */

/** @import { PlotPanel } from "./plot.js" */
/** @import { Held, Painter, Point } from "../scene.d.ts" */

/** Pixels around a start that take hold of it; fingers are wider. Of a small picture at most this share of its side: a
 * finger scrolls past between what can be held. */
const REACH = { mouse: 16, pen: 22, touch: 32 };
const SHARE = 1 / 8;
/** While the hand moves, another run is tried out at most this often. */
const PERIOD = 60;
/** Where the figure itself shows what was held, its new place is awaited for so long (ms); then it is taken back. */
const PATIENCE = 4000;
/** Digits of a place. */
const DIGITS = 4;

export class Hold {
  /** @type {Held|null} */
  at = null;
  /** @type {Held|null} what was tried last */
  tried = null;
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
    const axes = panel.axes();
    const reach = Math.min(REACH[kind] ?? REACH.mouse, SHARE * Math.min(axes.width, axes.height));
    return layer.startAt(left, top, axes, panel.stage.tape, reach);
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
    this.timer = setInterval(() => this.attempt(), PERIOD);
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
    this.giveWay();
  }

  /** While a layer shows what is held in place of the figure's own markers, these are hidden (player.css). */
  giveWay() {
    const { layer, panel } = this;
    if (layer?.instead && layer.held) panel.box.classList.add("gs-gives-way");
  }

  /** The figure has been drawn anew, with what was held where it was let go. */
  drawn() {
    const { layer, panel } = this;
    if (!layer?.held) panel.box.classList.remove("gs-gives-way");
  }

  attempt() {
    const { at, panel } = this;
    if (!at || at === this.tried) return;
    this.tried = at;
    panel.stage.attempt(panel.spec.drag?.moving, at.index, placeOf(at));
  }

  drop(event) {
    if (this.index < 0 || event.pointerId !== this.pointer) return;
    clearInterval(this.timer);
    const { at, layer, panel } = this;
    Object.assign(this, { index: -1, at: null, tried: null });
    if (!at) {
      if (layer?.instead) panel.pointing.tell(event);
      // A finger that only touched it looks at it: of what was kept from the page the browser makes no click.
      if (event.pointerType !== "mouse") panel.pointing.tap(event);
      return;
    }
    panel.stage.act(`${panel.spec.drag?.moved}=${at.index},${placeOf(at)}`);
    const settle = () => {
      if (layer) layer.held = null;
      this.drawn();
      panel.repaint();
    };
    if (layer?.instead) setTimeout(settle, PATIENCE);
    else settle();
  }
}

function placeOf({ x, y }) {
  return [x.toPrecision(DIGITS), y.toPrecision(DIGITS)];
}

function stop(event) {
  event.stopImmediatePropagation();
  if (event.cancelable) event.preventDefault();
}
