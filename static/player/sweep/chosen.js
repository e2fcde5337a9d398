/** The chosen cell: what its runs have come to, each as a link to its page, and three of them beside one another. */

import { make, write } from "../shared/dom.js";
import { format } from "../shared/format.js";
import { writeLines } from "../shared/tools.js";
import { told } from "./heatmap.js";

/** @import { Curve, Host } from "./sweep.d.ts" */
/** @import { Results } from "./results.js" */

export class Chosen {
  /** The cell whose runs are listed. @type {number|null} */
  listed = null;

  /** @param {Host} host */
  constructor(host) {
    this.host = host;
    this.title = make("h3", { class: "gs-title" });
    this.figures = make("div", { class: "gs-chosen-figures" });
    this.pinned = make("a", { class: "gs-action", target: "_top", hidden: true });
    this.head = make("thead");
    this.body = make("tbody");
    this.table = make("table", { class: "gs-table" }, this.head, this.body);
    const runs = make("div", { class: "gs-scroller gs-chosen-runs", tabindex: 0, role: "group" }, this.table);
    this.runs = runs;
    this.element = make("section", { class: "gs-chosen", "data-gs": "chosen" }, this.title, this.figures, this.pinned, runs);
  }

  /** Column heads and the like, in the language of the page. */
  name() {
    const { labels } = this.host.opening;
    const heads = [labels.run_seed, labels.run_loss, labels.run_learned, labels.run_stop];
    this.head.replaceChildren(make("tr", {}, ...heads.map((text) => make("th", { scope: "col", text }))));
    this.runs.setAttribute("aria-label", labels.runs_hint);
    write(this.pinned, labels.open_pinned);
    this.body.replaceChildren();
  }

  /** @param {Results} results  @param {number|null} cell */
  show(results, cell) {
    this.element.hidden = cell === null;
    if (cell === null) return;
    const { labels, lab } = this.host.opening;
    const result = results.cells[cell];
    write(this.title, results.values(cell).map(({ name, label }) => `${name} ${label}`).join(" · "));
    writeLines(this.figures, result.n ? told(result, labels) : [labels.untrained]);
    this.pinned.hidden = result.pinned === null;
    if (result.pinned !== null) this.pinned.href = this.host.address(`${lab}?${result.pinned}`);
    this.list(results.of(cell), cell);
  }

  /** Rows stay as they are while more come: nothing that a hand is about to press moves away. */
  list(runs, cell) {
    if (this.listed !== cell || this.body.childElementCount > runs.length) this.body.replaceChildren();
    this.listed = cell;
    this.body.append(...runs.slice(this.body.childElementCount).map((run) => this.row(run)));
  }

  /** @param {Curve} run */
  row(run) {
    const { lab, labels } = this.host.opening;
    const open = make("a", { href: this.host.address(`${lab}?${run.link}`), target: "_top", text: String(run.seed) });
    open.setAttribute("aria-label", `${labels.run_seed} ${run.seed}`);
    const texts = [format(run.loss, ".3g"), run.steps_to_learn === null ? "–" : String(run.steps_to_learn), run.why];
    return make("tr", {}, make("td", {}, open), ...texts.map((text) => make("td", { text })));
  }
}
