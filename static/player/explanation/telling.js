/** A stage of an update in words and formulas, in the place of the run's sentence. */

import { make } from "../shared/dom.js";
import { filled } from "../shared/format.js";
import { formulas } from "./formula.js";
import { SampleChoice } from "./samples.js";

/** @import { Explanation, Stage } from "../scene.d.ts" */

/** So many formulas are set smaller, to stand in one line. */
const MANY = 4;

export class Telling {
  /** What it tells. @type {Explanation|null} */
  answer = null;

  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.choice = new SampleChoice(stage);
    this.place = make("span", { class: "gs-telling-place" });
    this.title = make("strong", { class: "gs-telling-title" });
    this.words = make("span", { class: "gs-telling-words" });
    // The words say the same to a screen reader.
    this.formulas = make("div", { class: "gs-telling-formulas", "aria-hidden": "true" });
    this.element = make("div", { class: "gs-telling", "data-gs": "stage" },
      make("div", { class: "gs-telling-head" }, this.place, this.title, this.words, this.choice.element), this.formulas);
  }

  /** @param {Explanation} answer  @param {number} at  which of its stages */
  tell(answer, at) {
    const { stages } = answer;
    const { tex, text, title } = stages[at];
    const facts = { at: String(at + 1), count: String(stages.length) };
    this.element.dataset.gsStage = String(at);
    this.place.textContent = filled(this.stage.labels.inside_place, facts);
    this.title.textContent = title;
    this.words.textContent = text.startsWith(`${title}: `) ? text.slice(title.length + 2) : text;
    const parts = tex.flatMap(formulas);
    this.formulas.replaceChildren(...parts);
    this.formulas.classList.toggle("gs-many", parts.length >= MANY);
    if (answer !== this.answer) this.choice.show(answer);
    this.answer = answer;
  }

  /** Whether it tells another moment than the one on screen. @param {boolean} late */
  fade(late) {
    for (const element of [this.words, this.formulas]) element.classList.toggle("gs-late", late);
  }
}
