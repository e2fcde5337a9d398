/** What to notice at the shown step, in words, with buttons that act on the experiment; in slow mode, the stage. */

import { make } from "./shared/dom.js";

/** @import { Action, Sentence, Stage } from "./scene.d.ts" */

export class Caption {
  /** @type {Sentence|HTMLElement|null|undefined} */
  current;

  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.element = make("div", { class: "gs-caption", "data-gs": "caption", "aria-live": "polite" });
  }

  refresh() {
    const { stages, tape, shown } = this.stage;
    if (stages.element) return this.give(stages.element);
    const caption = tape.captions.findLast(({ at }) => at <= shown) ?? null;
    if (caption === this.current) return;
    this.current = caption;
    this.element.dataset.tone = caption?.tone ?? "none";
    this.element.replaceChildren(...(caption ? this.content(caption) : []));
  }

  /** Its place to something else. @param {HTMLElement} element */
  give(element) {
    if (element === this.current) return;
    this.current = element;
    this.element.dataset.tone = "info";
    this.element.replaceChildren(element);
  }

  /** @param {Sentence} sentence */
  content({ text, actions }) {
    return [make("span", { class: "gs-words", text }), ...(actions ?? []).map((action) => this.makeAction(action))];
  }

  /** A button that acts, or where nothing can, a link to where it would.  @param {Action} action */
  makeAction({ label, value, href }) {
    if (href) return make("a", { class: "gs-action", href, target: "_blank", rel: "noopener", text: label });
    return make("button", {
      type: "button", class: "gs-action", "data-gs-action": value, text: label,
      on: { click: () => this.stage.act(value ?? "") },
    });
  }
}
