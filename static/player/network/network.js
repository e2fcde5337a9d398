/** A panel with a network: each node a tile that shows what it computes, alive; weights, biases; what is selected. */

import { parametersAt, rowsAround } from "../layers/computed.js";
import { UnitLinesLayer } from "../layers/unitlines.js";
import { cleared, make } from "../shared/dom.js";
import { Net } from "../shared/net.js";
import { savePicture, signed, PICTURE_FONT } from "../shared/picture.js";
import { SvgContext } from "../shared/svg.js";
import { placeTip, switchButtons, toolMenu } from "../shared/tools.js";
import { Atlas } from "./atlas.js";
import { drawNetwork } from "./drawing.js";
import { Handling } from "./handling.js";
import { Keys } from "./keys.js";
import { placed } from "./placing.js";
import { aloud, lines, outline } from "./saying.js";
import { Tiles } from "./tiles.js";
import { partUnder, spotOf } from "./under.js";

/** @import { NetworkSpec, Point, Stage } from "../scene.d.ts" */
/** @import { Drawn } from "./drawing.js" */
/** @import { Places } from "./placing.js" */
/** @import { Found } from "./under.js" */

export class NetworkPanel {
  /** @type {NetworkSpec} */
  spec;
  /** @type {Tiles|null} */
  tiles = null;
  /** @type {Atlas|null} */
  atlas = null;
  /** @type {UnitLinesLayer|null} */
  lines = null;
  /** @type {Net|null} for the point that is sent through */
  probe = null;
  /** @type {Places|null} */
  places = null;
  /** The size of box and letters that these are for. */
  room = "";
  /** @type {Float64Array} the numbers drawn */
  numbers = new Float64Array(0);
  /** @type {Found|null} under the pointer */
  found = null;
  /** @type {Point|null} */
  pointer = null;
  /** @type {string|null} what was painted last */
  painted = null;
  live = false;
  ready = true;
  visible = true;
  interval = 0;

  /** @param {NetworkSpec} spec  @param {Stage} stage */
  constructor(spec, stage) {
    this.stage = stage;
    this.spec = spec;
    this.drawn = { layers: 0, plots: 0 };
    this.title = make("h3", { class: "gs-title" });
    this.tools = make("div", { class: "gs-tools" });
    this.canvas = make("canvas", { class: "gs-canvas", "aria-hidden": "true" });
    this.tip = make("div", { class: "gs-tip", hidden: "" });
    this.voice = make("div", { class: "gs-unseen", "aria-live": "polite" });
    this.box = make("div", { class: "gs-box gs-network", tabindex: "0", role: "application" }, this.canvas, this.tip, this.voice);
    this.switches = make("div", { class: "gs-switches" });
    const head = make("header", { class: "gs-head" }, this.title, this.switches, this.tools);
    this.element = make("section", { class: "gs-panel", "data-gs-panel": spec.id }, head, this.box);
    // Read-only, for browser tests.
    Object.assign(this.element, { __gs: { place: (name) => this.placeOf(name), said: () => this.voice.textContent } });
    this.gone = new AbortController();
    this.handling = new Handling(this, this.gone.signal);
    this.keys = new Keys(this, this.gone.signal);
    this.update(spec);
    this.sizes = new ResizeObserver(() => this.repaint());
    this.sizes.observe(this.box);
  }

  update(spec) {
    this.spec = spec;
    this.atlas = spec.of?.sizes[0] === 2 ? new Atlas() : null;
    this.tiles = spec.of ? new Tiles(spec, this.atlas) : null;
    this.probe = spec.of ? new Net(spec.of) : null;
    this.lines = spec.lines ? new UnitLinesLayer(spec.lines) : null;
    this.found = null;
    this.room = "";
    this.keys.cursor = null;
    this.title.textContent = spec.title;
    this.tools.replaceChildren(toolMenu(this.stage.labels, { save: (kind) => this.save(kind) }));
    this.makeSwitches();
    this.describeAloud();
    if (this.stage.theme) this.redraw();
  }

  makeSwitches() {
    const { spec, stage } = this;
    this.switches.replaceChildren(...switchButtons(spec.toggles ?? [], stage, ({ key }) => {
      stage.toggles.set(key, !stage.toggles.get(key));
      stage.flipped(key);
    }));
  }

  /** Whether it is of a run in which a hand changes nothing. */
  get fixed() {
    return Boolean(this.spec?.fixed);
  }

  // ---- as panels are asked by the player ---------------------------------------------------------

  redraw() {
    this.atlas?.retheme(this.stage.theme);
    if (this.tiles) this.tiles.due = 0;
    this.repaint();
  }

  repaint() {
    this.painted = null;
    this.stage.invalidate();
  }

  /** Another part of the network is looked at. */
  refocus() {
    this.keys.claim();
    this.showTip();
  }

  describeAloud() {
    this.box.setAttribute("aria-label", [this.spec.hint, ...outline(this)].join(" "));
  }

  destroy() {
    this.gone.abort();
    this.sizes.disconnect();
    this.element.remove();
  }

  // ---- drawing -----------------------------------------------------------------------------------

  drawLayers(position) {
    const { clientWidth: width, clientHeight: height } = this.box;
    const { stage } = this;
    if (!width || !height || !this.read(position)) return;
    const { fontSize, revision, tape, toggles } = stage;
    const lined = this.lines && toggles.get(this.spec.lines?.toggle);
    const seen = [tape.run, position, revision, width, height, fontSize, lined, this.found?.name, this.keys.cursor].join("|");
    if (seen === this.painted) return;
    this.stand(width, height, fontSize);
    this.tiles?.follow(this.numbers, /** @type {Places} */ (this.places).side);
    const context = cleared(this.canvas, { width, height });
    this.canvas.dataset.fontSize = String(fontSize);
    drawNetwork(context, this.scene());
    this.drawn.layers += 1;
    if (!this.tip.hidden) this.showTip(); // its number is that of the shown step
    this.painted = this.tiles?.late ? null : seen;
    if (this.tiles?.late) stage.invalidate();
  }

  /** Nodes keep their places as long as box and letters keep their sizes. */
  stand(width, height, font) {
    const room = `${width}|${height}|${font}`;
    if (room !== this.room) this.places = placed(this.spec, width, height, font);
    this.room = room;
  }

  /** The numbers at a position, blended between two steps. @returns {boolean} whether they are there */
  read(position) {
    const { tape } = this.stage;
    const rows = tape && rowsAround(tape, this.spec.array, position);
    if (rows) this.numbers = parametersAt(rows);
    return Boolean(rows);
  }

  /** @returns {Drawn} */
  scene() {
    const { atlas, numbers, places, spec, stage: { focus, fontSize, theme, toggles }, tiles } = this;
    const looked = spec.nodes.findIndex(({ name }) => name === focus.node);
    return {
      spec, theme, tiles, atlas, places: /** @type {Places} */ (places), font: fontSize, at: (place) => numbers[place],
      node: looked < 0 ? null : looked, selected: focus.selected, marked: this.keys.cursor ?? this.found?.name ?? null,
      lines: toggles.get(spec.lines?.toggle) ? this.lines : null, sent: this.sent(), inside: this.stage.inside,
    };
  }

  /** What the point that is sent through gives in each node. */
  sent() {
    const { place } = this.stage.focus;
    const { probe, spec, tiles } = this;
    if (!place || !probe || !tiles || place.length !== probe.sizes[0]) return null;
    const layers = probe.forward(this.numbers, place.map((value) => [value]));
    return { place, values: Float64Array.from(tiles.units, ({ layer, unit }) => layers[layer][unit][0]) };
  }

  // ---- pointing ----------------------------------------------------------------------------------

  /** @param {{clientX: number, clientY: number}} event  @returns {Point} in pixels of the panel's box */
  place({ clientX, clientY }) {
    const area = this.box.getBoundingClientRect();
    return [clientX - area.left, clientY - area.top];
  }

  /** What is under a pixel of the box: a node, a weight or a bias.
   * @param {Point} pixel  @param {number} reach  @returns {Found|null} */
  partAt(pixel, reach) {
    return this.places && partUnder(this.spec, this.places, pixel, reach);
  }

  /** Where a part is, in pixels of the window: the middle of a tile or of a line, a bias's mark. */
  placeOf(name) {
    const { left, top } = this.box.getBoundingClientRect();
    const spot = this.places && spotOf(this.spec, this.places, name);
    return spot && [left + spot[0], top + spot[1]];
  }

  /** @param {string} name  @returns {number|null} a weight's or bias's number at the shown step */
  valueOf(name) {
    const parameter = this.parameter(name);
    const row = parameter && this.stage.tape?.row(this.spec.array, this.stage.shown);
    return row ? row.at(parameter.place) : null;
  }

  parameter(name) {
    const { edges, nodes } = this.spec;
    return edges.find(({ weight }) => weight.name === name)?.weight ?? nodes.find(({ bias }) => bias?.name === name)?.bias ?? null;
  }

  /** The pointer is over a part, or over none. @param {Found|null} found  @param {Point|null} pixel */
  point(found, pixel) {
    this.pointer = pixel;
    const changed = found?.name !== this.found?.name;
    this.found = found;
    if (changed) this.stage.focus.point(found?.kind === "node" && this.spec.of ? found.name : null);
    if (changed) this.stage.invalidate();
    this.showTip();
  }

  /** A click or a tap: what it hits is selected; beside all of it nothing is. @param {Found|null} found  @param {Point|null} tapped */
  choose(found, tapped) {
    this.stage.focus.select(found ? found.name : null);
    if (tapped) this.found = found;
    if (tapped) this.pointer = tapped;
    this.repaint();
    this.showTip();
  }

  /** The keys have led to a part. @param {string|null} name */
  walkTo(name) {
    const { focus } = this.stage;
    this.found = null;
    focus.point(this.spec.of && this.spec.nodes.some((node) => node.name === name) ? name : null);
    if (name !== null) this.say(name);
    this.tip.hidden = true;
    this.stage.invalidate();
  }

  /** Say what is under the pointer; called again whenever the shown step changes. */
  showTip() {
    const words = this.found && this.pointer ? lines(this, this.found.name) : null;
    if (words) placeTip(this.tip, this.box, /** @type {Point} */ (this.pointer), words);
    else this.tip.hidden = true;
  }

  say(name) {
    this.voice.textContent = aloud(this, name);
  }

  hush() {
    this.voice.textContent = "";
  }

  // ---- saving ------------------------------------------------------------------------------------

  /** Save what is shown; tiles are images, all else are lines and letters. */
  save(format) {
    const { tape, shown, theme, fontSize } = this.stage;
    const { clientWidth: width, clientHeight: height } = this.box;
    const context = new SvgContext(width, height, fontSize);
    const plain = { ...theme, font: PICTURE_FONT };
    drawNetwork(/** @type {any} */ (context), { ...this.scene(), theme: plain });
    const about = { title: this.spec.title, link: this.stage.app.originLink(shown, tape.first), theme, width, height };
    return savePicture(signed(context.text(), about), format, `${this.spec.id}-${shown}`);
  }
}
