/** The images that are most wrong. */

import { filled, format } from "../shared/format.js";
import { CardsPanel } from "./cards.js";
import { percent } from "./lettering.js";
import { sheetOf } from "./sheet.js";

/** @import { Stage, WorstSpec } from "../scene.d.ts" */

/** @extends {CardsPanel<WorstSpec>} */
export class WorstPanel extends CardsPanel {
  /** @param {WorstSpec} spec  @param {Stage} stage */
  constructor(spec, stage) {
    super(spec, stage);
    this.start(spec);
  }

  get sheet() {
    const { images } = this.stage;
    return images ? sheetOf(images) : null;
  }

  get size() {
    return /** @type {[number, number, string]} */ ([this.row(this.spec.array)?.width ?? 0, 3, "9: >99%"]);
  }

  find() {
    const { spec, stage } = this;
    const [found, sure, answers] = [spec.array, spec.sure, spec.answers].map((name) => this.row(name));
    if (!found || !sure || !answers) return [];
    const images = [...found.values(null)].filter((image) => image >= 0);
    return images.map((image, k) => this.card(image, stage.images?.labels[image], answers.at(image), sure.at(2 * k), sure.at(2 * k + 1)));
  }

  card(image, truth, answer, pAnswer, pTruth) {
    const { words } = this.spec;
    return {
      image, right: false,
      words: [`${truth} → ${answer}`, `${answer}: ${percent(pAnswer)}`, `${truth}: ${percent(pTruth)}`],
      lines: [filled(words.worst_says, { true: String(truth), answer: String(answer) }),
        `p(${answer}) = ${format(pAnswer, ".4g")}`, `p(${truth}) = ${format(pTruth, ".4g")}`],
    };
  }

  draw(context, width, height) {
    super.draw(context, width, height);
    Object.assign(this.drawn, { images: this.cards.map(({ image }) => image) });
  }
}
