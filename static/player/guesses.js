/** What a lesson asks to be guessed before its run plays; its code comes with the first lesson that asks. */

import { make } from "./shared/dom.js";

/** @import { Player } from "./player.js" */
/** @import { Opening, PlotSpec, PredictSpec } from "./scene.d.ts" */
/** @import { Game } from "./guess/game.js" */

export class Guesses {
  /** @type {PredictSpec|null} what the run on stage is asked about */
  spec = null;
  /** @type {Game|null} once its code is here */
  game = null;
  /** Whether it is to be asked at once, while its code is on its way. */
  coming = false;
  /** What the stage had of it last. */
  seen = "";

  /** @param {Player} player */
  constructor(player) {
    this.player = player;
    this.element = make("div", { class: "gs-guess", role: "group", "data-gs": "guess", hidden: "" });
    this.marks = make("div", { class: "gs-flags" });
  }

  /** Whether the run waits for a guess. */
  get asks() {
    return this.game ? this.game.asks : this.coming;
  }

  /** Whether a drawing is asked for: the losses stand in the place of all pictures. */
  get draws() {
    return this.asks && this.spec?.kind === "drawing";
  }

  /** A run comes on stage, or comes once more with other words.  @param {Opening} opening  @param {boolean} anew */
  take(opening, anew) {
    const predict = opening.predict ?? null;
    if (this.spec && predict && !anew) this.spec = predict;
    else this.begin(predict);
    if (this.spec === predict) this.game?.take(predict);
  }

  /** @param {PredictSpec|null} predict */
  begin(predict) {
    const { app, clock, tape } = this.player;
    this.close();
    this.spec = predict;
    if (!predict) return;
    this.coming = clock.position === tape.first && app.asked("play") !== "1" && !app.hidden.has("transport");
    if (this.coming) clock.pause(tape);
    this.fetch();
  }

  async fetch() {
    const { spec } = this;
    const { Game } = await import("./guess/game.js");
    if (this.game || !spec || this.spec?.lesson !== spec.lesson) return;
    this.game = new Game(this, this.spec, this.coming);
    this.changed();
  }

  /** The run is to play: what has been guessed counts. */
  end() {
    this.coming = false;
    if (this.game?.asks) this.game.end();
  }

  /** Whether a step forward or back moves the guess, or nothing.  @param {number} by */
  step(by) {
    if (this.asks) this.game?.answer.step?.(by);
    return this.asks;
  }

  /** @param {number} step */
  seek(step) {
    if (this.asks) this.game?.answer.seek?.(step);
    return this.asks;
  }

  /** In each frame: what is drawn over the losses, and whether the tape has come to the truth. */
  follow() {
    this.game?.follow();
  }

  /** Numbers that the axis of a picture must have room for.  @param {PlotSpec} spec  @returns {number[]} */
  room({ id }) {
    return (id === "loss" && this.game?.answer.room?.()) || [];
  }

  /** The bar is higher or lower now, and pictures may stand elsewhere. */
  changed() {
    const { arrangement, cast, grid, transport } = this.player;
    const seen = [this.draws, this.spec?.kind, this.report.phase].join();
    transport.element.classList.toggle("gs-asking", this.asks);
    transport.element.classList.toggle("gs-asking-step", this.asks && this.spec?.kind === "step");
    transport.element.classList.toggle("gs-guessed", Boolean(this.spec));
    grid.dataset.guess = this.report.phase;
    if (seen === this.seen) return arrangement.fit();
    this.seen = seen;
    this.player.scenery.rearrange();
    const losses = cast.get("loss");
    if (losses?.ready && this.spec?.kind === "drawing") losses.redraw?.();
    this.player.invalidate();
  }

  get height() {
    return this.element.hidden ? 0 : this.element.offsetHeight;
  }

  /** What tests look at. */
  get report() {
    return this.game ? this.game.report : { phase: this.coming ? "coming" : "none" };
  }

  close() {
    const { game } = this;
    Object.assign(this, { game: null, spec: null, coming: false });
    this.element.hidden = true;
    this.element.replaceChildren();
    this.marks.replaceChildren();
    if (!game) return;
    game.close();
    this.changed();
  }
}
