/** A point of the landscape that a hand takes: training may go on from there. Arrow keys move it over the flat picture. */

import { make, write } from "../shared/dom.js";

/** @import { LandscapeSpec, Point as Place, Theme } from "../scene.d.ts" */
/** @import { Known } from "./known.js" */
/** @import { LandscapePanel } from "./landscape.js" */

const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const KEYS = Object.keys(MOVES).concat("Enter", "Escape").join(" ");
/** Pixels that a finger or mouse may move and still mean a point. */
const STILL = 6;
/** Pixels of the cross that marks it. */
const ARM = 12;

export class Point {
  /** Column and row. @type {Place|null} */
  taken = null;
  /** Where it was pressed. @type {Place} */
  pressed = [0, 0];
  /** Its θ is on its way. */
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
      if (place && panel.content) this.to(panel.content.known.nearest(place));
    }, { signal });
    box.addEventListener("keydown", (event) => this.key(event), { signal });
  }

  /** Over the flat picture these keys are its own; in relief they turn it. */
  takeKeys() {
    const { box, deep } = this.panel;
    if (!deep) box.dataset.gsKeys = KEYS;
  }

  key(event) {
    const { content, deep } = this.panel;
    if (!content || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && this.taken) this.trainOn();
    else if (event.key === "Escape" && this.taken) this.forget();
    else if (!deep && event.key in MOVES) this.move(content.known, MOVES[event.key]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** From where the run is at the step on screen.
   * @param {Known} known  @param {number[]} way */
  move(known, [across, up]) {
    const start = () => known.nearest(known.place(Math.floor(known.indexAt(this.panel.stage.shown))));
    const [column, row] = this.taken ?? start();
    this.to([Math.max(0, Math.min(known.columns - 1, column + across)), Math.max(0, Math.min(known.rows - 1, row + up))]);
  }

  /** @param {Place} point  column and row */
  to(point) {
    const { content, spec: { words } } = this.panel;
    const takes = Boolean(content?.known.answer.takes);
    this.taken = point;
    this.element.hidden = false;
    this.button.hidden = !takes;
    this.say(takes ? "" : words.too_many);
    this.panel.repaint();
  }

  /** The point's numbers, and what else there is to say of it.  @param {string} more */
  say(more) {
    const numbers = this.taken ? this.panel.linesOf(this.taken).join(" · ") : "";
    write(this.words, [numbers, more].filter(Boolean).join(" "));
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
    else this.say(words.cannot);
  }

  /** A cross, on the picture or the land.
   * @param {any} context  @param {(place: Place, loss: number) => ArrayLike<number>} at  where a place stands  @param {Theme} theme */
  paint(context, at, theme) {
    const { content } = this.panel;
    if (!this.taken || !content) return;
    const { known } = content;
    const place = at(known.placeOf(this.taken), known.lossAt(this.taken));
    for (const [width, color] of /** @type {[number, string][]} */ ([[6, theme.background], [3, theme.text]])) {
      Object.assign(context, { lineWidth: width, strokeStyle: color });
      context.beginPath();
      context.moveTo(place[0] - ARM, place[1]);
      context.lineTo(place[0] + ARM, place[1]);
      context.moveTo(place[0], place[1] - ARM);
      context.lineTo(place[0], place[1] + ARM);
      context.stroke();
    }
  }
}
