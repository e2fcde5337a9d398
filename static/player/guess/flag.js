/** A step as a guess: a flag on the player's step slider, or never; and the step of the truth beside it. */

import { make } from "../shared/dom.js";

/** @import { Game } from "./game.js" */

const NEVER = "never";

export class Flag {
  /** @type {number|"never"|null} */
  value = null;

  /** @param {Game} game */
  constructor(game) {
    this.game = game;
    const heard = () => this.set(Number(this.input.value));
    this.input = make("input", {
      type: "range", class: "gs-seek gs-flag-seek", "data-gs": "guess-step", step: 1, on: { input: heard, click: heard, pointerup: heard, touchend: heard },
    });
    this.shown = make("output", { class: "gs-value gs-guess-value", "data-gs": "guess-value" });
    this.never = make("button", { type: "button", class: "gs-action", "data-gs": "guess-never", "aria-pressed": "false", on: { click: () => this.set(NEVER) } });
    this.controls = [this.shown, this.never];
    this.flag = make("span", { class: "gs-flag", "data-gs": "flag", hidden: "" });
    this.truth = make("span", { class: "gs-flag gs-flag-truth", "data-gs": "truth", hidden: "" });
    game.guesses.marks.append(this.input, this.flag, this.truth);
    this.rename();
    this.turn();
  }

  rename() {
    this.input.setAttribute("aria-label", this.game.word("guess_flag"));
    this.never.textContent = this.game.word("guess_never");
    this.tell();
  }

  /** @param {number|"never"} value */
  set(value) {
    this.value = value;
    if (value !== NEVER) this.input.value = String(value);
    this.tell();
    this.game.changed();
  }

  /** @param {number} by */
  step(by) {
    const { tape } = this.game.player;
    const from = typeof this.value === "number" ? this.value : Number(this.input.value);
    this.seek(Math.max(tape.first, Math.min(tape.total, from + by)));
  }

  /** @param {number} step */
  seek(step) {
    this.set(Math.round(step));
  }

  tell() {
    this.shown.textContent = this.value === null ? "" : this.said;
    this.never.setAttribute("aria-pressed", String(this.value === NEVER));
    this.input.setAttribute("aria-valuetext", this.value === null ? "–" : this.said);
    this.paint();
  }

  get said() {
    return this.value === NEVER ? this.game.word("guess_never") : this.game.word("guess_step", { step: String(this.value) });
  }

  get text() {
    return String(this.value);
  }

  get json() {
    return this.value;
  }

  /** The game is in another phase. */
  turn() {
    const { game, game: { player: { tape } } } = this;
    this.input.min = String(tape.first);
    this.input.max = String(tape.total);
    this.input.hidden = !game.asks;
    if (this.value === null) this.input.value = String(Math.round((tape.first + tape.total) / 2));
    if (game.phase === "skipped") this.value = null;
    this.paint();
  }

  paint() {
    const { game, game: { told, reached, player: { tape } } } = this;
    const last = game.asks ? tape.total : tape.last;
    const place = (mark, step) => {
      mark.hidden = typeof step !== "number";
      if (typeof step === "number") mark.style.setProperty("--at", String(Math.min(1, (step - tape.first) / Math.max(1, last - tape.first))));
    };
    place(this.flag, this.value);
    place(this.truth, reached ? told?.truth : null);
    this.flag.title = typeof this.value === "number" ? game.word("guess_made", { said: this.said }) : "";
    this.truth.title = game.word("guess_truth", { step: String(told?.truth) });
  }

  close() {
    for (const mark of [this.input, this.flag, this.truth]) mark.remove();
  }
}
