/** The loss on a plane through θ, flat or in relief, and the way of the run in it, in step with the player. */

import { ContoursLayer } from "../layers/contours.js";
import { drawFrame } from "../relief/axes3d.js";
import { Heights } from "../relief/heights.js";
import { Land } from "../relief/land.js";
import { Rasters } from "../relief/rasters.js";
import { bandColors } from "../relief/shading.js";
import { TurnedPanel } from "../relief/turned.js";
import { format } from "../shared/format.js";
import { Choice } from "./choice.js";
import { flatAxes, paintAxes } from "./flat.js";
import { Known } from "./known.js";
import { Point } from "./point.js";
import { said } from "./said.js";
import { paintWay } from "./way.js";

/** @import { LandscapeSpec, Stage } from "../scene.d.ts" */
/** @import { Raster } from "../relief/raster.js" */

const COLORS = "relief";
const RELIEF = "landscape_relief";

/** @extends {TurnedPanel<LandscapeSpec>} */
export class LandscapePanel extends TurnedPanel {
  /** @type {Known|null} what has come of the plane that is shown */
  known = null;
  /** Run and plane of it. */
  of = "";
  /** Run and plane that are asked for. */
  wanted = "";
  /** @type {AbortController|null} */
  asking = null;
  /** Why there is none. */
  refused = "";
  rasters = new Rasters();
  /** @type {Raster|undefined} */
  raster;
  /** @type {any} those of bandColors, made anew for another theme */
  colors = null;
  /** @type {ContoursLayer|null} */
  contours = null;
  /** @type {Land|null} */
  land = null;

  /** @param {LandscapeSpec} spec  @param {Stage} stage */
  constructor(spec, stage) {
    super(spec, stage);
    this.choice = new Choice(this);
    this.hand = new Point(this);
    this.foot = document.createElement("p");
    this.foot.className = "gs-land-foot";
    this.element.insertBefore(this.choice.element, this.box);
    this.element.append(this.hand.element, this.foot);
    this.start(spec);
    this.turnable(this.deep);
    this.hand.listen();
  }

  /** @param {LandscapeSpec} spec */
  take(spec) {
    this.choice.take(spec);
    this.hand.take(spec);
    this.forget();
  }

  get deep() {
    return Boolean(this.stage.toggles.get(RELIEF));
  }

  flip(toggle, button) {
    super.flip(toggle, button);
    this.turnable(this.deep);
    this.repaint();
  }

  get state() {
    return `${this.deep}|${this.of}|${this.refused}|${this.hand.state}|${this.stage.theme.key}`;
  }

  get sides() {
    return this.land ? this.land.box.sides : super.sides;
  }

  redraw() {
    this.colors = null;
    this.contours?.retheme(this.stage.theme);
    this.repaint();
  }

  // ---- what is asked for ---------------------------------------------------------------------------

  /** Ask for the plane, once the picture is looked at; what is shown stays until the other one is here. */
  async ask() {
    const { source } = this.stage.explanations;
    const wanted = `${this.stage.tape.run}|${source?.query}|${this.choice.plane}`;
    if (wanted === this.wanted) return;
    this.asking?.abort();
    const asking = (this.asking = new AbortController());
    this.wanted = wanted;
    this.refused = "";
    if (!source) this.refused = this.spec.words.nobody;
    this.tell();
    if (!source) return;
    const answer = await source.landscape(this.choice.plane, asking.signal).catch((error) => /** @type {Error} */ (error));
    if (this.asking !== asking) return;
    if (answer instanceof Error) return this.fail(answer);
    this.of = wanted;
    this.show(new Known(answer, this.spec));
  }

  /** @param {Error} error */
  fail(error) {
    const { words } = this.spec;
    const refused = error.name === "Refused" || error.message.startsWith("400");
    this.refused = refused ? words.refused : words.waiting;
    if (!refused) setTimeout(() => this.retry(), 2000);
    this.forget();
    this.tell();
    this.repaint();
  }

  retry() {
    this.wanted = "";
    this.stage.invalidate();
  }

  forget() {
    Object.assign(this, { known: null, land: null, contours: null, of: "" });
  }

  /** @param {Known} known */
  show(known) {
    this.known = known;
    this.contours = new ContoursLayer(/** @type {any} */ ({ type: "contours", colors: COLORS, ...known.samples }));
    this.contours.retheme(this.stage.theme);
    const heights = new Heights(known.range, known.log);
    this.land = new Land(/** @type {any} */ ({ nx: known.columns, ny: known.rows, spec: known.samples }), known.range, heights);
    this.colors = null;
    this.rasters.forget();
    this.hand.forget();
    this.tell();
    this.repaint();
  }

  /** What the slice shows and hides, in words. */
  tell() {
    const { words } = this.spec;
    this.foot.textContent = this.refused || (this.known ? said(this.known, words).join(" ") : words.waiting);
    this.element.classList.toggle("gs-land-waiting", this.wanted !== this.of && !this.refused);
    this.describeAloud();
  }

  told() {
    return this.known ? said(this.known, this.spec.words) : [];
  }

  // ---- drawing -------------------------------------------------------------------------------------

  drawLayers(position) {
    if (this.stage.tape) this.ask();
    super.drawLayers(position);
  }

  paint(context, width, height, position) {
    if (!this.known || !this.land || !this.contours) return;
    if (this.deep) this.paintDeep(context, width, height, position);
    else this.paintFlat(context, width, height, position);
  }

  paintFlat(context, width, height, position) {
    const { stage: { theme, fontSize }, known, contours } = this;
    if (!known || !contours) return;
    const axes = flatAxes(known, width, height, fontSize);
    contours.draw(context, axes);
    paintAxes(context, axes, known, theme, fontSize);
    const at = ([x, y]) => /** @type {[number, number]} */ ([axes.x(x), axes.y(y)]);
    paintWay(context, known, position, { at, theme, fontSize, words: this.spec.words });
    this.hand.paint(context, at, theme);
  }

  paintDeep(context, width, height, position) {
    const { stage: { theme, fontSize }, known, land } = this;
    if (!known || !land) return;
    this.colors ??= bandColors({ colors: COLORS, levels: known.samples.levels }, theme);
    const raster = (this.raster = this.rasters.paint(land.mesh, this.view, width, height, this.moving, this.colors));
    drawFrame(context, this.view, land.box, theme, fontSize);
    context.drawImage(raster.canvas, 0, 0, width, height);
    const at = ([x, y]) => {
      const place = land.standing(x, y);
      return place ? /** @type {[number, number]} */ (this.view.project(...place).slice(0, 2)) : null;
    };
    paintWay(context, known, position, { at, theme, fontSize, words: this.spec.words });
    this.hand.paint(context, at, theme);
  }

  // ---- pointing ------------------------------------------------------------------------------------

  /** The place of the plane under a pixel. @returns {[number, number]|null} */
  placeAt(left, top) {
    const { known, land } = this;
    if (!known || !land) return null;
    if (!this.deep) {
      const axes = flatAxes(known, this.box.clientWidth, this.box.clientHeight, this.stage.fontSize);
      return known.within([axes.atX(left), axes.atY(top)]);
    }
    const depth = this.raster?.depthAt(left, top) ?? Infinity;
    return Number.isFinite(depth) ? known.within(land.box.at(...this.view.unproject(left, top, depth))) : null;
  }

  /** The exact loss at the nearest point of the grid. */
  describe(left, top) {
    const place = this.placeAt(left, top);
    return place && this.known ? this.linesOf(this.known.nearest(place)) : null;
  }

  /** @param {[number, number]} point  column and row */
  linesOf([column, row]) {
    const { known, spec: { words } } = this;
    if (!known) return [];
    const [x, y] = known.placeOf([column, row]);
    const loss = known.lossAt([column, row]);
    return [
      `${known.axes[0]}: ${format(x)}`, `${known.axes[1]}: ${format(y)}`,
      `${words.loss} = ${Number.isFinite(loss) ? format(loss, ".6g") : "∞"}`,
    ];
  }

  destroy() {
    this.asking?.abort();
    super.destroy();
  }
}
