/** A point of the landscape that a hand takes: training may go on from there. Arrow keys move it over the flat picture. */

import { make } from "../shared/dom.js";

/** @import { LandscapeSpec, Theme } from "../scene.d.ts" */
/** @import { LandscapePanel } from "./landscape.js" */

const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const KEYS = Object.keys(MOVES).concat("Enter", "Escape").join(" ");
/** Pixels that a finger or mouse may move and still mean a point. */
const STILL = 6;

export class Point {
  /** @type {[number, number]|null} column and row */
  taken = null;
  /** Where it was pressed. */
  pressed = [0, 0];
  asking = false;

  /** @param {LandscapePanel} panel */
  constructor(panel) {
    this.panel = panel;
    this.words = make("span", { role: "status" });
    this.button = make("button", { type: "button", class: "gs-action", "data-gs": "train-on", on: { click: () => this.trainOn() } });
    this.element = make("div", { class: "gs-land-point", hidden: "" }, this.words, this.button);
  }

  /** @param {LandscapeSpec} spec */
  take({ words }) {
    this.button.textContent = words.train_on;
  }

  get state() {
    return String(this.taken);
  }

  listen() {
    const { panel, panel: { box, gone: { signal } } } = this;
    box.addEventListener("pointerdown", ({ clientX, clientY }) => (this.pressed = [clientX, clientY]), { signal });
    box.addEventListener("click", (event) => {
      const [x, y] = this.pressed;
      if (Math.hypot(event.clientX - x, event.clientY - y) > STILL) return;
      const area = box.getBoundingClientRect();
      const place = panel.placeAt(event.clientX - area.left, event.clientY - area.top);
      if (place && panel.known) this.to(panel.known.nearest(place));
    }, { signal });
    box.addEventListener("keydown", (event) => this.key(event), { signal });
  }

  key(event) {
    const { known, deep } = this.panel;
    if (!known || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && this.taken) this.trainOn();
    else if (event.key === "Escape" && this.taken) this.forget();
    else if (!deep && event.key in MOVES) this.move(known, MOVES[event.key]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  move(known, [across, up]) {
    const [column, row] = this.taken ?? known.nearest(known.placeAt(this.panel.stage.shown));
    this.to([Math.max(0, Math.min(known.columns - 1, column + across)), Math.max(0, Math.min(known.rows - 1, row + up))]);
  }

  /** @param {[number, number]} point */
  to(point) {
    const { known, spec: { words }, box } = this.panel;
    this.taken = point;
    box.dataset.gsKeys = KEYS;
    this.element.hidden = false;
    this.words.textContent = this.panel.linesOf(point).join(" · ");
    this.button.hidden = !known?.answer.takes;
    if (!known?.answer.takes) this.words.textContent += ` ${words.too_many}`;
    this.panel.repaint();
  }

  forget() {
    this.taken = null;
    this.element.hidden = true;
    this.panel.repaint();
  }

  /** The run begins at this point: its θ as NumPy has it. */
  async trainOn() {
    const { choice, spec: { words }, stage } = this.panel;
    const { source } = stage.explanations;
    if (!this.taken || !source || this.asking) return;
    this.asking = true;
    const answer = await source.landscapePoint(choice.plane, this.taken, new AbortController().signal).catch(() => null);
    this.asking = false;
    if (answer) stage.act(answer.action);
    else this.words.textContent = words.waiting;
  }

  /** @param {any} context  @param {(place: [number, number]) => [number, number]|null} at  @param {Theme} theme */
  paint(context, at, theme) {
    const { known } = this.panel;
    const place = this.taken && known ? at(known.placeOf(this.taken)) : null;
    if (!place) return;
    const [left, top] = place;
    for (const [width, color] of /** @type {[number, string][]} */ ([[6, theme.background], [3, theme.text]])) {
      Object.assign(context, { lineWidth: width, strokeStyle: color });
      context.beginPath();
      context.moveTo(left - 12, top);
      context.lineTo(left + 12, top);
      context.moveTo(left, top - 12);
      context.lineTo(left, top + 12);
      context.stroke();
    }
  }
}
