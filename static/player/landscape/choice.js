/** Which plane through θ is shown: that of the run's own path, of two parameters, or of two random directions. */

import { make } from "../shared/dom.js";

/** @import { LandscapeSpec } from "../scene.d.ts" */
/** @import { LandscapePanel } from "./landscape.js" */

export class Choice {
  kind = "path";
  seed = 1;
  /** Names of two parameters: across and up. @type {string[]} */
  pair = [];
  /** @type {LandscapeSpec} */
  spec;

  /** @param {LandscapePanel} panel */
  constructor(panel) {
    this.panel = panel;
    this.element = make("div", { class: "gs-land-choice", role: "group" });
  }

  /** Another network: what is chosen stays where it has that too.  @param {LandscapeSpec} spec */
  take(spec) {
    this.spec = spec;
    const { names } = this;
    if (names.length < 2) Object.assign(this, { pair: [], kind: this.kind === "weights" ? "path" : this.kind });
    else if (!this.pair.length || !this.pair.every((name) => names.includes(name))) this.pair = [names[0], names[names.length - 1]];
    this.follow(this.panel.stage.focus.selected);
    this.make();
  }

  /** The parameters that may be chosen. */
  get names() {
    return Object.keys(this.spec.names);
  }

  /** As an address says it. */
  get plane() {
    return { path: "path", weights: this.pair.join(), random: `random:${this.seed}` }[this.kind] ?? "path";
  }

  /** The selected part stands across.  @param {string|null} selected */
  follow(selected) {
    if (selected === null || !(selected in this.spec.names) || selected === this.pair[0]) return;
    this.pair = [selected, this.pair[1] === selected ? this.pair[0] : this.pair[1]];
    this.make();
    this.panel.stage.invalidate();
  }

  make() {
    const { names: called, words } = this.spec;
    const kinds = ["path", ...(this.names.length > 1 ? ["weights"] : []), "random"];
    const plane = this.select("plane", words.plane, kinds.map((key) => [key, words[`plane_${key}`]]), this.kind, (value) => (this.kind = value));
    const axis = (k) => this.select(`axis${k}`, words[`axis_${k}`], this.names.map((name) => [name, called[name]]), this.pair[k], (name) => this.stand(k, name));
    const more = { weights: () => [axis(0), axis(1)], random: () => [this.another()] }[this.kind]?.() ?? [];
    this.element.setAttribute("aria-label", words.plane);
    this.element.replaceChildren(plane, ...more);
  }

  /** No parameter stands on both axes: the one that had it takes the other's.  @param {number} k  @param {string} name */
  stand(k, name) {
    if (this.pair[1 - k] === name) this.pair[1 - k] = this.pair[k];
    this.pair[k] = name;
  }

  another() {
    return make("button", {
      type: "button", class: "gs-switch", "data-gs-land": "another", text: this.spec.words.another,
      on: { click: () => this.changed(() => (this.seed += 1)) },
    });
  }

  /** @param {string} name  @param {string} label  @param {string[][]} options  value and text  @param {string} value
   * @param {(value: string) => void} choose */
  select(name, label, options, value, choose) {
    const element = make("select", {
      class: "gs-pick", "data-gs-land": name, "aria-label": label, title: label,
      on: { change: () => this.changed(() => choose(element.value)) },
    }, ...options.map(([key, text]) => make("option", { value: key, text, selected: key === value ? "" : null })));
    return element;
  }

  /** What was used keeps the keyboard.  @param {() => void} change */
  changed(change) {
    const used = document.activeElement?.getAttribute("data-gs-land");
    change();
    this.make();
    /** @type {HTMLElement|null} */ (this.element.querySelector(`[data-gs-land="${used}"]`))?.focus();
    this.panel.stage.invalidate();
  }
}
