/** One of several as a guess. */

import { make } from "../shared/dom.js";

/** @import { Game } from "./game.js" */

export class Options {
  /** @type {number|null} */
  value = null;

  /** @param {Game} game */
  constructor(game) {
    this.game = game;
    this.labels = game.spec.choices.map((text, k) => this.option(text, k));
    this.group = make("div", { class: "gs-options", role: "radiogroup", "data-gs": "guess-options" }, ...this.labels);
    this.controls = [this.group];
    this.rename();
  }

  /** @param {string} text  @param {number} k */
  option(text, k) {
    const radio = make("input", { type: "radio", name: "gs-guess", value: k, on: { change: () => this.set(k) } });
    return make("label", { class: "gs-option" }, radio, make("span", { text }));
  }

  rename() {
    this.group.setAttribute("aria-label", this.game.spec.question);
    this.labels.forEach((label, k) => (label.children[1].textContent = this.game.spec.choices[k]));
  }

  /** @param {number} k */
  set(k) {
    this.value = k;
    this.game.changed();
  }

  get said() {
    return this.game.spec.choices[this.value ?? 0];
  }

  get text() {
    return String(this.value);
  }

  get json() {
    return this.value;
  }

  turn() {
    if (this.game.phase !== "skipped") return;
    this.value = null;
    for (const label of this.labels) /** @type {HTMLInputElement} */ (label.children[0]).checked = false;
  }

  paint() {}

  close() {}
}
