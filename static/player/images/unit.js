/** The chosen unit: what makes its sum, where it leads, and the test images that excite it most and least. */

import { icon, make } from "../shared/dom.js";
import { format } from "../shared/format.js";
import { hiddenName, nodeAt } from "../shared/naming.js";
import { lookAt } from "./sending.js";
import { drawInputs, drawLeads, inputBars, leadBars } from "./unitbars.js";
import { SpottedPanel } from "./unitcanvas.js";
import { Tiles } from "./unitdrawing.js";
import { Excitement } from "./unitexcited.js";
import { drawExtremes } from "./unitimages.js";
import { momentOf, sumOf } from "./unitmoment.js";
import { drawPixelSum } from "./unitpixels.js";
import { placesFor } from "./unitplaces.js";

/** @import { ImagesSpec, Stage, Theme, UnitSpec } from "../scene.d.ts" */
/** @import { Unit } from "../shared/naming.js" */
/** @import { Found } from "./unitexcited.js" */
/** @import { Moment } from "./unitmoment.js" */
/** @import { Spot } from "./unitspots.js" */

/**
 * What all parts of the picture see. named: how a unit is called as a part and in pictures, and an output's digit; looked: the image
 * that is pointed at, by its place.
 * @typedef {{
 *   moment: Moment, node: Unit, label: string, weights: number[], bias: number, found: Found|null, looked: number|null,
 *   spec: UnitSpec, images: ImagesSpec, theme: Theme, size: number, tiles: Tiles,
 *   named: (layer: number, unit: number) => { name: string, label: string, digit: string|null },
 *   select: (name: string) => void, lookAt: (image: number|null) => void,
 * }} Shown
 */

/** Images on each side. */
const SHOWN = 6;
/** Bars that are told. */
const TOLD = 3;

/** @extends {SpottedPanel<UnitSpec>} */
export class UnitPanel extends SpottedPanel {
  tiles = new Tiles();
  /** @type {HTMLSelectElement|null} */
  choice = null;
  /** @type {number|null} the image that is pointed at */
  looked = null;
  /** @type {Excitement} */
  excitement;

  /** @param {UnitSpec} spec  @param {Stage} stage */
  constructor(spec, stage) {
    super(spec, stage);
    this.start(spec);
  }

  /** @param {UnitSpec} spec */
  take(spec) {
    this.excitement = new Excitement(spec.of, this.images, SHOWN);
  }

  get images() {
    return /** @type {ImagesSpec} */ (this.stage.images);
  }

  // ---- which unit --------------------------------------------------------------------------------

  /** The one that is looked at; else the first. */
  get name() {
    const { node } = this.stage.focus;
    return node !== null && this.spec.nodes.some(({ name }) => name === node) ? node : this.spec.nodes[0].name;
  }

  makeSwitches() {
    super.makeSwitches();
    const { nodes, words } = this.spec;
    const option = ({ label, name }) => make("option", { value: name, text: label });
    this.choice = make("select", {
      class: "gs-pick", "data-gs-pick": "unit", "aria-label": words.unit_choose, title: words.unit_choose,
      on: { change: ({ target }) => this.stage.focus.select(target.value) },
    }, ...nodes.map(option));
    this.switches.append(this.button("back", words.unit_back, -1), this.choice, this.button("forward", words.unit_forward, 1));
    this.choice.value = this.name;
  }

  /** @param {"back"|"forward"} name  @param {string} label  @param {number} by */
  button(name, label, by) {
    return make("button", {
      type: "button", class: "gs-switch gs-unit-step", "data-gs": `unit-${name}`, "aria-label": label, title: label,
      on: { click: () => this.go(by) },
    }, icon(name));
  }

  /** To the unit before or behind, and from the last to the first. */
  go(by) {
    const { nodes } = this.spec;
    const at = nodes.findIndex(({ name }) => name === this.name);
    this.stage.focus.select(nodes[(at + by + nodes.length) % nodes.length].name);
  }

  refocus() {
    if (this.choice) this.choice.value = this.name;
    super.refocus();
  }

  // ---- drawing -----------------------------------------------------------------------------------

  get state() {
    return String(this.stage.clock.playing);
  }

  paint(position) {
    this.look(position);
    super.paint(position);
  }

  /** Search on for what excites the unit; what is pointed at stays while the run plays. */
  look(position) {
    const { clock: { playing } } = this.stage;
    const moment = momentOf(this.stage, this.spec.of, position);
    const node = nodeAt(this.name, this.spec.of.sizes);
    if (!moment || !node || (playing && this.looked !== null)) return;
    const before = this.excitement.found;
    if (!this.excitement.advance(node, moment.params, performance.now(), playing) && !playing) this.repaint();
    if (!playing && this.excitement.found !== before) this.describeAloud(); // it may come after the rest was told
  }

  draw(context, width, height, position) {
    const shown = this.shown(position);
    if (!shown) return [];
    const { moment: { net: { sizes } }, node: { layer }, size } = shown;
    const pixels = layer === 1;
    const places = placesFor(width, height, size, { pixels, leads: layer + 1 < sizes.length });
    /** @type {Spot[]} */
    const spots = pixels ? drawPixelSum(context, places.sum, shown) : drawInputs(context, places.sum, shown);
    if (places.leads) spots.push(...drawLeads(context, places.leads, shown));
    return [...spots, ...drawExtremes(context, places.images, shown)];
  }

  /** @returns {Shown|null} */
  shown(position) {
    const { excitement: { found }, images, looked, name, spec, stage, tiles } = this;
    const { focus, fontSize: size, theme } = stage;
    const moment = momentOf(stage, spec.of, position);
    const node = nodeAt(name, spec.of.sizes);
    if (!moment || !node) return null;
    const isFound = found?.node.layer === node.layer && found.node.unit === node.unit;
    return {
      moment, node, ...moment.net.unit(moment.params, node.layer, node.unit), spec, images, theme, size, tiles, looked,
      label: this.named(node.layer, node.unit).label, found: isFound ? found : null,
      named: (layer, unit) => this.named(layer, unit),
      select: (part) => focus.select(part),
      lookAt: (image) => this.lookAt(image),
    };
  }

  named(layer, unit) {
    const { nodes, of: { sizes } } = this.spec;
    const last = layer === sizes.length - 1;
    const name = last ? `y${unit}` : hiddenName(layer, unit);
    const label = nodes.find((node) => node.name === name)?.label ?? name;
    return { name, label, digit: last ? String(unit) : null };
  }

  /** @param {number|null} image */
  lookAt(image) {
    this.looked = image;
    lookAt(this.stage, image === null ? null : this.excitement.inputs(image));
  }

  // ---- in words ----------------------------------------------------------------------------------

  told() {
    const shown = this.shown(this.stage.shown);
    if (!shown) return [];
    const { label, moment, node: { layer, unit }, spec: { words } } = shown;
    const value = moment.layers && `z = ${format(sumOf(moment, layer, unit), ".4g")}, a = ${format(moment.layers[layer][unit], ".4g")}`;
    const inputs = layer > 1 ? inputBars(shown, TOLD).map(({ lines }) => `${lines.join(", ")}.`) : [];
    const leads = leadBars(shown, TOLD).map(({ lines }) => `${lines.join(", ")}.`);
    const most = shown.found ? [`${words.unit_most}: ${shown.found.most.map(({ image }) => shown.images.labels[image]).join(", ")}.`] : [];
    return [value ? `${label}: ${value}.` : `${label}.`, ...inputs, ...leads, ...most];
  }
}
