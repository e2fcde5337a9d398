/** A panel of images side by side with a few lines of words under each. */

import { gridIn } from "./grid.js";
import { letter, verdictColor } from "./lettering.js";
import { WalkedPanel } from "./walked.js";

/** @import { BatchSpec, WorstSpec } from "../scene.d.ts" */
/** @import { Sheet } from "./sheet.js" */

/** image: its place in the sheet; right: as the mark says, or null where there is none.
 * @typedef {{ image: number, right: boolean, words: string[], lines: string[] }} Card */

/** @template {BatchSpec | WorstSpec} Spec  @extends {WalkedPanel<Spec>} */
export class CardsPanel extends WalkedPanel {
  /** Those that are shown. @type {Card[]} */
  cards = [];

  // ---- what each kind says of itself -------------------------------------------------------------

  /** @returns {Card[]} those at the step shown */
  find() {
    return [];
  }

  /** What has the images. @returns {Sheet|null} */
  get sheet() {
    return null;
  }

  /** How many there can be, how many lines of words each has, and the widest of these. @returns {[number, number, string]} */
  get size() {
    return [0, 0, ""];
  }

  /** Pixels that the kind's own words take at the top. */
  get head() {
    return 0;
  }

  // ---- drawing -----------------------------------------------------------------------------------

  draw(context, width, height) {
    const { head, sheet, spec: { kind, words }, stage: { fontSize: em, theme } } = this;
    const [count, lines, widest] = this.size;
    const foot = 1.4 * em;
    context.font = `600 ${em}px ${theme.font}`;
    const room = { left: 0, top: head, width, height: height - head - foot };
    const { line, side, spots } = gridIn(Math.max(1, count), room, em, lines, context.measureText(widest).width);
    this.cards = sheet ? this.find().slice(0, spots.length) : [];
    this.spots = spots.slice(0, this.cards.length);
    this.cards.forEach((card, k) => this.drawCard(context, card, spots[k], side, line));
    const how = { size: em, color: theme.colors.muted, font: theme.font };
    const end = this.spots.at(-1);
    if (end) letter(context, words[`${kind}_legend`], { ...how, x: 0, y: end.top + end.height + foot / 2 });
    else if (words[`${kind}_none`]) letter(context, words[`${kind}_none`], { ...how, x: 0, y: head + em });
  }

  /** @param {Card} card */
  drawCard(context, card, { left, top, width }, side, line) {
    const { stage: { fontSize: em, theme } } = this;
    const x = left + width / 2;
    this.sheet?.draw(context, card.image, x - side / 2, top, side);
    context.beginPath();
    context.rect(x - side / 2 + 1, top + 1, side - 2, side - 2);
    context.strokeStyle = theme.colors[card.right ? "right" : "wrong"];
    context.lineWidth = 3;
    context.stroke();
    card.words.forEach((words, k) => {
      const color = k ? theme.text : verdictColor(card.right, theme);
      letter(context, words, { x, y: top + side + 0.2 * em + (k + 0.5) * line, size: em, color, font: theme.font, weight: k ? 400 : 600, align: "center" });
    });
  }

  // ---- words -------------------------------------------------------------------------------------

  lines(k) {
    return this.cards[k]?.lines ?? [];
  }

  inputs(k) {
    return this.cards[k] && this.sheet ? this.sheet.inputs(this.cards[k].image) : null;
  }

  told() {
    const cards = this.sheet ? this.find() : [];
    if (!cards.length) return [this.spec.words[`${this.spec.kind}_none`] ?? ""];
    return cards.map(({ lines }) => `${lines.join(", ")}.`);
  }
}
