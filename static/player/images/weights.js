/** Each unit of the first layer as the image of its weights, with a bar of what it makes of the image that is sent. */

import { make, write } from "../shared/dom.js";
import { filled, format } from "../shared/format.js";
import { scaleStops } from "../shared/theme.js";
import { SpottedPanel } from "./unitcanvas.js";
import { drawLevel, drawTile, drawWords, LINE, Tiles, widthOf } from "./unitdrawing.js";
import { momentOf, sumOf } from "./unitmoment.js";
import { gridFor } from "./weightsgrid.js";

/** @import { Frame, NetworkNode, Point, Stage, WeightsSpec } from "../scene.d.ts" */
/** @import { Moment } from "./unitmoment.js" */
/** @import { Spot } from "./unitspots.js" */
/** @import { Grid } from "./weightsgrid.js" */

const GAP = 6;
/** A bar under an image, and what is left above it, in sizes of the letters. */
const [BAR, ABOVE] = [0.4, 0.2];
/** Units are called by their names where that leaves the images so many sizes of the letters, or such a share of their side. */
const [LEAST_NAMED, SHARE_NAMED] = [2.4, 0.85];
/** Of units that are told, the most. */
const TOLD = 5;

/** heading: pixels to the left for the names of the rows' first units. @typedef {{ grid: Grid, named: boolean, heading: number, size: number }} Plan */

/** @extends {SpottedPanel<WeightsSpec>} */
export class WeightsPanel extends SpottedPanel {
  tiles = new Tiles();

  /** @param {WeightsSpec} spec  @param {Stage} stage */
  constructor(spec, stage) {
    super(spec, stage);
    this.colors = make("span", { class: "gs-scale-colors", "aria-hidden": "true" });
    this.ends = make("span", { class: "gs-scale-ends" });
    this.scale = make("span", { class: "gs-scale" }, this.colors, this.ends);
    this.start(spec);
  }

  take() {
    this.tint();
  }

  redraw() {
    this.tint();
    super.redraw();
  }

  /** What the colours are, at the picture's head. */
  tint() {
    this.colors.style.background = `linear-gradient(90deg, ${scaleStops("signed", this.stage.theme).join(", ")})`;
  }

  makeSwitches() {
    super.makeSwitches();
    this.switches.append(this.scale);
    this.scale.title = this.spec.words.weights_full;
  }

  // ---- drawing -----------------------------------------------------------------------------------

  paint(position) {
    super.paint(position);
    const moment = momentOf(this.stage, this.spec.of, position);
    if (moment) write(this.ends, `±${format(moment.full, ".2g")}`);
  }

  /** A picture that is saved has no head: its colours are told under it. */
  paintWhole(context, width, height) {
    const { fontSize: size, shown, theme } = this.stage;
    const moment = momentOf(this.stage, this.spec.of, shown);
    if (!moment) return;
    this.draw(context, width, height - LINE * size, shown);
    drawWords(context, this.fullWords(moment), width, height - 0.5 * LINE * size, { size, theme, align: "right" });
  }

  draw(context, width, height, position) {
    const moment = momentOf(this.stage, this.spec.of, position);
    if (!moment) return [];
    const plan = this.plan(context, width, height);
    const most = moment.layers?.[1].reduce((top, value) => Math.max(top, Math.abs(value)), 0) || 1;
    return this.spec.units.map((node, unit) => {
      this.drawUnit(context, plan, moment, most, unit);
      return this.spot(plan, moment, node, unit);
    });
  }

  /** Each unit with its name, or, where images would be too small, each row with that of its first.  @returns {Plan} */
  plan(context, width, height) {
    const { spec: { side: pixels, units }, stage: { fontSize: size, theme } } = this;
    const widest = Math.ceil(Math.max(...units.map(({ label }) => widthOf(context, label, size, theme, 600)))) + GAP;
    const below = (ABOVE + BAR) * size + GAP;
    const fit = (room, more, least) => gridFor(units.length, room, height, { pixels, beside: GAP + 2, below: below + more, least });
    const named = fit(width, LINE * size, widest);
    const bare = fit(width - widest, 0, 0);
    if (named.side >= Math.min(LEAST_NAMED * size, SHARE_NAMED * bare.side)) return { grid: named, named: true, heading: 0, size };
    return { grid: bare, named: false, heading: widest, size };
  }

  /** @param {any} context  @param {Plan} plan  @param {Moment} moment  @param {number} most  @param {number} unit */
  drawUnit(context, plan, moment, most, unit) {
    const { spec: { side, units }, stage: { focus, theme } } = this;
    const { grid, heading, named, size } = plan;
    const { left, top } = placeOf(plan, unit);
    const { label, name } = units[unit];
    const tile = this.tiles.signed(unit, moment.net.unit(moment.params, 1, unit).weights, side, moment.full, theme);
    const frame = name === focus.selected ? "selected" : name === focus.pointed ? "looked" : "plain";
    drawTile(context, tile, left, top, grid.side, theme, frame);
    const bar = { left, top: top + grid.side + ABOVE * size, width: grid.side, height: BAR * size };
    if (moment.layers) drawLevel(context, bar, moment.layers[1][unit] / most, theme);
    const how = { size, theme, weight: frame === "plain" ? 400 : 700 };
    if (named) drawWords(context, label, left + grid.side / 2, bar.top + bar.height + 0.55 * LINE * size, { ...how, align: "center" });
    else if (unit % grid.columns === 0) drawWords(context, label, grid.left + heading - GAP, top + grid.side / 2, { ...how, align: "right" });
  }

  // ---- pointing ----------------------------------------------------------------------------------

  /** @param {Plan} plan  @param {Moment} moment  @param {NetworkNode} node  @param {number} unit  @returns {Spot} */
  spot(plan, moment, node, unit) {
    const { focus } = this.stage;
    return {
      key: node.name, ...placeOf(plan, unit),
      lines: (at) => this.lines(moment, node, unit, at),
      act: () => focus.select(focus.selected === node.name ? null : node.name),
      enter: () => focus.point(node.name),
      leave: () => focus.point(null),
    };
  }

  /** @param {Moment} moment  @param {NetworkNode} node  @param {number} unit  @param {Point|null} at */
  lines(moment, { label }, unit, at) {
    const { focus } = this.stage;
    const chosen = focus.selected === this.spec.units[unit].name ? ` · ${this.spec.words.weights_selected}` : "";
    return [label + chosen, ...(at ? [this.pixelWords(moment, unit, at)] : []), ...valueWords(moment, unit), this.fullWords(moment)];
  }

  /** @param {Moment} moment  @param {number} unit  @param {Point} at */
  pixelWords({ net, params }, unit, [across, down]) {
    const { side, words } = this.spec;
    const [row, column] = [down, across].map((share) => Math.max(0, Math.min(side - 1, Math.floor(side * share))));
    const value = net.unit(params, 1, unit).weights[row * side + column];
    return filled(words.weights_pixel, { row: String(row + 1), column: String(column + 1), value: format(value, ".4g") });
  }

  /** @param {Moment} moment */
  fullWords({ full }) {
    return `${this.spec.words.weights_full} ±${format(full, ".4g")}`;
  }

  begin() {
    return this.at(this.stage.focus.selected) ?? super.begin();
  }

  /** Which units fire most. */
  told() {
    const { spec: { of, units }, stage } = this;
    const moment = momentOf(stage, of, stage.shown);
    if (!moment) return [];
    const strongest = moment.layers ? [...units.keys()].sort((a, b) => fired(moment, b) - fired(moment, a)).slice(0, TOLD) : [];
    return [`${this.fullWords(moment)}.`, ...strongest.map((unit) => `${units[unit].label}: ${valueWords(moment, unit).join()}.`)];
  }
}

/** The image of a unit.  @param {Plan} plan  @param {number} unit  @returns {Frame} */
function placeOf({ grid: { across, columns, down, left, side }, heading }, unit) {
  const [column, row] = [unit % columns, Math.floor(unit / columns)];
  const inCell = (across - side) / 2;
  return { left: Math.round(left + heading + column * across + inCell), top: Math.round(row * down) + 2, width: side, height: side };
}

/** @param {Moment} moment  @param {number} unit */
function valueWords(moment, unit) {
  return moment.layers ? [`z = ${format(sumOf(moment, 1, unit), ".4g")}, a = ${format(moment.layers[1][unit], ".4g")}`] : [];
}

/** @param {Moment} moment  @param {number} unit */
function fired({ layers }, unit) {
  return Math.abs(/** @type {Float64Array[]} */ (layers)[1][unit]);
}
