/** Pointer on the network: pointing, a click that selects, and turning a weight or a bias by a drag or by the wheel. */

import { REACH } from "./under.js";

/** @import { NetworkPanel } from "./network.js" */
/** @import { Found } from "./under.js" */
/** @import { Point } from "../scene.d.ts" */

/** Pixels that the hand may move in a click. */
const CLICK_SLACK = 5;
/** What a pixel of a drag changes, of a parameter's size (at least 1). */
const PER_PIXEL = 1 / 100;

export class Handling {
  /** @type {{found: Found|null, from: Point, pointer: number, value: number, turning: boolean}|null} a press */
  press = null;

  /** @param {NetworkPanel} panel  @param {AbortSignal} signal */
  constructor(panel, signal) {
    this.panel = panel;
    const { box } = panel;
    box.addEventListener("pointermove", (event) => this.move(event), { signal });
    box.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && !this.press && panel.point(null, null), { signal });
    box.addEventListener("pointerdown", (event) => this.take(event), { signal });
    box.addEventListener("pointerup", (event) => this.release(event), { signal });
    box.addEventListener("pointercancel", (event) => this.cancel(event), { signal });
    box.addEventListener("wheel", (event) => this.wheel(event), { signal, passive: false });
    // A finger scrolls the page, unless it takes hold of what is selected.
    box.addEventListener("touchstart", (event) => this.guard(event), { signal, passive: false });
  }

  /** @param {{clientX: number, clientY: number}} event  @param {string} kind  @returns {Found|null} */
  under(event, kind) {
    return this.panel.partAt(this.panel.place(event), REACH[kind] ?? REACH.touch);
  }

  guard(event) {
    const { panel } = this;
    const found = event.touches.length === 1 ? this.under(event.touches[0], "touch") : null;
    if (found && found.name === panel.stage.focus.selected && this.mayTurn(found.name)) event.preventDefault();
  }

  /** @param {string} name */
  mayTurn(name) {
    return !this.panel.fixed && Boolean(this.panel.stage.hand?.mayTurn(name));
  }

  take(event) {
    if (event.button > 0 || this.press?.turning) return; // another finger takes nothing out of the hand
    const found = this.under(event, event.pointerType);
    const value = found && found.kind !== "node" ? this.panel.valueOf(found.name) ?? 0 : 0;
    this.press = { found, from: this.panel.place(event), pointer: event.pointerId, value, turning: false };
    if (found && found.kind !== "node") this.panel.box.setPointerCapture(event.pointerId);
  }

  move(event) {
    if (this.press?.pointer === event.pointerId && event.buttons) return this.drag(event);
    if (event.pointerType !== "mouse" || event.buttons) return;
    this.panel.point(this.under(event, "mouse"), this.panel.place(event));
  }

  /** Upwards is more. */
  drag(event) {
    const { panel, press } = this;
    const { hand } = panel.stage;
    if (!press?.found || press.found.kind === "node" || !hand || panel.fixed) return;
    const up = press.from[1] - panel.place(event)[1];
    if (!press.turning && Math.abs(up) <= CLICK_SLACK) return;
    if (!press.turning && !hand.begin(press.found.name)) return;
    press.turning = true;
    hand.turn(up * PER_PIXEL * Math.max(1, Math.abs(press.value)));
    panel.showTip();
  }

  release(event) {
    const { panel, press } = this;
    if (!press || press.pointer !== event.pointerId) return;
    this.press = null;
    if (press.turning) return this.letGo(press.found?.name ?? null);
    const [left, top] = panel.place(event);
    if (Math.hypot(left - press.from[0], top - press.from[1]) > CLICK_SLACK) return;
    panel.choose(press.found, event.pointerType === "mouse" ? null : press.from);
  }

  /** Selected only now: what is told of it takes room, and the network would move away under the hand. */
  letGo(name) {
    const { focus, hand } = this.panel.stage;
    hand?.drop();
    focus.select(name);
  }

  cancel(event) {
    const { press } = this;
    if (!press || press.pointer !== event.pointerId) return;
    if (press.turning) this.panel.stage.hand?.drop();
    this.press = null;
  }

  /** Only over the weight or bias that is selected: else the page scrolls. */
  wheel(event) {
    const found = this.under(event, "mouse");
    if (!found || found.name !== this.panel.stage.focus.selected || !this.notch(Math.sign(-event.deltaY))) return;
    event.preventDefault();
  }

  /** Turn what is selected by a notch. @param {number} sign  @returns {boolean} whether it can be turned */
  notch(sign) {
    const { fixed, stage: { focus, hand } } = this.panel;
    return !fixed && focus.selected !== null && sign !== 0 && Boolean(hand?.nudge(focus.selected, sign));
  }
}
