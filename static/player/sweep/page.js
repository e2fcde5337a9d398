/** The pictures of a sweep, and the buttons around them: what has come of it so far, and what is chosen of it. */

import { make, write } from "../shared/dom.js";
import { filled } from "../shared/format.js";
import { showHint } from "../shared/hints.js";
import { Look } from "../shared/look.js";
import { unpackWith } from "../shared/packet.js";
import { toolMenu } from "../shared/tools.js";
import { Chosen } from "./chosen.js";
import { Files } from "./files.js";
import { HeatMap } from "./heatmap.js";
import { Parts, openPart } from "./parts.js";
import { Results } from "./results.js";
import { save, saveMap } from "./saving.js";
import { Strip } from "./strip.js";

/** @import { Component } from "../scene.d.ts" */
/** @import { Around, Opening, Part, Shown } from "./sweep.d.ts" */

/** @type {Shown[]} */
const SHOWN = ["share", "loss", "steps"];

/** parentElement -> SweepPage */
const pages = new WeakMap();

/** @param {Component<Uint8Array>} component  @param {URL} root  @param {Around} around */
export function show(component, root, around) {
  const { parentElement, data } = component;
  let page = pages.get(parentElement);
  if (!page) pages.set(parentElement, (page = new SweepPage(parentElement, root, around)));
  page.receive(component, data);
  return () => {
    if (parentElement.isConnected) return; // overtaken by a newer call, still mounted
    page.destroy();
    pages.delete(parentElement);
  };
}

class SweepPage {
  /** @type {Opening} */
  opening;
  /** @type {Parts|null} */
  parts = null;
  /** @type {Results} */
  results;
  /** @type {number|null} the cell that was chosen */
  chosen = null;
  /** @type {Shown} */
  shown = "share";
  /** @type {Component<Uint8Array>} */
  component;

  /** @param {HTMLElement} parent  @param {URL} root  @param {Around} around */
  constructor(parent, root, around) {
    this.root = root;
    this.around = around;
    this.element = make("div", { class: "gs-player gs-sweep", "data-gs": "sweep" });
    this.look = new Look(this.element, /** @type {any} */ (around));
    parent.append(this.element);
    this.map = new HeatMap(this, { point: (cell) => this.point(cell), choose: (cell) => this.choose(cell) });
    this.strip = new Strip(this, (cell) => this.point(cell));
    this.card = new Chosen(this);
    this.bar = make("progress", { class: "gs-sweep-bar", max: 1, value: 0 });
    this.count = make("span", { class: "gs-sweep-count", role: "status" });
    this.stop = make("button", { type: "button", class: "gs-action", "data-gs": "stop", on: { click: () => this.toggle() } });
    this.progress = make("div", { class: "gs-sweep-progress" }, this.bar, this.count, this.stop);
    this.switches = make("div", { class: "gs-switches", role: "group" });
    this.mapTools = make("div", { class: "gs-tools" });
    this.curveTools = make("div", { class: "gs-tools" });
    this.legend = make("div", { class: "gs-sweep-legend", "aria-hidden": "true" });
    this.mapPanel = make("section", { class: "gs-panel gs-sweep-map" });
    this.curvePanel = make("section", { class: "gs-panel gs-sweep-strip" });
    this.mapTitle = make("h3", { class: "gs-title" });
    this.curveTitle = make("h3", { class: "gs-title" });
    this.sentence = make("div", { class: "gs-caption gs-sweep-sentence", "aria-live": "polite" });
    this.files = new Files(this);
    this.lay();
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(this.element);
    this.leave = around.onLecture(() => this.resize());
    // Read-only, for browser tests.
    Object.assign(this.element, { __gs: { state: () => this.state() } });
  }

  lay() {
    const head = make("header", { class: "gs-head" }, this.mapTitle, this.switches, this.legend, this.mapTools);
    const curveHead = make("header", { class: "gs-head" }, this.curveTitle, this.curveTools);
    this.mapPanel.append(head, this.map.element);
    this.curvePanel.append(curveHead, this.strip.element);
    this.element.append(
      make("div", { class: "gs-sweep-top" }, this.sentence, this.progress),
      this.mapPanel,
      this.curvePanel,
      this.card.element,
      this.files.element,
    );
  }

  // ---- what pictures ask of their host ---------------------------------------------------------------

  get theme() {
    return this.look.theme;
  }

  get fontSize() {
    return this.look.fontSize;
  }

  origin() {
    return this.around.origin();
  }

  /** @param {string} path  seen from the app's root */
  address(path) {
    return new URL(path, this.root).href;
  }

  // ---- a sweep -------------------------------------------------------------------------------------

  receive(component, data) {
    const fresh = data !== this.component?.data;
    this.component = component;
    const themed = this.look.follow();
    if (!fresh) return void (themed && this.repaint());
    const opening = /** @type {Opening} */ (unpackWith(data, openAll));
    this.look.size(this.element.clientWidth || innerWidth);
    if (opening.id === this.opening?.id) return void (this.opening = opening);
    this.begin(opening);
  }

  /** @param {Opening} opening */
  begin(opening) {
    const again = this.opening?.sweep === opening.sweep;
    this.parts?.stop();
    this.opening = opening;
    this.shown = again ? this.shown : opening.show;
    this.map.show = this.shown;
    this.chosen = again ? this.chosen : null;
    this.results = new Results(opening);
    this.parts = new Parts(opening, this.root, { part: (part) => this.take(part), waiting: (on) => this.wait(on), refused: () => this.wait(false) });
    this.name();
    this.map.take(this.results);
    this.element.classList.toggle("gs-sweep-one", this.map.flat);
    this.strip.take(this.results);
    this.parts.go();
    this.refresh();
  }

  /** Everything that is called something, in the page's language. */
  name() {
    const { labels } = this.opening;
    write(this.curveTitle, labels.curves);
    showHint(this.mapPanel, labels.map_hint);
    showHint(this.curvePanel, labels.curves_hint);
    this.switches.setAttribute("aria-label", labels.show);
    this.switches.replaceChildren(...SHOWN.map((shown) => make("button", {
      type: "button", class: "gs-switch", "data-gs-show": shown, text: labels[`show_${shown}`], on: { click: () => this.turn(shown) },
    })));
    this.mapTools.replaceChildren(toolMenu(labels, { save: (format) => saveMap(this.map, this.mapTitle.textContent ?? "", format) }));
    this.curveTools.replaceChildren(toolMenu(labels, { save: (format) => this.saveCurves(format) }));
    this.bar.setAttribute("aria-label", labels.progress);
    this.files.name();
    this.card.name();
  }

  saveCurves(format) {
    const { clientWidth: width, clientHeight: height } = this.strip.element;
    return save(this, "curves", { width, height }, (context) => this.strip.paintWhole(context, width, height), format);
  }

  /** @param {Part} part */
  take(part) {
    this.results.add(part);
    this.map.paint();
    this.strip.paint();
    this.refresh();
  }

  wait(on) {
    this.element.classList.toggle("gs-sweep-waiting", on);
    this.refresh();
  }

  /** @param {Shown} shown */
  turn(shown) {
    this.shown = this.map.show = shown;
    this.component.setTriggerValue("show", shown);
    this.map.paint();
    this.refresh();
  }

  /** Ends what is being computed, or goes on with it. */
  toggle() {
    if (this.parts?.going) this.parts.stop();
    else this.parts?.go();
    this.refresh();
  }

  refresh() {
    const { labels, runs, parts: count } = this.opening;
    const { results } = this;
    const going = Boolean(this.parts?.going);
    this.bar.value = results.parts / count;
    this.progress.hidden = results.whole;
    write(this.stop, going ? labels.cancel : labels.go_on);
    write(this.count, filled(labels.done, { done: String(results.runs.length), runs: String(runs) }));
    write(this.mapTitle, labels[`title_${this.shown}`]);
    for (const button of this.switches.children) button.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (button).dataset.gsShow === this.shown));
    this.say(results.sentence(this.shown));
    this.files.show(results.whole);
    this.around.played(results.whole);
    this.paintLegend();
    this.tell(this.told);
  }

  /** The cell that is told of: the one that was chosen, else the best, once all have come. */
  get told() {
    return this.chosen ?? (this.results.whole ? this.results.best(this.shown) : null);
  }

  /** @param {number|null} cell */
  tell(cell) {
    this.map.mark(cell);
    this.strip.light(cell);
    this.card.show(this.results, cell);
  }

  say(sentence) {
    this.sentence.dataset.tone = sentence?.tone ?? "none";
    write(this.sentence, sentence?.text ?? this.opening.labels.computing);
  }

  paintLegend() {
    const legend = this.map.legend();
    this.legend.hidden = !legend;
    if (!legend) return;
    const [from, to] = legend.ends;
    const band = make("span", { class: "gs-sweep-colours", style: `background: linear-gradient(to right, ${legend.colours.join(",")})` });
    this.legend.replaceChildren(make("span", { text: from }), band, make("span", { text: to }));
  }

  // ---- pointing and choosing -----------------------------------------------------------------------

  /** @param {number|null} cell */
  point(cell) {
    this.strip.light(cell ?? this.told);
  }

  /** @param {number} cell */
  choose(cell) {
    this.chosen = cell;
    this.tell(cell);
  }

  // ---- the page around it --------------------------------------------------------------------------

  resize() {
    if (!this.opening || !this.element.clientWidth) return;
    this.look.follow();
    this.look.size(this.element.clientWidth);
    this.map.build();
    this.element.classList.toggle("gs-sweep-one", this.map.flat);
    this.strip.paint();
  }

  repaint() {
    if (!this.opening) return;
    this.map.paint();
    this.strip.paint();
    this.paintLegend();
  }

  state() {
    const { chosen, opening, parts, results, shown } = this;
    return { id: opening?.id ?? null, parts: results?.parts ?? 0, whole: Boolean(results?.whole), going: Boolean(parts?.going), shown, chosen, runs: results?.runs.length ?? 0 };
  }

  destroy() {
    this.parts?.stop();
    this.sizes.disconnect();
    this.leave();
    this.element.remove();
  }
}

/** @param {any} header  @param {(description: any) => any} open */
function openAll(header, open) {
  for (const part of header.carried ?? []) openPart(part, open);
  return header;
}
