/** Where the last hidden layer puts some images, in the plane in which they vary most: each is its digit. */

import { parametersAt, rowsAround } from "../layers/computed.js";
import { make } from "../shared/dom.js";
import { filled } from "../shared/format.js";
import { reducedMotion } from "../shared/motion.js";
import { nearest } from "../shared/near.js";
import { standTip, writeLines } from "../shared/tools.js";
import { Calm } from "./calm.js";
import { digitColors } from "./hues.js";
import { letter, percent } from "./lettering.js";
import { paintInk } from "./pixels.js";
import { sheetOf } from "./sheet.js";
import { middle } from "./spots.js";
import { WalkedPanel } from "./walked.js";

/** @import { Frame, PlaneSpec, Point, Stage } from "../scene.d.ts" */

/** Pixels from a digit within which the pointer means it. */
const REACH = 24;
/** In letters' heights: a line of words, and half of a digit. */
const [LINE, HALF] = [1.4, 0.5];

/** @extends {WalkedPanel<PlaneSpec>} */
export class PlanePanel extends WalkedPanel {
  calm = new Calm();
  /** Run that was drawn last. */
  run = "";
  /** Where the mean of all digits is. @type {Point} */
  origin = [0, 0];
  /** The digit whose image the tip has. @type {number|null} */
  pictured = null;

  /** @param {PlaneSpec} spec  @param {Stage} stage */
  constructor(spec, stage) {
    super(spec, stage);
    this.picture = make("canvas", { class: "gs-tip-image" });
    this.words = make("div");
    this.tip.append(this.picture, this.words);
    this.start(spec);
  }

  /** @param {PlaneSpec} spec */
  take({ rows }) {
    this.spots = rows.map(() => ({ left: 0, top: 0, width: 0, height: 0 }));
    this.calm.forget();
    this.pictured = null;
  }

  get flowing() {
    return true;
  }

  get state() {
    return `${super.state}|${this.calm.shrinking && performance.now()}`;
  }

  /** The nearest digit, not the first that the pixel lies in: they overlap. */
  at(left, top) {
    return nearest(this.spots.keys(), (k) => {
      const [x, y] = middle(this.spots[k]);
      return Math.hypot(x - left, y - top);
    }, REACH);
  }

  /** The tip goes with its digit. */
  tipAt(k) {
    return middle(this.spots[k]);
  }

  // ---- drawing -----------------------------------------------------------------------------------

  draw(context, width, height, position) {
    const { spec: { array }, stage: { fontSize: em, tape, theme } } = this;
    const rows = rowsAround(tape, array, position);
    if (!rows) return;
    const frame = { left: 0, top: LINE * em, width, height: Math.max(1, height - 2 * LINE * em) };
    this.place(parametersAt(rows), frame, em);
    this.drawFrame(context, frame);
    this.drawDigits(context, em);
    this.drawWords(context, frame, em);
    Object.assign(this.drawn, { across: this.spots[0].left, colors: theme.key });
  }

  /** As large as the frame allows, as long across as up.
   * @param {Float64Array} places  @param {Frame} frame */
  place(places, frame, em) {
    const size = 2 * HALF * em;
    const [right, up, left, down] = this.reaches(places);
    const [wide, high] = [frame.width - size, frame.height - size];
    const scale = Math.min(wide / (right + left || 1), high / (up + down || 1));
    this.origin = [
      frame.left + frame.width / 2 - (scale * (right - left)) / 2, frame.top + frame.height / 2 + (scale * (up - down)) / 2,
    ];
    const [x, y] = this.origin;
    this.spots.forEach((spot, k) => {
      spot.left = x + scale * places[2 * k] - size / 2;
      spot.top = y - scale * places[2 * k + 1] - size / 2;
      spot.width = spot.height = size;
    });
  }

  /** How far the digits go from their mean to the right, up, to the left, down; calmly.  @param {Float64Array} places */
  reaches(places) {
    const { calm, stage, stage: { tape } } = this;
    if (tape.run !== this.run) calm.forget();
    this.run = tape.run;
    const wanted = [0, 0, 0, 0];
    places.forEach((value, i) => {
      wanted[i % 2] = Math.max(wanted[i % 2], value);
      wanted[2 + (i % 2)] = Math.max(wanted[2 + (i % 2)], -value);
    });
    const reaches = calm.next(wanted, performance.now(), reducedMotion.matches);
    if (calm.shrinking) stage.invalidate();
    return reaches;
  }

  /** @param {any} context  @param {Frame} frame */
  drawFrame(context, { left, top, width, height }) {
    const [x, y] = this.origin;
    context.beginPath();
    context.rect(left + 0.5, top + 0.5, width - 1, height - 1);
    context.moveTo(x, top);
    context.lineTo(x, top + height);
    context.moveTo(left, y);
    context.lineTo(left + width, y);
    context.strokeStyle = this.stage.theme.colors.grid;
    context.lineWidth = 1;
    context.stroke();
  }

  drawDigits(context, em) {
    const { spec: { rows }, stage: { theme } } = this;
    const [colors, { answers }] = [digitColors(theme), this];
    rows.forEach((_, k) => {
      const [x, y] = middle(this.spots[k]);
      const digit = this.truth(k);
      letter(context, String(digit), { x, y, size: em, color: colors[digit], font: theme.font, weight: 600, align: "center" });
      if (answers[k] !== digit) this.underline(context, x, y, em);
    });
  }

  underline(context, x, y, em) {
    context.fillStyle = this.stage.theme.colors.vermillion;
    context.fillRect(x - 0.35 * em, y + 0.42 * em, 0.7 * em, 0.14 * em);
  }

  /** @param {any} context  @param {Frame} frame */
  drawWords(context, { top, width, height }, em) {
    const { spec: { words }, stage: { theme } } = this;
    const how = { size: em, font: theme.font, color: theme.colors.muted };
    letter(context, this.shareTold, { ...how, x: 0, y: top + height + 0.75 * em });
    this.underline(context, 0.35 * em, 0.45 * em, em);
    letter(context, filled(words.plane_wrong, this.counted), { ...how, x: em, y: 0.65 * em });
  }

  // ---- words -------------------------------------------------------------------------------------

  /** The class of the image that a digit stands for. */
  truth(k) {
    return this.stage.images?.labels[this.spec.rows[k]] ?? 0;
  }

  /** The network's answer to each image. @returns {ArrayLike<number>} */
  get answers() {
    const row = this.row(this.spec.answers);
    return this.spec.rows.map((image) => row?.at(image) ?? NaN);
  }

  get counted() {
    const { answers, spec: { rows } } = this;
    const wrong = rows.filter((_, k) => answers[k] !== this.truth(k)).length;
    return { n: String(wrong), all: String(rows.length) };
  }

  /** How much of all variance is along each of the two directions. */
  get shareTold() {
    const [first, second] = this.row(this.spec.share)?.values(null) ?? [NaN, NaN];
    return filled(this.spec.words.plane_share, { first: percent(first), second: percent(second) });
  }

  lines(k) {
    const facts = { true: String(this.truth(k)), answer: String(this.answers[k]) };
    return [filled(this.spec.words.plane_image, facts)];
  }

  /** With the image itself. */
  tipOf(k) {
    const { images } = this.stage;
    standTip(this.tip, this.box, this.tipAt(k));
    writeLines(this.words, this.lines(k));
    if (!images || this.pictured === k) return;
    paintInk(this.picture, sheetOf(images).values(this.spec.rows[k]), images.side, 255);
    this.pictured = k;
  }

  inputs(k) {
    const { images } = this.stage;
    return images ? sheetOf(images).inputs(this.spec.rows[k]) : null;
  }

  /** Nothing as long as the numbers of the step have not come. */
  told() {
    if (!this.row(this.spec.share)) return [];
    return [`${this.shareTold}.`, `${filled(this.spec.words.plane_wrong, this.counted)}.`];
  }
}
