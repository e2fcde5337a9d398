/** The first images of the next update, where they stand in the data set, and what the network says of them. */

import { make, write } from "../shared/dom.js";
import { filled, format } from "../shared/format.js";
import { CardsPanel } from "./cards.js";
import { letter, percent } from "./lettering.js";
import { printed } from "./printed.js";
import { Sheet } from "./sheet.js";

/** @import { BatchSpec, Stage } from "../scene.d.ts" */
/** @import { SvgContext } from "../shared/svg.js" */

const MONOSPACED = "ui-monospace, monospace";
const BY_HAND = -1;

/** @extends {CardsPanel<BatchSpec>} */
export class BatchPanel extends CardsPanel {
  /** Of the row that was read last. @type {Sheet|null} */
  images = null;
  of = "";
  /** Whether the places are a part of the picture, as where it is saved. */
  headed = false;

  /** @param {BatchSpec} spec  @param {Stage} stage */
  constructor(spec, stage) {
    super(spec, stage);
    this.count = make("span", { class: "gs-batch-count" });
    this.places = make("code", { class: "gs-batch-places" });
    this.line = make("div", { class: "gs-batch-line" }, this.count, this.places);
    this.box.before(this.line);
    this.start(spec);
  }

  /** @returns {Sheet|null} made anew for each row */
  get sheet() {
    const { spec: { images, side }, stage: { shown, tape } } = this;
    const row = this.row(images);
    if (!row) return null;
    const of = [tape.run, row.start, shown].join("|");
    if (of !== this.of || !this.images) this.images = new Sheet(side, row.data.subarray(row.start, row.start + row.width));
    this.of = of;
    return this.images;
  }

  get size() {
    return /** @type {[number, number, string]} */ ([Math.min(this.shownAtMost, this.inAll || 1), 2, this.widest]);
  }

  get widest() {
    return this.rows.some(([place]) => place === BY_HAND) ? `${this.spec.words.batch_hand} >99%` : "0 → 0 ✓";
  }

  /** How many the next batch has. */
  get inAll() {
    return this.row(this.spec.size)?.at(0) ?? 0;
  }

  get shownAtMost() {
    return (this.row(this.spec.array)?.width ?? 0) / 3;
  }

  /** The batch's rows that are there: place, label, answer. */
  get rows() {
    const values = this.row(this.spec.array)?.values(null) ?? [];
    const rows = Array.from({ length: this.shownAtMost }, (_, k) => [...values.slice(3 * k, 3 * k + 3)]);
    return rows.filter(([, label]) => label >= 0);
  }

  find() {
    const sure = this.row(this.spec.sure)?.values(null) ?? [];
    return this.rows.map(([place, label, answer], image) => {
      const right = label === answer;
      const words = [`${label} → ${answer} ${right ? "✓" : "✗"}`, `${place === BY_HAND ? `${this.spec.words.batch_hand} ` : ""}${percent(sure[image])}`];
      return { image, right, words, lines: this.linesOf(place, label, answer, sure[image]) };
    });
  }

  linesOf(place, label, answer, sure) {
    const { words } = this.spec;
    const where = place === BY_HAND ? words.batch_drawn : filled(words.batch_place, { place: String(place) });
    const verdict = label === answer ? words.batch_right : words.batch_wrong;
    return [where, `${filled(words.batch_says, { label: String(label), answer: String(answer) })} (${verdict})`,
      `p(${answer}) = ${format(sure, ".4g")}`];
  }

  draw(context, width, height) {
    super.draw(context, width, height);
    const { spec: { words } } = this;
    const facts = { n: String(this.cards.length), all: String(this.inAll) };
    write(this.count, filled(words.batch_count, facts));
    write(this.places, this.printed);
    Object.assign(this.drawn, { rows: this.rows });
  }

  /** The places as notebook 002 prints them; what was drawn by hand has none. */
  get printed() {
    return printed(this.rows.map(([place]) => place).filter((place) => place !== BY_HAND));
  }

  get head() {
    return this.headed ? 1.4 * this.stage.fontSize : 0;
  }

  /** With the line that stands over the images on the screen.  @param {SvgContext} context */
  paintWhole(context, width, height) {
    const { stage: { fontSize: em, theme } } = this;
    const words = `${this.count.textContent} ${this.printed}`;
    letter(context, words, { x: 0, y: 0.7 * em, size: 0.7 * em, color: theme.text, font: MONOSPACED });
    this.headed = true;
    super.paintWhole(context, width, height);
    this.headed = false;
    this.repaint(); // on the screen they stand elsewhere
  }
}
