/** A panel with a network's output as a surface over its two inputs, which changes as it learns; a hand turns it. */

import { drawFrame } from "./axes3d.js";
import { Computed } from "../layers/computed.js";
import { Fitted, extent } from "./fitted.js";
import { format } from "../shared/format.js";
import { Heights } from "./heights.js";
import { Land } from "./land.js";
import { Rasters } from "./rasters.js";
import { areFew, samplesOf } from "../layers/samples.js";
import { bandColors } from "./shading.js";
import { drawBorder, drawOn, drawStanding, standingAt } from "./standing.js";
import { TurnedPanel } from "./turned.js";

/** @import { Raster } from "./raster.js" */
/** @import { Scene } from "./standing.js" */
/** @import { Point, Stage, SurfaceSpec } from "../scene.d.ts" */
/** @import { Sample } from "../layers/samples.js" */

/** Samples along each side at most, while it moves and at rest. */
const [MOVING, RESTING] = [44, 90];
const BANDS = 10;
/** Pixels from a sample within which the pointer means it. */
const REACH = 14;

/** @extends {TurnedPanel<SurfaceSpec>} */
export class SurfacePanel extends TurnedPanel {
  /** @type {Computed} */
  source;
  /** @type {Sample[]} */
  samples = [];
  /** @type {number[]} */
  levels = [];
  /** @type {Fitted} of the heights, where the output has no bounds */
  fitted;
  /** @type {Land|null} */
  land = null;
  /** @type {any} those of bandColors, made anew for another theme */
  colors = null;
  rasters = new Rasters();
  /** @type {Raster|undefined} */
  raster;
  /** @type {{a: Float64Array, b: Float64Array, t: number}|null} what the land was made of */
  pictures = null;

  /** @param {SurfaceSpec} spec  @param {Stage} stage */
  constructor(spec, stage) {
    super(spec, stage);
    this.start(spec);
  }

  /** @param {SurfaceSpec} spec */
  take(spec) {
    const [low, high] = spec.range;
    this.source = new Computed(spec.of, spec.x, spec.y);
    this.samples = samplesOf(spec.data);
    this.levels = Array.from({ length: BANDS - 1 }, (_, i) => low + ((high - low) * (i + 1)) / BANDS);
    this.fitted = new Fitted([Math.min(low, 0), Math.max(high, 1)]);
    this.colors = null;
    this.pictures = null;
  }

  redraw() {
    this.colors = null;
    this.repaint();
  }

  get flowing() {
    return true;
  }

  get sides() {
    return this.land ? this.land.box.sides : super.sides;
  }

  // ---- the surface -------------------------------------------------------------------------------

  drawLayers(position) {
    super.drawLayers(position);
    if (this.source.late) this.repaint();
  }

  prepare(position) {
    const { source, stage: { tape, theme } } = this;
    if (!this.colors) {
      this.colors = bandColors({ colors: this.spec.colors, levels: this.levels }, theme);
      this.rasters.forget();
    }
    source.side = this.moving || source.slow ? Math.min(source.side, MOVING) : RESTING;
    const pictures = source.inTime(tape, position);
    if (!pictures || same(pictures, this.pictures)) return;
    this.pictures = pictures;
    this.land = this.shape(pictures);
    this.rasters.forget();
  }

  /** @param {{side: number, a: Float64Array, b: Float64Array, t: number}} pictures */
  shape({ side, a, b, t }) {
    const { x, y, names, label, range, heights } = this.spec;
    const data = { data: a.map((value, i) => (1 - t) * value + t * b[i]) };
    const spec = { x, y, names, label, levels: this.levels, data };
    return new Land({ nx: side, ny: side, spec }, range, new Heights(heights ?? this.fitted.follow(data.data), false));
  }

  // ---- drawing -----------------------------------------------------------------------------------

  /** On the screen what stands on the surface grows with the letters. */
  paint(context, width, height) {
    const { factor, fontSize } = this.stage;
    if (!this.land) return;
    this.paintGround(context, width, height, this.land);
    context.save();
    context.scale(factor, factor);
    context.canvas.dataset.fontSize = fontSize / factor;
    this.paintStanding(context, this.scene(this.land, factor));
    context.restore();
  }

  paintWhole(context, width, height) {
    if (!this.land) return;
    this.paintGround(context, width, height, this.land);
    this.paintStanding(context, this.scene(this.land));
  }

  /** @param {Land} land */
  paintGround(context, width, height, land) {
    const { theme, fontSize } = this.stage;
    this.raster = this.rasters.paint(land.mesh, this.view, width, height, this.moving, this.colors);
    drawFrame(context, this.view, land.box, theme, fontSize);
    context.drawImage(this.raster.canvas, 0, 0, width, height);
  }

  /** @param {Scene} scene */
  paintStanding(context, scene) {
    const { contour } = this.spec;
    const inputs = this.marked ?? this.stage.focus.place;
    if (typeof contour === "number") drawBorder(context, scene, contour);
    drawStanding(context, scene, this.samples);
    if (inputs) drawOn(context, scene, inputs);
  }

  /** @param {Land} land */
  scene(land, factor = 1) {
    const depthAt = (left, top) => this.depthAt(left * factor, top * factor);
    return { land, view: this.view.shrunk(factor), depthAt, theme: this.stage.theme };
  }

  depthAt(left, top) {
    return this.raster?.depthAt(left, top) ?? Infinity;
  }

  /** Other inputs are sent through. */
  refocus() {
    this.repaint();
  }

  // ---- pointing ----------------------------------------------------------------------------------

  /** The inputs of the sample, or of the place of the surface, under a pixel. */
  under(left, top) {
    const sample = this.sampleAt(left, top);
    const depth = this.depthAt(left, top);
    if (sample) return /** @type {Point} */ (sample.inputs);
    return this.land && Number.isFinite(depth) ? this.land.box.at(...this.view.unproject(left, top, depth)) : null;
  }

  sampleAt(left, top) {
    const { factor } = this.stage;
    return this.land && standingAt(this.scene(this.land, factor), this.samples, left / factor, top / factor, REACH);
  }

  describe(left, top) {
    const inputs = this.under(left, top);
    const sample = this.sampleAt(left, top);
    return inputs && this.lines(inputs, sample);
  }

  /** @param {number[]} inputs  @param {Sample|null} sample */
  lines(inputs, sample) {
    const { names, label, words, of: net } = this.spec;
    const { tape, shown } = this.stage;
    const value = this.source.at(tape, shown, inputs[0], inputs[1]);
    if (value === null || net.sizes[0] !== inputs.length) return null;
    const said = [...inputs, value].map((number, i) => `${[...names, label][i]} = ${format(number, ".4g")}`);
    if (!sample) return said;
    return [...said, `${words.target} = ${sample.label}`, ...(sample.held ? [words.held] : [])];
  }

  /** Of few samples each one's output, of many how far the outputs reach. */
  told() {
    const { samples, spec: { label } } = this;
    if (areFew(samples)) {
      const lines = samples.map((sample) => this.lines(sample.inputs, sample) ?? []);
      return lines.filter((said) => said.length).map((said) => `${said.join(", ")}.`);
    }
    const pictures = this.source.around(this.stage.tape, this.stage.shown);
    const [low, high] = extent(pictures?.a ?? []);
    return low <= high ? [`${label}: ${format(low)} … ${format(high)}.`] : [];
  }
}

function same(one, other) {
  return other !== null && one.a === other.a && one.b === other.b && one.t === other.t;
}
