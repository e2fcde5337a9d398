/** A panel with a surface seen from the side, turned by hand while walkers go over it in step with the player. */

import { drawFrame } from "./axes3d.js";
import { ContoursLayer } from "../layers/contours.js";
import { format } from "../shared/format.js";
import { Heights } from "./heights.js";
import { Land } from "./land.js";
import { drawPointed } from "../layers/marks.js";
import { Rasters } from "./rasters.js";
import { summary } from "../shared/summary.js";
import { bandColors } from "./shading.js";
import { Trails3d } from "./trails3d.js";
import { TurnedPanel } from "./turned.js";

/** @import { ReliefSpec, Stage } from "../scene.d.ts" */
/** @import { Raster } from "./raster.js" */

/** @extends {TurnedPanel<ReliefSpec>} */
export class ReliefPanel extends TurnedPanel {
  /** @type {ContoursLayer} */
  contours;
  /** @type {Trails3d} */
  trails;
  /** @type {Land|null} made anew for other heights */
  land = null;
  /** @type {any} those of bandColors, made anew for another theme */
  colors = null;
  rasters = new Rasters();
  /** @type {Raster|undefined} what is seen */
  raster;

  /** @param {ReliefSpec} spec  @param {Stage} stage */
  constructor(spec, stage) {
    super(spec, stage);
    this.start(spec);
  }

  /** @param {ReliefSpec} spec */
  take(spec) {
    const [contours, trails] = spec.layers;
    this.contours = new ContoursLayer(contours);
    this.trails = new Trails3d(trails);
    this.land = null;
    this.colors = null;
  }

  redraw() {
    this.colors = null;
    this.repaint();
  }

  // ---- the surface -------------------------------------------------------------------------------

  /** The land, where it has been prepared. */
  get ground() {
    return /** @type {Land} */ (this.land);
  }

  get sides() {
    return this.ground.box.sides;
  }

  get state() {
    return String(this.stage.toggles.get(this.spec.layers[1].ahead));
  }

  prepare() {
    const { theme, toggles } = this.stage;
    const log = Boolean(toggles.get(this.spec.log));
    if (this.land?.heights.log !== log) {
      this.land = new Land(this.contours, this.spec.range, new Heights(this.spec.range, log));
      this.rasters.forget();
    }
    if (!this.colors) {
      this.trails.retheme(theme);
      this.contours.retheme(theme);
      this.colors = bandColors(this.contours.spec, theme);
      this.rasters.forget();
    }
  }

  // ---- drawing -----------------------------------------------------------------------------------

  /** On the screen walkers and their marks grow with the letters. */
  paint(context, width, height, position) {
    const { factor, fontSize } = this.stage;
    this.paintGround(context, width, height);
    context.save();
    context.scale(factor, factor);
    context.canvas.dataset.fontSize = fontSize / factor;
    const scene = shrunk(this.scene(width, height), factor);
    this.paintWalkers(context, scene, position);
    if (this.marked) this.drawMarked(context, scene.view, this.marked);
    context.restore();
  }

  paintWhole(context, width, height) {
    this.paintGround(context, width, height);
    this.paintWalkers(context, this.scene(width, height), this.stage.shown);
  }

  paintGround(context, width, height) {
    this.raster = this.rasters.paint(this.ground.mesh, this.view, width, height, this.moving, this.colors);
    drawFrame(context, this.view, this.ground.box, this.stage.theme, this.stage.fontSize);
    context.drawImage(this.raster.canvas, 0, 0, width, height);
  }

  paintWalkers(context, scene, position) {
    const { tape, toggles } = this.stage;
    this.trails.draw(context, scene, tape, position, toggles);
  }

  drawMarked(context, view, [x0, x1]) {
    const place = this.ground.standing(x0, x1);
    if (!place) return;
    const [left, top] = view.project(...place);
    drawPointed(context, left, top, this.stage.theme);
  }

  scene(width, height) {
    return { view: this.view, box: this.ground.box, raster: this.raster, frame: { left: 0, top: 0, width, height } };
  }

  // ---- pointing ----------------------------------------------------------------------------------

  /** The place (x0, x1) of the surface under a pixel, or null. */
  under(left, top) {
    const depth = this.raster?.depthAt(left, top) ?? Infinity;
    return Number.isFinite(depth) ? this.ground.box.at(...this.view.unproject(left, top, depth)) : null;
  }

  told() {
    return summary({ spec: this.spec, stage: this.stage, layers: [this.trails] });
  }

  describe(left, top) {
    const { tape, shown } = this.stage;
    const scene = this.scene(this.box.clientWidth, this.box.clientHeight);
    return this.trails.describe(left, top, scene, tape, shown) ?? this.describeSurface(left, top);
  }

  /** The sample nearest to the point of the surface under a pixel. */
  describeSurface(left, top) {
    const depth = this.raster?.depthAt(left, top) ?? Infinity;
    if (!Number.isFinite(depth)) return null;
    const { names, label } = this.contours.spec;
    const values = this.ground.sample(...this.view.unproject(left, top, depth));
    return [...names, label].map((name, i) => `${name} = ${format(values[i], ".4g")}`);
  }
}

/** The same scene for a canvas whose every unit is so many pixels: what is drawn on it grows with the letters. */
function shrunk(scene, factor) {
  const { view, raster, frame } = scene;
  return {
    ...scene,
    view: view.shrunk(factor),
    raster: { depthAt: (left, top) => raster.depthAt(left * factor, top * factor) },
    frame: { ...frame, width: frame.width / factor, height: frame.height / factor },
  };
}
