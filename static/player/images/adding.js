/** The row under a pad: which digit the drawing is, and the button that has the run go on with it among its images. */

import { icon, make, write } from "../shared/dom.js";
import { filled } from "../shared/format.js";
import { codeOf } from "./code.js";

/** @import { PadSpec, Stage } from "../scene.d.ts" */

const DIGITS = Array.from({ length: 10 }, (_, digit) => String(digit));

export class Adding {
  /** The label that somebody chose; else the network's answer stands there. @type {string|null} */
  chosen = null;
  /** What is shown. */
  written = "";
  /** The run that is to go on is on its way. */
  expected = false;
  /** @type {PadSpec} */
  spec;
  /** What the network sees of the drawing. @type {number[]|null} */
  seen = null;

  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.select = make("select", { class: "gs-pick", "data-gs": "pad-label", on: { change: () => (this.chosen = this.select.value) } },
      ...DIGITS.map((digit) => make("option", { value: digit, text: digit })));
    this.word = make("span");
    this.button = this.made("pad-add", () => this.add());
    this.back = this.made("pad-back", () => this.stage.hand.takeBack());
    this.back.append(icon("reset"));
    const label = make("label", { class: "gs-pad-label" }, this.word, this.select);
    this.element = make("div", { class: "gs-adding" }, label, this.button, this.back);
  }

  made(name, action) {
    return make("button", { type: "button", class: "gs-switch", "data-gs": name, on: { click: action } });
  }

  /** @param {PadSpec} spec */
  update(spec) {
    this.spec = spec;
    this.word.textContent = spec.words.pad_label;
    this.written = "";
  }

  /** Nothing is drawn any more, or something else: it may be another digit. */
  forget() {
    this.chosen = null;
  }

  /** What may be done now.  @param {number[]|null} seen  @param {number|null} answer */
  refresh(seen, answer) {
    const { hand } = this.stage;
    const { most, words } = this.spec;
    this.seen = seen;
    const digit = this.chosen ?? (answer === null ? null : String(answer));
    if (digit !== null && this.select.value !== digit) this.select.value = digit;
    const [full, last] = [hand.added.length >= most, hand.added.at(-1)];
    const state = [hand.free, full, seen === null, last?.step, last?.value].join("|");
    if (state === this.written) return;
    this.written = state;
    this.element.hidden = !hand.free;
    write(this.button, full ? filled(words.pad_full, { most: String(most) }) : words.pad_add);
    this.button.disabled = full || seen === null;
    this.back.hidden = !last;
    if (!last) return;
    this.back.title = filled(words.pad_back, { step: String(last.step), label: last.value.split(".")[0] });
    this.back.setAttribute("aria-label", this.back.title);
  }

  /** From the step on screen on it stands in every batch, and the run goes on. */
  add() {
    const { hand, shown } = this.stage;
    if (this.seen) this.expected = hand.ask(shown, [["add", `${this.select.value}.${codeOf(this.seen)}`]]);
  }

  /** Another run is on stage: the one that was asked for is played. */
  begin() {
    if (this.expected && !this.stage.clock.playing) this.stage.commands.toggle();
    this.expected = false;
  }
}
