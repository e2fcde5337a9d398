/** The guesses of a class as a picture: bars over the steps, a bar for each choice, or all curves with their median. */

import { make } from "../shared/dom.js";
import { format } from "../shared/format.js";

/** @import { Game } from "./game.js" */
/** @import { Tally, Told } from "../scene.d.ts" */

/** @typedef {Pick<Told, "at"|"truth">|null} Known  what is true, once the tape has come to it */

export class Shown {
  /** @param {Game} game */
  constructor(game) {
    this.game = game;
    this.element = make("div", { class: "gs-tally", role: "img", "data-gs": "tally" });
  }

  /** @param {Tally} tally  @param {Known} known */
  show(tally, known) {
    const parts = { step: stepParts, choice: choiceParts, drawing: drawingParts }[this.game.spec.kind](this.game, tally, known);
    this.element.dataset.kind = this.game.spec.kind;
    this.element.dataset.n = String(tally.n);
    this.element.replaceChildren(...parts);
    this.element.setAttribute("aria-label", [this.game.word("guess_count", { n: String(tally.n) }), aloud(this.game, tally)].join(". "));
  }
}

/** @param {Game} game  @param {Tally} tally */
function aloud(game, { bins, counts, never, median }) {
  if (counts) return counts.map((count, k) => `${game.spec.choices[k]}: ${count}`).join(", ");
  const middle = typeof median === "number" ? game.word("guess_median", { value: format(median, ".4g") }) : "";
  return [middle, never ? `${game.word("guess_never")}: ${never}` : "", ...(bins ?? []).filter(([, , count]) => count).map(([a, b, count]) => `${a}–${b}: ${count}`)].filter(Boolean).join(", ");
}

/** @param {Game} game  @param {Tally} tally  @param {Known} known */
function stepParts(game, { bins = [], never = 0, median }, known) {
  const total = bins.at(-1)?.[1] ?? 0;
  const most = Math.max(1, never, ...bins.map(([, , count]) => count));
  const truth = known ? known.truth : undefined;
  const bars = bins.map(([first, last, count]) => bar(count, most, `${first}–${last}`, typeof truth === "number" && first <= truth && truth <= last));
  const at = (step) => `${(100 * (step + 0.5)) / (total + 1)}%`;
  const axis = make("div", { class: "gs-tally-axis" }, ...[0, Math.round(total / 2), total].map((step) => mark("gs-tally-tick", at(step), String(step))));
  const marks = make("div", { class: "gs-tally-marks" });
  if (typeof median === "number") marks.append(mark("gs-tally-median", at(median), game.word("guess_median", { value: format(median, ".4g") })));
  if (typeof truth === "number") axis.append(mark("gs-tally-truth", at(truth), game.word("guess_truth", { step: String(truth) })));
  const last = make("div", { class: "gs-tally-never" }, make("div", { class: "gs-tally-bars" }, bar(never, most, "", known?.truth === null)),
    make("div", { class: "gs-tally-axis" }, mark("gs-tally-tick", "50%", game.word("guess_never"))));
  return [make("div", { class: "gs-tally-steps" }, marks, make("div", { class: "gs-tally-bars" }, ...bars), axis), last];
}

/** @param {number} count  @param {number} most  @param {string} title  @param {boolean} true_ */
function bar(count, most, title, true_) {
  const filled = make("div", { class: "gs-tally-bar", title, style: `height: ${(88 * count) / most}%` });
  const element = make("div", { class: "gs-tally-slot", "data-true": true_ || null }, make("span", { text: count ? String(count) : "" }), filled);
  return element;
}

/** @param {string} kind  @param {string} left  @param {string} text */
function mark(kind, left, text) {
  return make("span", { class: kind, style: `left: ${left}`, text });
}

/** @param {Game} game  @param {Tally} tally  @param {Known} known */
function choiceParts(game, { counts = [] }, known) {
  const most = Math.max(1, ...counts);
  return counts.map((count, k) => {
    const right = known?.truth === k;
    const filled = make("span", { class: "gs-tally-fill", style: `width: ${(100 * count) / most}%` });
    return make("div", { class: "gs-tally-row", "data-true": right || null },
      make("span", { class: "gs-tally-name", text: `${right ? "✓ " : ""}${game.spec.choices[k]}` }),
      make("span", { class: "gs-tally-track" }, filled), make("span", { class: "gs-tally-number", text: String(count) }));
  });
}

/** @param {Game} game  @param {Tally} tally  @param {Known} known */
function drawingParts(game, { curves = [], median }, known) {
  const { player: { tape }, spec } = game;
  const first = tape.row("loss", tape.first)?.values(null)[0] ?? 1;
  const top = spec.headroom * first;
  const height = (value) => (100 * (1 - Math.min(1, value / top))).toFixed(2);
  const across = (values) => values.map((value, k) => `${((100 * k) / (values.length - 1)).toFixed(2)},${height(value)}`).join(" ");
  const picture = part("svg", { viewBox: "0 0 100 100", preserveAspectRatio: "none", class: "gs-tally-curves" });
  for (const values of curves) picture.append(part("polyline", { points: across(values), class: "gs-tally-curve" }));
  if (Array.isArray(median)) picture.append(part("polyline", { points: across(median), class: "gs-tally-middle" }));
  if (known) {
    const { x, y } = tape.column("loss", null).upTo(tape.last);
    const points = Array.from(x, (step, k) => `${((100 * (step - tape.first)) / (tape.total - tape.first)).toFixed(2)},${height(y[k])}`);
    picture.append(part("polyline", { points: points.join(" "), class: "gs-tally-tape" }));
  }
  const label = (kind, text) => make("span", { class: kind, text });
  return [make("div", { class: "gs-tally-drawings" }, picture, label("gs-tally-top", format(top, ".3g")), label("gs-tally-bottom", "0"),
    label("gs-tally-left", String(tape.first)), label("gs-tally-right", String(tape.total)))];
}

/** @param {string} name  @param {Record<string, string>} attributes */
function part(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
