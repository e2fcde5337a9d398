/** The loss on a plane through θ, flat or in relief, and the path of the run in it, in step with the player. */

import { ContoursLayer } from "../layers/contours.js";
import { fontSize } from "../layers/marks.js";
import { drawScale } from "../layers/scale.js";
import { REACH } from "../layers/trails.js";
import { drawFrame } from "../relief/axes3d.js";
import { Heights } from "../relief/heights.js";
import { Land } from "../relief/land.js";
import { Rasters } from "../relief/rasters.js";
import { bandColors } from "../relief/shading.js";
import { Trails3d } from "../relief/trails3d.js";
import { TurnedPanel } from "../relief/turned.js";
import { make, write } from "../shared/dom.js";
import { format } from "../shared/format.js";
import { nearest } from "../shared/near.js";
import { Choice } from "./choice.js";
import { flatAxes, paintAxes } from "./flat.js";
import { Known } from "./known.js";
import { Asking } from "./asking.js";
import { Point } from "./point.js";
import { lossText, pointSaid, said } from "./said.js";
import { waySpec, wayTape } from "./way.js";

/** @import { LandscapeSpec, Point as Place, Stage } from "../scene.d.ts" */
/** @import { Raster } from "../relief/raster.js" */

/** @typedef {{ known: Known, contours: ContoursLayer, land: Land, trails: Trails3d, tape: any }} Content */

const COLORS = "relief";
const RELIEF = "landscape_relief";
/** The way to come is not drawn. */
const NOTHING_AHEAD = new Map();

/** @extends {TurnedPanel<LandscapeSpec>} */
export class LandscapePanel extends TurnedPanel {
  /** What is to be drawn, once it has come. @type {Content|null} */
  content = null;
  rasters = new Rasters();
  /** @type {Raster|undefined} */
  raster;
  /** Those of bandColors, made anew for another theme. @type {any} */
  colors = null;

  /** @param {LandscapeSpec} spec  @param {Stage} stage */
  constructor(spec, stage) {
    super(spec, stage);
    this.asking = new Asking(stage, (answer) => this.show(new Known(answer, this.spec)), () => this.tell());
    this.choice = new Choice(this);
    this.hand = new Point(this);
    this.hides = make("span");
    this.here = make("span", { class: "gs-land-here" });
    this.foot = make("p", { class: "gs-land-foot", "data-gs": "land-foot" }, this.hides, " ", this.here);
    this.element.classList.add("gs-land");
    this.element.append(this.hand.element, this.foot);
    this.start(spec);
    this.flatten();
    this.hand.listen();
  }

  /** @param {LandscapeSpec} spec */
  take(spec) {
    this.choice.take(spec);
    this.hand.take(spec);
    this.asking.forget();
    this.content = null;
  }

  get deep() {
    return Boolean(this.stage.toggles.get(RELIEF));
  }

  makeSwitches() {
    super.makeSwitches();
    this.switches.prepend(this.choice.element);
    this.flatten();
  }

  flip(toggle, button) {
    super.flip(toggle, button);
    this.flatten();
  }

  /** Only the relief is turned; over the flat picture the same keys move a point. */
  flatten() {
    this.turnable(this.deep);
    this.hand?.takeKeys();
  }

  /** Another part of the network is selected: it is what stands across. */
  refocus() {
    this.choice.follow(this.stage.focus.selected);
  }

  get state() {
    return [this.deep, this.asking.state, this.hand.state, this.stage.theme.key].join("|");
  }

  get sides() {
    return this.content ? this.content.land.box.sides : super.sides;
  }

  redraw() {
    this.recolor();
    this.repaint();
  }

  recolor() {
    const { theme } = this.stage;
    this.colors = null;
    this.rasters.forget();
    this.content?.contours.retheme(theme);
    this.content?.trails.retheme(theme);
  }

  // ---- what has come -------------------------------------------------------------------------------

  /** @param {Known} known */
  show(known) {
    const { samples, range, finest, rows, columns } = known;
    const contours = new ContoursLayer(/** @type {any} */ ({ type: "contours", colors: COLORS, ...samples }));
    const heights = new Heights(range, finest !== null, finest ?? undefined);
    const land = new Land(/** @type {any} */ ({ nx: columns, ny: rows, spec: samples }), range, heights);
    this.content = { known, contours, land, trails: new Trails3d(waySpec(known, this.spec)), tape: wayTape(known) };
    this.recolor();
    this.hand.forget();
    this.tell();
    this.repaint();
  }

  /** What the slice shows and hides, in words; numbers are those of the keyframe that was reached. */
  tell() {
    const { asking, spec: { words } } = this;
    const [hides, here] = this.told();
    write(this.hides, asking.refused ? words[asking.refused] : hides ?? words.waiting);
    write(this.here, here ?? "");
    this.element.classList.toggle("gs-land-waiting", asking.waits);
    this.describeAloud();
  }

  told() {
    if (!this.content || this.asking.refused) return [];
    const { known } = this.content;
    return said(known.answer, this.spec.words, Math.floor(known.indexAt(this.stage.shown)));
  }

  // ---- drawing -------------------------------------------------------------------------------------

  drawLayers(position) {
    if (this.stage.toggles.get(this.spec.area)) this.asking.want(this.choice.plane);
    super.drawLayers(position);
  }

  prepare() {
    this.tell();
  }

  /** On the screen everything grows with the letters; the surface itself has the picture's size. */
  paint(context, width, height, position) {
    const { factor, fontSize: letters } = this.stage;
    context.canvas.dataset.fontSize = letters / factor;
    if (this.deep) this.paintSurface(context, width, height, letters);
    context.save();
    context.scale(factor, factor);
    this.paintOn(context, width / factor, height / factor, position, factor);
    context.restore();
  }

  paintWhole(context, width, height) {
    if (this.deep) this.paintSurface(context, width, height, this.stage.fontSize);
    this.paintOn(context, width, height, this.stage.shown, 1);
  }

  paintSurface(context, width, height, letters) {
    const { content, stage: { theme } } = this;
    if (!content) return;
    this.colors ??= bandColors({ colors: COLORS, levels: content.known.samples.levels }, theme);
    this.raster = this.rasters.paint(content.land.mesh, this.view, width, height, this.moving, this.colors);
    drawFrame(context, this.view, content.land.box, theme, letters);
    context.drawImage(this.raster.canvas, 0, 0, width, height);
  }

  /** What lies flat, or what stands on the surface, on a canvas of which a unit is `factor` pixels. */
  paintOn(context, width, height, position, factor) {
    const { content, stage: { theme } } = this;
    if (!content) return;
    const { known, trails, tape } = content;
    const index = known.indexAt(position);
    if (this.deep) {
      const scene = this.scene(content, width, height, factor);
      trails.draw(context, scene, tape, index, NOTHING_AHEAD);
      this.hand.paint(context, (place, loss) => scene.view.project(...scene.box.place(...place, Math.min(loss, known.range[1]))), theme);
      return;
    }
    const axes = flatAxes(known, width, height, fontSize(context));
    content.contours.draw(context, axes);
    paintAxes(context, axes, known, theme, fontSize(context));
    trails.flat.draw(context, axes, tape, index, NOTHING_AHEAD);
    drawScale(context, axes, { label: known.label, range: known.range, colors: COLORS, most: 1 }, theme);
    this.hand.paint(context, ([x, y]) => [axes.x(x), axes.y(y)], theme);
  }

  /** @param {Content} content */
  scene({ land }, width, height, factor) {
    const depthAt = (left, top) => this.raster?.depthAt(left * factor, top * factor) ?? Infinity;
    return { view: this.view.shrunk(factor), box: land.box, raster: { depthAt }, frame: { left: 0, top: 0, width, height } };
  }

  // ---- pointing ------------------------------------------------------------------------------------

  /** The place of the plane under a pixel.  @returns {Place|null} */
  placeAt(left, top) {
    const { content, deep } = this;
    if (!content) return null;
    const { known, land } = content;
    if (!deep) {
      const axes = this.axesOnScreen(known);
      return known.within([axes.atX(left), axes.atY(top)]);
    }
    const depth = this.raster?.depthAt(left, top) ?? Infinity;
    return Number.isFinite(depth) ? known.within(land.box.at(...this.view.unproject(left, top, depth))) : null;
  }

  /** In the window's pixels.  @param {Known} known */
  axesOnScreen(known) {
    return flatAxes(known, this.box.clientWidth, this.box.clientHeight, this.stage.fontSize);
  }

  describe(left, top) {
    if (!this.content) return null;
    const k = this.wayAt(this.content, left, top);
    if (k !== null) return pointSaid(this.content.known.answer, this.spec.words, k);
    const place = this.placeAt(left, top);
    return place && this.linesOf(this.content.known.nearest(place));
  }

  /** The nearest point of the path up to now, within reach of a pixel.  @param {Content} content */
  wayAt({ known, land }, left, top) {
    const axes = this.axesOnScreen(known);
    const now = Math.floor(known.indexAt(this.stage.shown));
    const at = (k) => {
      const [x, y] = known.place(k);
      return this.deep ? this.view.project(...land.box.place(x, y, known.heights[k])) : [axes.x(x), axes.y(y)];
    };
    return nearest(Array.from({ length: now + 1 }, (_, k) => k), (k) => Math.hypot(at(k)[0] - left, at(k)[1] - top), REACH);
  }

  /** The exact loss at a point of the grid, and its coordinates.  @param {Place} point  column and row */
  linesOf(point) {
    const { content, spec: { words } } = this;
    if (!content) return [];
    const { known } = content;
    const values = known.placeOf(point).map((value, k) => `${known.axes[k][1]}: ${format(value)}`);
    return [...values, `${words.loss} = ${lossText(known.lossAt(point), words.infinite)}`];
  }

  destroy() {
    this.asking.forget();
    super.destroy();
  }
}
