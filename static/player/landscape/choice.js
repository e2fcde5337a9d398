/** Which plane through θ is shown: that of the run's own way, of two parameters, or of two random directions. */

import { make } from "../shared/dom.js";
import { isParameter } from "../shared/naming.js";

/** @import { LandscapeSpec } from "../scene.d.ts" */
/** @import { LandscapePanel } from "./landscape.js" */

export class Choice {
  kind = "path";
  seed = 1;
  /** Names of two parameters. @type {string[]} */
  pair = [];
  /** @type {LandscapeSpec} */
  spec;

  /** @param {LandscapePanel} panel */
  constructor(panel) {
    this.panel = panel;
    this.element = make("div", { class: "gs-land-choice", role: "group" });
  }

  /** @param {LandscapeSpec} spec */
  take(spec) {
    this.spec = spec;
    const names = this.names;
    if (!this.pair.every((name) => names.includes(name)) || !this.pair.length) this.pair = [names[0], names[names.length - 1]];
    if (this.kind === "weights" && names.length < 2) this.kind = "path";
    this.make();
  }

  /** The parameters that may be chosen. */
  get names() {
    return Object.keys(this.spec.names).filter(isParameter);
  }

  /** As an address says it. */
  get plane() {
    return { path: "path", weights: this.pair.join(), random: `random:${this.seed}` }[this.kind] ?? "path";
  }

  make() {
    const { words } = this.spec;
    const kinds = ["path", ...(this.names.length > 1 ? ["weights"] : []), "random"];
    const kind = this.select("plane", words.plane, kinds.map((key) => [key, words[`plane_${key}`]]), this.kind, (value) => (this.kind = value));
    const more = this.kind === "weights" ? this.pairs() : this.kind === "random" ? [this.another()] : [];
    this.element.setAttribute("aria-label", words.plane);
    this.element.replaceChildren(kind, ...more);
  }

  pairs() {
    const { names: called, words } = this.spec;
    return [0, 1].map((k) => {
      const others = this.names.filter((name) => name !== this.pair[1 - k]);
      return this.select(`axis${k}`, words[`axis_${k}`], others.map((name) => [name, called[name]]), this.pair[k], (value) => (this.pair[k] = value));
    });
  }

  another() {
    return make("button", {
      type: "button", class: "gs-switch", "data-gs-land": "another", text: this.spec.words.another,
      on: { click: () => this.changed(() => (this.seed += 1)) },
    });
  }

  /** @param {string} name  @param {string} label  @param {string[][]} options  value and text  @param {string} value */
  select(name, label, options, value, take) {
    const element = make("select", {
      class: "gs-pick", "data-gs-land": name, "aria-label": label, title: label,
      on: { change: () => this.changed(() => take(element.value)) },
    }, ...options.map(([key, text]) => make("option", { value: key, text, selected: key === value ? "" : null })));
    return element;
  }

  changed(change) {
    change();
    const focused = /** @type {HTMLElement|null} */ (document.activeElement)?.dataset?.gsLand;
    this.make();
    /** @type {HTMLElement|null} */ (this.element.querySelector(`[data-gs-land="${focused}"]`))?.focus();
    this.panel.stage.invalidate();
    this.panel.repaint();
  }
}
