/** The strip of all loss curves, those of one cell in colour with their median and quartiles. */

import { cleared, make, pen } from "../shared/dom.js";
import { filled, format } from "../shared/format.js";
import { PICTURE_FONT } from "../shared/picture.js";
import { axis, tickText } from "./axes.js";
import { tipOver } from "./tip.js";

/** @import { Band, Curve, Host, Numbers } from "./sweep.d.ts" */
/** @import { Results } from "./results.js" */

/** @typedef {ReturnType<typeof axis>} Axis */
/** @typedef {{size: number, font: string}} Letters */
/** @typedef {{x: Axis, y: Axis, box: {left: number, top: number, right: number, bottom: number}}} Frame */

const NEAR = 40; // pixels from the pointer within which a curve is told of

export class Strip {
  /** @type {number|null} the cell in colour */
  cell = null;
  /** The moment that the keys have gone to. */
  moment = 0;
  /** @type {Results} */
  results;
  /** @type {Frame|null} */
  frame = null;

  /** @param {Host} host  @param {(cell: number|null) => void} point  told which cell's curve is pointed at */
  constructor(host, point) {
    this.host = host;
    this.point = point;
    this.all = make("canvas", { class: "gs-canvas" });
    this.some = make("canvas", { class: "gs-canvas" });
    this.tip = make("div", { class: "gs-tip", hidden: true, "aria-hidden": "true" });
    this.element = make("div", { class: "gs-sweep-curves", role: "slider", tabindex: 0, "data-gs-keys": "ArrowLeft ArrowRight Home End", on: {
      pointermove: (event) => this.hover(event), pointerdown: (event) => this.hover(event), pointerleave: () => this.leave(),
      keydown: (event) => this.key(event), blur: () => this.leave(),
    } }, this.all, this.some, this.tip);
  }

  /** @param {Results} results */
  take(results) {
    this.results = results;
    this.moment = 0;
    this.paint();
  }

  /** @param {number|null} cell */
  light(cell) {
    if (cell === this.cell) return;
    this.cell = cell;
    this.paintSome();
    this.describe();
  }

  // ---- painting ----------------------------------------------------------------------------------

  get size() {
    const { clientWidth: width, clientHeight: height } = this.element;
    return { width, height };
  }

  paint() {
    const { size } = this;
    if (!size.width || !this.results) return;
    this.frame = framed(this.results, size, this.letters(this.host.theme.font), pen(this.all));
    const context = cleared(this.all, size);
    if (this.frame) {
      this.paintAxes(context, this.frame, this.letters(this.host.theme.font));
      this.paintAll(context, this.frame);
    }
    this.paintSome();
    this.describe();
  }

  paintSome() {
    const { size } = this;
    if (!size.width) return;
    const context = cleared(this.some, size);
    if (this.frame && this.cell !== null) this.paintCell(context, this.frame, this.cell);
  }

  /** All of it, on a canvas or as SVG. */
  paintWhole(context, width, height) {
    const letters = this.letters(PICTURE_FONT);
    const frame = framed(this.results, { width, height }, letters, context);
    if (!frame) return;
    this.paintAxes(context, frame, letters);
    this.paintAll(context, frame);
    if (this.cell !== null) this.paintCell(context, frame, this.cell);
  }

  /** @param {string} family  @returns {Letters} */
  letters(family) {
    return { size: this.host.fontSize, font: `${this.host.fontSize}px ${family}` };
  }

  /** @param {any} context  @param {Frame} frame  @param {Letters} letters */
  paintAxes(context, { x, y, box }, { size: fontSize, font }) {
    const { theme: { colors }, opening: { labels } } = this.host;
    Object.assign(context, { font, textBaseline: "middle", lineWidth: 1, strokeStyle: colors.grid });
    context.fillStyle = colors.muted;
    context.textAlign = "right";
    for (const value of y.ticks) {
      line(context, [box.left, y.at(value)], [box.right, y.at(value)]);
      context.fillText(tickText(value), box.left - 6, y.at(value));
    }
    context.textAlign = "center";
    for (const value of x.ticks) context.fillText(tickText(value), x.at(value), box.bottom + 0.75 * fontSize);
    line(context, [box.left, box.bottom], [box.right, box.bottom]);
    context.textAlign = "left";
    context.fillText(labels.loss_axis, box.left - 6 - widest(context, y.ticks), 0.75 * fontSize);
    context.textAlign = "right";
    context.fillText(labels.step_axis, box.right, 0.75 * fontSize);
  }

  paintAll(context, frame) {
    const { runs } = this.results;
    Object.assign(context, { lineWidth: 1, strokeStyle: this.host.theme.colors.muted, globalAlpha: faint(runs.length) });
    for (const { steps, losses } of runs) trace(context, frame, steps, losses);
    context.globalAlpha = 1;
  }

  /** The cell's curves, the quartiles as a band, the median as a thick line. */
  paintCell(context, frame, cell) {
    const { theme: { colors } } = this.host;
    const runs = this.results.of(cell);
    Object.assign(context, { lineWidth: 1.5, strokeStyle: colors.purple, globalAlpha: Math.min(0.75, 2.5 / Math.sqrt(runs.length + 1)) });
    for (const { steps, losses } of runs) trace(context, frame, steps, losses);
    const band = this.results.band(cell);
    if (band) {
      context.globalAlpha = 0.28;
      context.fillStyle = colors.text;
      between(context, frame, band);
      Object.assign(context, { globalAlpha: 1, lineWidth: 4, strokeStyle: colors.text });
      trace(context, frame, band.steps, band.middle);
    }
    context.globalAlpha = 1;
  }

  // ---- pointing ----------------------------------------------------------------------------------

  hover(event) {
    if (!this.frame) return;
    const { left, top } = this.element.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    const found = nearest(this.results.runs, this.frame, [x, y], this.cell);
    if (!found) return this.leave();
    this.point(found.run.cell);
    tipOver(this.tip, this.element, around(x, y), this.lines(found));
  }

  leave() {
    this.tip.hidden = true;
    this.point(null);
  }

  /** A run at one of its moments.  @param {{run: Curve, i: number}} found */
  lines({ run, i }) {
    const { labels } = this.host.opening;
    const where = this.results.values(run.cell).map(({ name, label }) => `${name} ${label}`).join(", ");
    const facts = { step: String(run.steps[i]), loss: format(run.losses[i]), seed: String(run.seed) };
    return [where, filled(labels.told_curve, facts)];
  }

  key(event) {
    const band = this.cell === null ? null : this.results?.band(this.cell);
    const moves = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };
    if (!band || !this.frame || !(event.key in moves)) return;
    event.preventDefault();
    event.stopPropagation();
    this.moment = Math.max(0, Math.min(band.steps.length - 1, this.moment + moves[event.key]));
    this.describe();
    const { x, y } = this.frame;
    const [step, loss] = [band.steps[this.moment], band.middle[this.moment]];
    tipOver(this.tip, this.element, around(x.at(step), y.at(Math.max(y.low, Math.min(y.high, loss)))), [this.atMoment(band)]);
  }

  /** @param {Band} band */
  atMoment({ steps, low, middle, high }) {
    const i = Math.min(this.moment, steps.length - 1);
    const numbers = { median: format(middle[i]), low: format(low[i]), high: format(high[i]) };
    return filled(this.host.opening.labels.told_moment, { step: String(steps[i]), ...numbers });
  }

  /** The picture in words, for those who cannot see it. */
  describe() {
    const { labels } = this.host.opening;
    const band = this.cell === null ? null : this.results?.band(this.cell);
    this.element.setAttribute("aria-label", labels.curves_hint);
    const most = Math.max((band?.steps.length ?? 1) - 1, 0);
    this.element.setAttribute("aria-valuemin", "0");
    this.element.setAttribute("aria-valuemax", String(most));
    this.element.setAttribute("aria-valuenow", String(Math.min(this.moment, most)));
    this.element.setAttribute("aria-valuetext", band ? this.atMoment(band) : labels.untrained);
  }
}

/** What a tip leaves in sight around a point. */
function around(x, y) {
  return { left: x - NEAR / 4, top: y - NEAR / 4, width: NEAR / 2, height: NEAR / 2 };
}

// ---- geometry ------------------------------------------------------------------------------------

/** Axes within a box that leaves their numbers room; null before the first run.
 * @param {Results} results  @param {{width: number, height: number}} size  @param {Letters} letters  @returns {Frame|null} */
function framed(results, { width, height }, { size: fontSize, font }, context) {
  const seen = results.frame();
  if (!seen) return null;
  const [top, bottom, right] = [1.5 * fontSize, height - 1.4 * fontSize, width - 1.2 * fontSize];
  const y = axis([seen.low, seen.high], [bottom, top], { log: seen.log, most: Math.max(2, Math.floor((bottom - top) / (2 * fontSize))) });
  context.font = font;
  const left = widest(context, y.ticks) + 10;
  const x = axis([0, seen.steps], [left, right], { most: Math.max(2, Math.floor((right - left) / (3.6 * fontSize))) });
  return { x, y, box: { left, top, right, bottom } };
}

function widest(context, values) {
  return Math.max(...values.map((value) => context.measureText(tickText(value)).width), 0);
}

function line(context, from, to) {
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  context.stroke();
}

/** The more curves there are, the fainter each.  @param {number} count */
function faint(count) {
  return Math.max(0.12, Math.min(0.6, 12 / Math.sqrt(count + 1) / 10));
}

/** Places of a curve, held within the picture from below; what lies above it is cut off.
 * @param {CanvasRenderingContext2D} context  @param {Frame} frame  @param {Numbers} steps  @param {Numbers} losses */
function trace(context, { x, y, box }, steps, losses) {
  context.beginPath();
  /** @type {[number, number]|null} */
  let before = null;
  for (let i = 0; i < steps.length; i++) {
    const loss = losses[i];
    const high = loss === Infinity ? box.top - 1e4 : y.at(Math.max(loss, y.low));
    if (Number.isNaN(high)) continue;
    const place = /** @type {[number, number]} */ ([x.at(steps[i]), high]);
    join(context, before, place, box.top);
    before = place;
  }
  context.stroke();
}

/** On from one place to the next, as far as both lie below the top. */
function join(context, before, place, top) {
  const inside = place[1] >= top;
  if (!before) {
    if (inside) context.moveTo(...place);
  } else if (inside && before[1] >= top) {
    context.lineTo(...place);
  } else if (inside || before[1] >= top) {
    const share = (top - before[1]) / (place[1] - before[1]);
    const cut = [before[0] + share * (place[0] - before[0]), top];
    if (inside) {
      context.moveTo(...cut);
      context.lineTo(...place);
    } else {
      context.lineTo(...cut);
    }
  }
}

/** Fills what lies between the lower and the upper quartile.
 * @param {CanvasRenderingContext2D} context  @param {Frame} frame  @param {Band} band */
function between(context, { x, y, box }, { steps, low, high }) {
  const inside = (loss) => Math.max(box.top, Math.min(box.bottom, y.at(Math.max(loss, y.low))));
  context.beginPath();
  for (let i = 0; i < steps.length; i++) context[i ? "lineTo" : "moveTo"](x.at(steps[i]), inside(low[i]));
  for (let i = steps.length - 1; i >= 0; i--) context.lineTo(x.at(steps[i]), inside(high[i]));
  context.closePath();
  context.fill();
}

/** The run that passes nearest to a place, and its moment there; of the cell in colour first.
 * @param {Curve[]} runs  @param {Frame} frame  @param {[number, number]} place  @param {number|null} cell */
export function nearest(runs, { x, y }, [px, py], cell) {
  let best = /** @type {{run: Curve, i: number}|null} */ (null);
  let least = NEAR;
  for (const run of runs) {
    const i = momentAt(run.steps, x.value(px));
    const away = Math.abs(y.at(Math.max(run.losses[i], y.low)) - py) + (run.cell === cell ? 0 : 4);
    if (away < least) [least, best] = [away, { run, i }];
  }
  return best;
}

/** The place of the nearest number in a rising list.  @param {Numbers} steps  @param {number} step */
export function momentAt(steps, step) {
  let [low, high] = [0, steps.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (steps[middle] <= step) low = middle;
    else high = middle;
  }
  return steps.length && Math.abs(steps[high] - step) < Math.abs(steps[low] - step) ? high : low;
}
