/** Which layer and which two or three of its units are shown, and the selects that say so. */

import { make } from "../shared/dom.js";

/** @import { HiddenLayer, HiddenSpec } from "../scene.d.ts" */

export class Choice {
  /** @type {HiddenLayer} */
  layer;
  /** @type {number[]} two or three units of it, from 0 */
  units = [];

  /** Another network: what is chosen stays where it has that too.  @param {HiddenSpec} spec */
  take({ layers }) {
    const alike = (one) => one.layer === this.layer.layer && one.units.length === this.layer.units.length;
    const same = this.layer && layers.find(alike);
    this.layer = same ?? layers[layers.length - 1];
    if (!same) this.units = first(this.layer);
  }

  /** @param {HiddenLayer} layer */
  chooseLayer(layer) {
    this.layer = layer;
    this.units = first(layer);
  }

  /** No unit stands on two axes: the one that had it takes the other's.
   * @param {number} axis  @param {number} unit  -1: none */
  chooseUnit(axis, unit) {
    const taken = this.units.indexOf(unit);
    if (unit < 0) this.units = this.units.slice(0, 2);
    else if (taken >= 0 && this.units[axis] === undefined) this.units = [...free(this.layer, unit), unit];
    else {
      if (taken >= 0) this.units[taken] = this.units[axis];
      this.units[axis] = unit;
    }
  }

  /**
   * @param {HiddenSpec} spec  @param {() => void} changed  called when another is chosen
   * @returns {HTMLElement[]} selects
   */
  selects({ layers, words }, changed) {
    const { layer, units } = this;
    const options = layer.units.map((name, unit) => /** @type {[number, string]} */ ([unit, name]));
    const choose = (axis) => (unit) => (this.chooseUnit(axis, unit), changed());
    const chosen = [
      select("across", words.across, options, units[0], choose(0)), select("up", words.up, options, units[1], choose(1)),
    ];
    const third = /** @type {[number, string][]} */ ([[-1, words.none], ...options]);
    if (options.length > 2) chosen.push(select("deep", words.deep, third, units[2] ?? -1, choose(2)));
    if (layers.length < 2) return chosen;
    const names = layers.map(({ label }, k) => /** @type {[number, string]} */ ([k, label]));
    const other = (k) => (this.chooseLayer(layers[k]), changed());
    return [select("layer", words.layer, names, layers.indexOf(layer), other), ...chosen];
  }
}

/** @param {HiddenLayer} layer */
function first({ units }) {
  return units.length === 3 ? [0, 1, 2] : [0, 1];
}

/** Two units beside this one.  @param {HiddenLayer} layer */
function free({ units }, unit) {
  return units.map((_, k) => k).filter((k) => k !== unit).slice(0, 2);
}

/** @param {[number, string][]} options  @param {(value: number) => void} choose */
function select(key, label, options, value, choose) {
  const chosen = (k) => (k === value ? "" : null);
  return make("select", {
    class: "gs-pick", "data-gs-pick": key, "aria-label": label, title: label,
    on: { change: ({ target }) => choose(Number(target.value)) },
  }, ...options.map(([k, text]) => make("option", { value: String(k), text, selected: chosen(k) })));
}
