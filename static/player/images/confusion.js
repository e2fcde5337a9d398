/** How many images of each class are answered how, the share of each class that is right, and the images of a cell. */

import { filled, format } from "../shared/format.js";
import { luminance, mix, scaleColor } from "../shared/theme.js";
import { letter, percent } from "./lettering.js";
import { CLASSES, cellsOf, imagesOf, leanIn, matrixIn, rightOf, stripOf } from "./matrix.js";
import { sheetOf } from "./sheet.js";
import { WalkedPanel } from "./walked.js";

/** @import { ConfusionSpec, Stage, Theme } from "../scene.d.ts" */
/** @import { Matrix } from "./matrix.js" */

const CELLS = CLASSES ** 2;
/** Shades from nothing to all of a row. */
const SHADES = 32;
/** What a digit takes, in sizes of the letters. */
const DIGIT = 0.6;
/** How many confusions are told. */
const MOST_TOLD = 5;
const EMPTY = new Float64Array(CELLS);

/** @extends {WalkedPanel<ConfusionSpec>} */
export class ConfusionPanel extends WalkedPanel {
  /** The cell that was clicked. @type {number|null} */
  chosen = null;
  /** That whose images were seen last. @type {number|null} */
  last = null;
  /** @type {ArrayLike<number>} */
  counts = EMPTY;
  /** Another run's, that are taken away. @type {ArrayLike<number>|null} */
  less = null;
  matrix = matrixIn(0, 0, 1);
  /** Those of the cell that is seen. @type {number[]} */
  images = [];
  /** @type {{ key: string, right: string[], wrong: string[], fewer: string[], more: string[] }} */
  shades = { key: "", right: [], wrong: [], fewer: [], more: [] };

  /** @param {ConfusionSpec} spec  @param {Stage} stage */
  constructor(spec, stage) {
    super(spec, stage);
    this.start(spec);
  }

  /** The cell whose images are seen: that under the pointer or the walk, else the chosen one; as before among its images. */
  get seen() {
    const { looked } = this;
    if (looked === null) return this.chosen;
    return looked < CELLS ? looked : this.last;
  }

  get state() {
    return `${this.looked}|${this.chosen}|${this.stage.toggles.get(this.spec.difference)}`;
  }

  get first() {
    return this.chosen ?? 0;
  }

  /** The same cell once more: it is left.  @param {number} k */
  choose(k) {
    if (k >= CELLS || this.spec.lean) return;
    this.chosen = this.chosen === k ? null : k;
    this.arrange();
    if (this.walking && this.chosen !== null && this.images.length) this.step(CELLS);
    this.stage.invalidate();
  }

  leave() {
    const had = this.chosen !== null;
    this.chosen = null;
    this.stage.invalidate();
    return had;
  }

  // ---- drawing -----------------------------------------------------------------------------------

  draw(context, width, height) {
    const { fontSize: em } = this.stage;
    const { lean } = this.spec;
    this.matrix = lean ? leanIn(width, height, em) : matrixIn(width, height, em);
    this.counts = this.row(this.spec.array)?.values(null) ?? EMPTY;
    this.less = this.taken;
    this.arrange();
    this.drawCells(context, em);
    this.drawNames(context, this.matrix, em);
    if (!lean) this.drawShares(context, this.matrix, em);
    if (!lean) this.drawStrip(context, this.matrix, em);
  }

  /** What is taken away from each cell, while that is wanted. */
  get taken() {
    const { spec: { difference, minus }, stage: { toggles } } = this;
    return minus && toggles.get(difference) ? this.row(minus)?.values(null) ?? null : null;
  }

  /** The images of the cell that is seen, and what stands where. */
  arrange() {
    const { matrix, seen, spec: { answers }, stage: { fontSize, images } } = this;
    const row = this.spec.lean ? null : this.row(answers);
    this.images = seen === null || !row || !images ? [] : imagesOf(row.values(null), images.labels, seen);
    this.last = seen;
    this.spots = [...cellsOf(matrix), ...stripOf(matrix.strip, fontSize, this.images.length)];
    Object.assign(this.drawn, { cell: seen, images: this.images });
  }

  drawCells(context, em) {
    const { chosen, counts, less, spots, stage: { theme } } = this;
    const cells = spots.slice(0, CELLS);
    const shown = less ? Array.from(counts, (n, k) => n - less[k]) : counts;
    const words = Array.from(shown, (n) => (less ? signed(n) : String(n)));
    const legible = this.isLegible(words, cells[0], em);
    const colors = this.colorsOf(shown);
    cells.forEach(({ left, top, width, height }, k) => {
      context.fillStyle = colors[k];
      context.fillRect(left + 0.5, top + 0.5, width - 1, height - 1);
      if (!shown[k] || !legible) return;
      const color = this.inkOn(context.fillStyle);
      const weight = k % CLASSES === Math.floor(k / CLASSES) ? 600 : 400;
      letter(context, words[k], { x: left + width / 2, y: top + height / 2 + 1, size: em, color, weight, align: "center", font: theme.font });
    });
    if (chosen === null) return;
    const { left, top, width, height } = cells[chosen];
    context.beginPath();
    context.rect(left + 1, top + 1, width - 2, height - 2);
    context.strokeStyle = theme.text;
    context.lineWidth = 3;
    context.stroke();
  }

  /** Whether the numbers have room in their cells. @param {string[]} words */
  isLegible(words, { height, width }, em) {
    const widest = Math.max(...words.map(({ length }) => length));
    return height >= 0.9 * em && (!this.spec.lean || width >= DIGIT * widest * em);
  }

  /** Right ones and wrong ones by their share of the row; differences by how many more or fewer there are. */
  colorsOf(shown) {
    const { counts, less, stage: { theme } } = this;
    const { more, fewer, right, wrong } = this.shadesOf(theme);
    const most = less ? Array.from(shown).reduce((top, n) => Math.max(top, Math.abs(n)), 1) : 1;
    const rows = rightOf(counts);
    return Array.from(shown, (n, k) => {
      const row = Math.floor(k / CLASSES);
      if (less) return (n < 0 ? fewer : more)[Math.round(SHADES * Math.sqrt(Math.abs(n) / most))];
      return (k % CLASSES === row ? right : wrong)[Math.round(SHADES * Math.sqrt(n / (rows[row].all || 1)))];
    });
  }

  /** The true digits before the rows, the answers over the columns; which is which, at the corner and the foot. */
  drawNames(context, { foot, high, left, line, top, wide }, em) {
    const { spec: { words }, stage: { theme } } = this;
    const how = { size: em, font: theme.font, color: theme.text };
    for (let k = 0; k < CLASSES; k++) {
      letter(context, String(k), { ...how, x: left + (k + 0.5) * wide, y: line / 2, align: "center", weight: 600 });
      if (high >= 0.9 * em) letter(context, String(k), { ...how, x: left - 0.5 * em, y: top + (k + 0.5) * high + 1, align: "right", weight: 600 });
    }
    if (this.spec.lean) return;
    letter(context, words.confusion_true, { ...how, x: 0, y: line / 2, color: theme.colors.muted });
    letter(context, words.confusion_answer, { ...how, x: left + (CLASSES / 2) * wide, y: foot, align: "center", color: theme.colors.muted });
  }

  /** Of each class the share that is right, and at the foot of all.  @param {any} context  @param {Matrix} matrix */
  drawShares(context, { foot, high, line, shares, top }, em) {
    const { spec: { words }, stage: { theme } } = this;
    const how = { size: em, font: theme.font, color: theme.text };
    const rows = rightOf(this.counts);
    const whole = total(rows);
    letter(context, words.confusion_right, { ...how, x: shares.left, y: line / 2, color: theme.colors.muted });
    const bar = ({ right, all }, y, tall, words, weight) => {
      context.fillStyle = mix(theme.background, theme.colors.right, 0.35);
      context.fillRect(shares.left, y - tall / 2 + 1, (shares.width * right) / (all || 1), tall - 2);
      letter(context, words, { ...how, x: shares.left + 0.3 * em, y: y + 1, weight });
    };
    if (high >= 0.9 * em) rows.forEach((row, k) => bar(row, top + (k + 0.5) * high, high, percent(row.right / (row.all || 1)), 400));
    bar(whole, foot, line, format(whole.right / (whole.all || 1), ".1%"), 700);
    letter(context, words.confusion_all, { ...how, x: shares.left - 0.5 * em, y: foot, align: "right", color: theme.colors.muted });
  }

  /** The images of the cell that is seen.  @param {any} context  @param {Matrix} matrix */
  drawStrip(context, { strip }, em) {
    const { seen, spec: { words }, stage: { images, theme } } = this;
    const how = { size: em, font: theme.font, color: theme.text, x: strip.left };
    if (seen === null || !images) {
      return letter(context, words.confusion_ask, { ...how, y: strip.top + 0.65 * em, color: theme.colors.muted });
    }
    const spots = this.spots.slice(CELLS);
    const [all, fit] = [this.images.length, spots.length];
    letter(context, `${Math.floor(seen / CLASSES)} → ${seen % CLASSES}`, { ...how, y: strip.top + 0.65 * em, weight: 700 });
    const few = { n: String(fit), all: String(all) };
    letter(context, fit < all ? filled(words.confusion_part, few) : filled(words.confusion_images, few), { ...how, y: strip.top + 1.95 * em });
    spots.forEach(({ left, top, width }, k) => sheetOf(images).draw(context, this.images[k], left, top, width));
  }

  /** @param {Theme} theme */
  shadesOf(theme) {
    if (this.shades.key !== theme.key) {
      const shades = (end) => Array.from({ length: SHADES + 1 }, (_, k) => mix(theme.panel, end, k / SHADES));
      const { right, wrong } = theme.colors;
      const [fewer, more] = [0, 1].map((share) => shades(scaleColor("signed", share, theme)));
      this.shades = { key: theme.key, right: shades(right), wrong: shades(wrong), fewer, more };
    }
    return this.shades;
  }

  /** What can be read on a colour. */
  inkOn(color) {
    return luminance(color) > 0.5 ? "#000000" : "#ffffff";
  }

  // ---- words -------------------------------------------------------------------------------------

  lines(k) {
    if (k >= CELLS) return this.linesOfImage(this.images[k - CELLS]);
    const { counts, spec: { words } } = this;
    const { all } = rightOf(counts)[Math.floor(k / CLASSES)];
    const facts = { true: String(Math.floor(k / CLASSES)), answer: String(k % CLASSES) };
    const count = filled(words.confusion_of, { n: String(counts[k]), all: String(all), share: format(counts[k] / (all || 1), ".1%") });
    const versus = this.less ? [`${this.spec.versus} = ${signed(counts[k] - this.less[k])}`] : [];
    return [filled(words.confusion_cell, facts), count, ...versus];
  }

  linesOfImage(k) {
    const { spec: { answers, words }, stage: { images } } = this;
    const facts = { true: String(images?.labels[k]), answer: String(this.row(answers)?.at(k)) };
    return [filled(words.confusion_cell, facts)];
  }

  inputs(k) {
    const { images } = this.stage;
    return k < CELLS || !images ? null : sheetOf(images).inputs(this.images[k - CELLS]);
  }

  /** How many are right, and what is confused most. */
  told() {
    const { spec: { array, words } } = this;
    const counts = this.row(array)?.values(null);
    if (!counts) return [];
    const { right, all } = total(rightOf(counts));
    const wrong = [...counts.keys()].filter((k) => counts[k] && k % CLASSES !== Math.floor(k / CLASSES));
    wrong.sort((a, b) => counts[b] - counts[a]);
    const most = wrong.slice(0, MOST_TOLD).map((k) => `${Math.floor(k / CLASSES)} → ${k % CLASSES}: ${counts[k]}.`);
    const whole = { n: String(right), all: String(all), share: format(right / (all || 1), ".1%") };
    return [`${words.confusion_right}: ${filled(words.confusion_of, whole)}.`, ...most];
  }
}

/** "+3", "−2", "0".  @param {number} n */
function signed(n) {
  return n > 0 ? `+${n}` : String(n).replace("-", "−");
}

function total(rows) {
  return { right: rows.reduce((sum, { right }) => sum + right, 0), all: rows.reduce((sum, { all }) => sum + all, 0) };
}
