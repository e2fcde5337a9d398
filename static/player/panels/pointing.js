/** The pointer over a plot: what is under it in words, its place in the other pictures, and clicks that Python hears of. */

import { placeTip } from "../shared/tools.js";
import { inside } from "./axes.js";

/** @import { PlotPanel } from "./plot.js" */
/** @import { Point } from "../scene.d.ts" */

/** Pixels that the hand may move in a click. */
const CLICK_SLACK = 5;

/** Pixels from a point within which a click means that point: a finger is broader than a mouse's arrow. */
const REACH = { mouse: 10, touch: 22 };

/** Two clicks within these milliseconds are a double click, which resets the zoom and does nothing else. */
const DOUBLE_CLICK = 300;

const COARSE = matchMedia("(pointer: coarse)");

export class Pointing {
  /** @type {ReturnType<typeof setTimeout>|undefined} of a click that may be the first of two */
  clicked;

  /** @param {PlotPanel} panel  @param {AbortSignal} signal */
  constructor(panel, signal) {
    this.panel = panel;
    /** @type {Point|null} */
    this.pointer = null;
    /** @type {Point|null} */
    this.pressedAt = null;
    /** Whether the network has a point of this picture. */
    this.sent = false;
    signal.addEventListener("abort", () => clearTimeout(this.clicked));
    const { box } = panel;
    const withMouse = (action) => (event) => event.pointerType === "mouse" && action(event);
    box.addEventListener("pointermove", withMouse((event) => this.point(event)), { capture: true, signal });
    box.addEventListener("pointerleave", withMouse(() => this.forget()), { signal });
    // Where fingers scroll the page Plotly gets no events (see player.css); a tap describes what it hits.
    box.addEventListener("click", (event) => COARSE.matches && this.tap(event), { signal });
    box.addEventListener("pointerdown", (event) => (this.pressedAt = panel.place(event)), { capture: true, signal });
    document.addEventListener("pointerup", (event) => this.release(event), { capture: true, signal });
    document.addEventListener("pointercancel", () => (this.pressedAt = null), { capture: true, signal });
    document.addEventListener("pointerdown", ({ pointerType, target }) => {
      const there = /** @type {Element} */ (target);
      if (pointerType === "touch" && !box.contains(there)) this.forget(Boolean(there.closest(".gs-player")));
    }, { signal });
  }

  point(event) {
    const { panel } = this;
    if (!panel.Plotly) return;
    if (event.buttons) return this.forget();
    this.send(panel.place(event));
    if (!panel.layers.length) return;
    this.pointer = panel.place(event);
    const axes = panel.axes();
    panel.stage.point(panel.spec.id, [axes.atX(this.pointer[0]), axes.atY(this.pointer[1])]);
    this.showTip();
  }

  /** In a picture over the network's inputs, what is pointed at goes through the network. */
  send([left, top]) {
    const { panel } = this;
    const axes = panel.axes();
    const inputs = inside(axes, left, top) ? panel.inputsAt(axes.atX(left), axes.atY(top)) : null;
    if (inputs || this.sent) panel.stage.focus.send(inputs);
    this.sent = inputs !== null;
  }

  tap(event) {
    const { panel } = this;
    if (!panel.Plotly) return;
    const [left, top] = panel.place(event);
    this.send([left, top]);
    const axes = panel.axes();
    panel.Plotly.Fx.hover(panel.plot, { xpx: left - axes.left, ypx: top - axes.top }, "xy");
    if (!panel.layers.length) return;
    this.pointer = [left, top];
    this.showTip();
  }

  /** Some panels take clicks only while a switch of theirs is on. */
  get takesClicks() {
    const { spec, stage } = this.panel;
    return Boolean(spec.click && (!spec.click_toggle || stage.toggles.get(spec.click_toggle)));
  }

  /** In a panel that takes clicks, one that was no drag tells Python where it was and how far it reaches. */
  release(event) {
    const { panel, pressedAt: from } = this;
    this.pressedAt = null;
    if (!from || event.button > 0) return;
    const [left, top] = panel.place(event);
    if (Math.hypot(left - from[0], top - from[1]) <= CLICK_SLACK) this.tell(event);
  }

  /** Of a click that means its place. */
  tell(event) {
    const { panel } = this;
    if (!this.takesClicks || !panel.Plotly) return;
    const [left, top] = panel.place(event);
    const axes = panel.axes();
    if (!inside(axes, left, top)) return;
    const reach = REACH[event.pointerType] ?? REACH.touch;
    const place = [axes.atX(left), axes.atY(top), axes.atX(left + reach) - axes.atX(left), axes.atY(top - reach) - axes.atY(top)];
    this.click(`${panel.spec.click}=${place.map((value) => value.toPrecision(6)).join()}`);
  }

  /** Waits to see whether a second click makes it a double click. */
  click(action) {
    const second = Boolean(this.clicked);
    clearTimeout(this.clicked);
    this.clicked = second ? undefined : setTimeout(() => {
      this.clicked = undefined;
      this.panel.stage.act(action);
    }, DOUBLE_CLICK);
  }

  /** @param {boolean} stays  whether what was sent through the network stays there: a finger looks for it elsewhere */
  forget(stays = false) {
    const { panel } = this;
    if (this.pointer) panel.stage.point(panel.spec.id, null);
    if (this.sent && !stays) panel.stage.focus.send(null);
    this.sent &&= stays;
    this.pointer = null;
    panel.hideTip();
    if (COARSE.matches && panel.Plotly) panel.Plotly.Fx.unhover(panel.plot, {}, "xy");
  }

  /** Say what is under the pointer; called again whenever the shown step changes. */
  showTip() {
    if (!this.pointer) return;
    const { panel } = this;
    const lines = this.describe(...this.pointer);
    if (!lines || panel.plot._hoverdata?.length) return panel.hideTip();
    placeTip(panel.tip, panel.box, this.pointer, lines);
  }

  describe(left, top) {
    const { panel } = this;
    const axes = panel.axes();
    if (!inside(axes, left, top)) return null;
    const { tape, shown } = panel.stage;
    for (const layer of panel.seen.reverse()) {
      const lines = layer.describe(left, top, axes, tape, shown);
      if (lines) return lines;
    }
    return null;
  }
}
