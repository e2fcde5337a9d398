/** The microscope: one update of the selected part at the step on screen, operation by operation, as NumPy tells it. */

import { icon, make, write } from "../shared/dom.js";
import { filled, format } from "../shared/format.js";
import { reducedMotion } from "../shared/motion.js";
import { SampleChoice } from "./samples.js";
import { sectionElement } from "./section.js";

/** @import { Explanation, ExplanationSpec, Stage } from "../scene.d.ts" */

export class ExplanationPanel {
  ready = true;
  live = true;
  stale = false;
  visible = true;
  cheap = true;
  interval = 0;
  /** @type {ExplanationSpec} */
  spec;
  /** The sections whose NumPy lines are in sight. @type {Set<string>} */
  open = new Set();
  /** What the sections show. @type {Explanation|null} */
  told = null;
  /** Of which part. @type {string|null} */
  part = null;

  /** @param {ExplanationSpec} spec  @param {Stage} stage */
  constructor(spec, stage) {
    this.stage = stage;
    this.follower = stage.explanations.follow(() => this.show());
    this.title = make("h3", { class: "gs-title" });
    this.value = make("div", { class: "gs-micro-value", "data-gs": "micro-value", "aria-live": "polite" });
    this.choice = new SampleChoice(stage);
    this.close = make("button", {
      type: "button", class: "gs-tool gs-micro-close", "data-gs": "close", on: { click: () => stage.focus.select(null) },
    }, icon("close"));
    this.trouble = make("p", { class: "gs-note", "data-gs": "micro-trouble", "data-tone": "warn", role: "status" });
    this.sections = make("div", { class: "gs-sections" });
    this.region = make("div", { class: "gs-micro-region", role: "region", tabindex: "0" }, this.sections);
    this.head = make("header", { class: "gs-micro-head" }, this.title, this.value, this.choice.element, this.close);
    const attributes = { class: "gs-panel gs-explanation", "data-gs-panel": spec.id, "data-gs-keys": "Escape", hidden: "" };
    this.element = make("section", { ...attributes, on: { keydown: (event) => this.leave(event) } },
      this.head, this.trouble, this.region);
    this.update(spec);
  }

  /** @param {ExplanationSpec} spec */
  update(spec) {
    this.spec = spec;
    const { labels } = spec;
    this.close.title = labels.micro_close;
    this.close.setAttribute("aria-label", labels.micro_close);
    this.region.setAttribute("aria-label", spec.hint);
    this.told = null;
    this.follow();
  }

  /** @param {KeyboardEvent} event */
  leave(event) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    this.stage.focus.select(null);
  }

  /** Another run, another step, another part, another sample. */
  follow() {
    const { clock, explanations, focus } = this.stage;
    const part = focus.selected;
    this.stale = false;
    this.element.hidden = part === null;
    if (part === null || !explanations.source) this.follower.drop();
    else if (explanations.settled) this.follower.want({ step: explanations.step, part }, clock.playing);
    this.show();
  }

  refresh() {
    this.follow();
  }

  /** On a phone it stands below the network: when it comes, its head comes into view. */
  refocus() {
    const came = this.element.hidden;
    this.follow();
    if (!came || this.element.hidden || !liesBelow(this.head)) return;
    this.head.scrollIntoView({ block: "nearest", behavior: reducedMotion.matches ? "instant" : "smooth" });
  }

  begin() {
    this.follow();
  }

  show() {
    const { answer, failed, right } = this.follower;
    const { clock, explanations, focus } = this.stage;
    if (focus.selected === null) return;
    const { labels, names, title } = this.spec;
    write(this.title, names[focus.selected] ?? title);
    if (right && answer && answer !== this.told) this.draw(answer);
    else if (clock.playing && this.part !== focus.selected) this.clear();
    const waiting = clock.playing && !this.told ? labels.micro_playing : "";
    const trouble = !explanations.source ? labels.micro_nobody : failed ? labels.micro_failed : waiting;
    write(this.trouble, trouble);
    if (this.trouble.hidden === Boolean(trouble)) this.trouble.hidden = !trouble;
    this.choice.element.hidden = !answer;
    for (const element of [this.value, this.sections]) element.classList.toggle("gs-late", !right);
  }

  /** @param {Explanation} answer */
  draw(answer) {
    this.told = answer;
    this.part = this.stage.focus.selected;
    this.writeValue(answer);
    this.choice.show(answer);
    const reading = document.activeElement?.closest("[data-gs-section]")?.getAttribute("data-gs-section");
    const { labels } = this.spec;
    this.sections.replaceChildren(...(answer.sections ?? []).map((section) => sectionElement(section, labels, this.open)));
    if (!reading || this.sections.contains(document.activeElement)) return;
    // Whoever was reading there by keyboard stays there.
    const place = /** @type {HTMLElement|null} */ (this.sections.querySelector(`[data-gs-section="${reading}"] .gs-lines-head`));
    (place ?? this.region).focus({ preventScroll: true });
  }

  /** What was told of another part may not stand under this one's name while it plays; at rest its own is soon here. */
  clear() {
    this.told = null;
    this.part = this.stage.focus.selected;
    write(this.value, "");
    this.sections.replaceChildren();
  }

  /** The step and the part's value, before and after. A unit has none of its own.  @param {Explanation} answer */
  writeValue({ step, old, new: after, end }) {
    const { labels } = this.spec;
    const said = old === undefined ? labels.micro_step : end ? labels.micro_last : labels.micro_change;
    const facts = { step: String(step), next: String(step + 1), old: number(old), new: number(after) };
    write(this.value, filled(said, facts));
    this.value.title = old === undefined ? "" : [old, after].filter((value) => value !== undefined).join(" → ");
  }

  drawLayers() {}

  destroy() {
    this.follower.drop();
    this.element.remove();
  }
}

/** Below what the window shows, and not a whole window away.  @param {HTMLElement} element */
function liesBelow(element) {
  const { bottom, top } = element.getBoundingClientRect();
  return bottom > innerHeight && top < 2 * innerHeight;
}

function number(value) {
  return value === null || value === undefined ? "–" : format(value, ".8g");
}
