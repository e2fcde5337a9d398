/** A panel with the space of two or three hidden units: samples and the grid of the inputs as they are mapped there. */

import { UnitAxes } from "./axes.js";
import { Choice } from "./choice.js";
import { parametersAt, rowsAround } from "../layers/computed.js";
import { borders } from "./decision.js";
import { byDepth, drawGrid, drawLines, drawPlanes, drawSamples } from "./drawing.js";
import { format } from "../shared/format.js";
import { Mapped } from "./mapped.js";
import { hiddenName } from "../shared/naming.js";
import { nearest } from "../shared/near.js";
import { drawPointed } from "../layers/marks.js";
import { Plane } from "./plane.js";
import { areFew, samplesOf } from "../layers/samples.js";
import { SIDES, Space } from "./space.js";
import { Tint } from "./tint.js";
import { TurnedPanel } from "../relief/turned.js";

/** @import { HiddenSpec, Point, Range, Stage } from "../scene.d.ts" */
/** @import { Drawn, Ground } from "./drawing.js" */
/** @import { Sample } from "../layers/samples.js" */

/** @typedef {{ sample: Sample, values: number[] }} Placed */
/** @typedef {{ params: Float64Array, grid: Float64Array[], placed: Placed[], ranges: Range[], borders: Drawn[] }} Content
 */

/** Pixels from a sample within which the pointer means it. */
const REACH = 16;
/** Places along each line of the grid, while it moves and at rest. */
const [MOVING, RESTING] = [40, 160];

/** @extends {TurnedPanel<HiddenSpec>} */
export class HiddenPanel extends TurnedPanel {
  choice = new Choice();
  /** @type {Sample[]} */
  samples = [];
  /** @type {{ moving: Mapped, resting: Mapped }} */
  mapped;
  /** @type {UnitAxes} */
  axes;
  /** @type {Tint} */
  tint;
  /** @type {Content|null} what is to be drawn */
  content = null;
  of = "";

  /** @param {HiddenSpec} spec  @param {Stage} stage */
  constructor(spec, stage) {
    super(spec, stage);
    this.start(spec);
  }

  /** @param {HiddenSpec} spec */
  take(spec) {
    this.samples = samplesOf(spec.data);
    this.mapped = { moving: new Mapped(spec, this.samples, MOVING), resting: new Mapped(spec, this.samples, RESTING) };
    this.axes = new UnitAxes(this.mapped.resting.net.rangeOf(1));
    this.tint = new Tint(spec);
    this.choice.take(spec);
    this.of = "";
    this.turnable(this.deep);
  }

  makeSwitches() {
    super.makeSwitches();
    this.switches.prepend(...this.choice.selects(this.spec, () => this.chosen()));
  }

  /** Another layer or unit: the select that was used keeps the keyboard. */
  chosen() {
    const used = document.activeElement?.getAttribute("data-gs-pick");
    this.turnable(this.deep);
    this.makeSwitches();
    /** @type {HTMLElement|null} */ (this.switches.querySelector(`[data-gs-pick="${used}"]`))?.focus();
    this.repaint();
  }

  /** Whether there is a third axis. */
  get deep() {
    return this.choice.units.length === 3;
  }

  /** Whether the output reads the shown units and no others. */
  get exact() {
    const { layer, units } = this.choice;
    return this.isLast && layer.units.length === units.length;
  }

  get isLast() {
    return this.choice.layer.layer + 2 === this.spec.of.sizes.length;
  }

  // ---- what is drawn -----------------------------------------------------------------------------

  get sides() {
    return SIDES;
  }

  get state() {
    return `${this.choice.layer.layer}|${this.choice.units}`;
  }

  get flowing() {
    return true;
  }

  prepare(position) {
    const { tape, revision } = this.stage;
    const of = [tape.run, position, revision, this.state, this.moving].join("|");
    if (of === this.of) return;
    const rows = rowsAround(tape, this.spec.of.array, position);
    this.content = rows && this.contentOf(parametersAt(rows));
    this.of = of;
    const [first] = this.content?.placed ?? [];
    if (first) Object.assign(this.drawn, { across: first.values[0], up: first.values[1] });
  }

  /** @param {Float64Array} params  @returns {Content} */
  contentOf(params) {
    const { layer: { layer }, units } = this.choice;
    const { all, grid, samples } = this.mapped[this.moving ? "moving" : "resting"].at(params, layer);
    const placed = this.samples.map((sample, i) => ({ sample, values: units.map((unit) => samples[unit][i]) }));
    const ranges = units.map((unit) => this.axes.range(`${layer}.${unit}`, all[unit]));
    const means = samples.map((row) => row.reduce((sum, value) => sum + value, 0) / (row.length || 1));
    return { params, grid: units.map((unit) => grid[unit]), placed, ranges, borders: this.bordersOf(params, means) };
  }

  /** @param {Float64Array} params  @param {number[]} means  @returns {Drawn[]} */
  bordersOf(params, means) {
    const { choice: { layer, units }, spec: { decides }, isLast } = this;
    const exact = layer.units.length === units.length;
    return borders(this.mapped.resting.net, params, layer.layer, units, means, decides).map((border, unit) => {
      return { border, exact, main: isLast || this.isLookedAt(layer.layer + 1, unit) };
    });
  }

  /** Whether a hidden unit is selected or pointed at. */
  isLookedAt(layer, unit) {
    const { selected, pointed } = this.stage.focus;
    return [selected, pointed].includes(hiddenName(layer, unit));
  }

  redraw() {
    this.of = "";
    this.repaint();
  }

  refocus() {
    this.redraw();
  }

  // ---- drawing -----------------------------------------------------------------------------------

  /** On the screen everything grows with the letters. */
  paint(context, width, height) {
    const { factor, fontSize } = this.stage;
    context.save();
    context.scale(factor, factor);
    context.canvas.dataset.fontSize = fontSize / factor;
    this.paintContent(context, this.ground(width, height, factor));
    context.restore();
  }

  paintWhole(context, width, height) {
    this.paintContent(context, this.ground(width, height, 1));
  }

  /** @returns {Ground|null} where values stand in so many pixels of which each is `factor` wide */
  ground(width, height, factor) {
    const fontSize = this.stage.fontSize / factor;
    if (!this.content) return null;
    const { ranges } = this.content;
    if (this.deep) return new Space(this.view.shrunk(factor), ranges, fontSize);
    return new Plane(width / factor, height / factor, ranges, fontSize);
  }

  /** @param {Ground|null} ground */
  paintContent(context, ground) {
    const { content, stage: { theme } } = this;
    if (!ground || !content) return;
    const few = areFew(this.samples);
    const placed = byDepth(ground, content.placed);
    if (ground instanceof Space) this.paintSpace(context, ground, content, placed, few);
    else this.paintPlane(context, ground, content, placed, few);
    const inputs = this.marked ?? this.stage.focus.place;
    if (inputs) this.paintInputs(context, ground, inputs);
    if (!(ground instanceof Space)) ground.drawFrame(context, this.named(), theme);
  }

  /** @param {Plane} plane  @param {Content} content  @param {Placed[]} placed */
  paintPlane(context, plane, content, placed, few) {
    const { theme } = this.stage;
    if (this.exact) {
      this.tint.retheme(theme);
      this.tint.draw(context, plane, content.params, this.choice.units);
    }
    drawGrid(context, plane, content.grid, theme);
    drawLines(context, plane, content.borders, theme);
    drawSamples(context, plane, placed, few, theme);
  }

  /** Samples that the border hides come before it.
   * @param {Space} space  @param {Content} content  @param {Placed[]} placed */
  paintSpace(context, space, content, placed, few) {
    const { theme } = this.stage;
    const border = content.borders.find(({ main }) => main)?.border;
    const before = placed.filter(({ values }) => !border || space.isBefore(border, values));
    space.drawFrame(context, this.named(), theme);
    drawGrid(context, space, content.grid, theme);
    drawSamples(context, space, placed.filter((one) => !before.includes(one)), few, theme);
    drawPlanes(context, space, content.borders, theme);
    drawSamples(context, space, before, few, theme);
  }

  /** What each axis is called, and whether its unit is looked at. */
  named() {
    const { layer: { layer, units: names }, units } = this.choice;
    return units.map((unit) => ({ name: names[unit], marked: this.isLookedAt(layer, unit) }));
  }

  /** Where the pointer is in another picture, or what it sends through the network.
   * @param {Ground} ground  @param {number[]} inputs */
  paintInputs(context, ground, inputs) {
    const { content, choice: { layer: { layer }, units } } = this;
    if (!content || inputs.length !== 2) return;
    const values = this.mapped.moving.one(content.params, layer, inputs);
    const [left, top] = ground.project(units.map((unit) => values[unit]));
    drawPointed(context, left, top, this.stage.theme);
  }

  // ---- pointing ----------------------------------------------------------------------------------

  /** The inputs of the sample under a pixel. */
  under(left, top) {
    return /** @type {Point|null} */ (this.placedAt(left, top)?.sample.inputs ?? null);
  }

  /** @returns {Placed|null} the nearest sample within reach */
  placedAt(left, top) {
    const { factor } = this.stage;
    const ground = this.ground(this.box.clientWidth, this.box.clientHeight, factor);
    if (!ground) return null;
    return nearest(this.content?.placed ?? [], ({ values }) => {
      const [x, y] = ground.project(values);
      return Math.hypot(x - left / factor, y - top / factor);
    }, REACH);
  }

  describe(left, top) {
    const placed = this.placedAt(left, top);
    return placed ? this.linesOf(placed) : this.linesAt(left, top);
  }

  /** @param {Placed} placed */
  linesOf({ sample, values }) {
    const { names, words } = this.spec;
    const inputs = sample.inputs.map((value, i) => `${names[i]} = ${format(value, ".4g")}`);
    const held = sample.held ? [words.held] : [];
    return [...inputs, `${words.target} = ${sample.label}`, ...held, ...this.valued(values)];
  }

  /** A place of the plane: its units' values, and the output where no other unit counts. */
  linesAt(left, top) {
    const { factor } = this.stage;
    const ground = this.ground(this.box.clientWidth, this.box.clientHeight, factor);
    if (!this.content || !(ground instanceof Plane)) return null;
    const values = ground.at(left / factor, top / factor);
    if (values.some((value, axis) => value < ground.ranges[axis][0] || value > ground.ranges[axis][1])) return null;
    if (!this.exact) return this.valued(values);
    const inOrder = this.choice.units[0] === 0 ? values : [values[1], values[0]];
    const output = this.tint.at(this.content.params, inOrder);
    return [...this.valued(values), `${this.spec.label} = ${format(output, ".4g")}`];
  }

  /** @param {number[]} values  of the shown units */
  valued(values) {
    return this.named().map(({ name }, k) => `${name} = ${format(values[k], ".4g")}`);
  }

  /** Of few samples each one's place, of many each class's mean. */
  told() {
    this.prepare(this.stage.shown); // also where it is out of sight
    const { content, samples } = this;
    if (!content) return [];
    if (areFew(samples)) return content.placed.map((one) => `${this.linesOf(one).join(", ")}.`);
    return [0, 1].flatMap((label) => this.tellClass(content, label));
  }

  /** The mean place of a class.  @param {Content} content */
  tellClass({ placed }, label) {
    const group = placed.filter(({ sample }) => sample.label === label);
    if (!group.length) return [];
    const mean = this.choice.units.map((_, k) => group.reduce((sum, { values }) => sum + values[k], 0) / group.length);
    return [`${this.spec.words.target} = ${label}: ${this.valued(mean).join(", ")}.`];
  }
}
