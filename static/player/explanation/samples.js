/** Which sample of the batch is told: one of them, or all. Microscope and slow mode tell the same. */

import { make } from "../shared/dom.js";

/** @import { Explanation, Stage } from "../scene.d.ts" */

export class SampleChoice {
  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.select = make("select", { class: "gs-speed", "data-gs": "sample", on: { change: () => this.choose() } });
    this.element = make("label", { class: "gs-sample" });
  }

  choose() {
    this.stage.explanations.choose(this.select.value);
    // After the mouse the arrow keys mean the stage again; whoever came by keyboard means the list.
    if (!this.select.matches(":focus-visible")) this.select.blur();
  }

  /** @param {Explanation} answer */
  show({ sample, samples }) {
    const { labels } = this.stage;
    this.element.replaceChildren(labels.micro_sample, " ", this.select);
    const options = samples.map(({ name }, place) => make("option", { value: place, text: name }));
    this.select.replaceChildren(make("option", { value: "all", text: labels.micro_all }), ...options);
    this.select.value = String(sample);
  }
}
