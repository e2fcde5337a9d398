/** What all panels of images share: their head, when they are painted, saving. A kind has elements of its own in `box`. */

import { make } from "../shared/dom.js";
import { savePicture, signed } from "../shared/picture.js";
import { SvgContext } from "../shared/svg.js";
import { switchButtons, toolButtons } from "../shared/tools.js";

/** @import { ImagingPanel, Stage, Toggle } from "../scene.d.ts" */

/** @template {ImagingPanel} Spec */
export class ImagePanel {
  /** @type {Spec} */
  spec;
  visible = true;
  cheap = true;
  interval = 0;
  /** Pictures drawn, for tests and benches. */
  drawn = /** @type {Record<string, number>} */ ({ layers: 0, plots: 0 });
  /** What was painted last. @type {string|null} */
  painted = null;

  /** @param {Spec} spec  @param {Stage} stage */
  constructor(spec, stage) {
    this.stage = stage;
    this.gone = new AbortController();
    this.title = make("h3", { class: "gs-title" });
    this.switches = make("div", { class: "gs-switches" });
    this.tools = make("div", { class: "gs-tools" });
    this.box = make("div", { class: `gs-box gs-images gs-${spec.kind}`, role: "group" });
    const head = make("header", { class: "gs-head" }, this.title, this.switches, this.tools);
    this.element = make("section", { class: "gs-panel", "data-gs-panel": spec.id }, head, this.box);
    this.sizes = new ResizeObserver(() => this.repaint());
  }

  /** To be called once all that the kind itself has is there.  @param {Spec} spec */
  start(spec) {
    this.update(spec);
    this.sizes.observe(this.box);
  }

  /** @param {Spec} spec */
  update(spec) {
    this.spec = spec;
    this.take(spec);
    this.title.textContent = spec.title ?? "";
    this.describeAloud();
    this.makeSwitches();
    this.tools.replaceChildren(...toolButtons(this.stage.labels, { save: (kind) => this.save(kind) }));
    this.repaint();
  }

  makeSwitches() {
    const { spec, stage } = this;
    this.switches.replaceChildren(...switchButtons(spec.toggles ?? [], stage, (toggle, button) => this.flip(toggle, button)));
  }

  /** @param {Toggle} toggle */
  flip({ key }, button) {
    const on = !this.stage.toggles.get(key);
    this.stage.toggles.set(key, on);
    button.setAttribute("aria-pressed", String(on));
    this.stage.flipped(key);
    this.repaint();
  }

  // ---- what each kind says of itself -------------------------------------------------------------

  /** Another scene's panel: its elements are made here.  @param {Spec} _spec */
  take(_spec) {}

  /** Show the numbers at a position of the tape; called once for each that is new. */
  paint(_position) {}

  /** Beside run, position and revision: what else the picture depends on. */
  get state() {
    return "";
  }

  /** The same as a drawing that is saved.  @param {SvgContext} _context */
  paintWhole(_context, _width, _height) {}

  /** What it shows, in sentences. @returns {string[]} */
  told() {
    return [];
  }

  // ---- as panels are asked by the player ---------------------------------------------------------

  get ready() {
    return true;
  }

  get live() {
    return false;
  }

  /** Another part of the network is looked at, or another image is sent through it. */
  refocus() {
    this.repaint();
  }

  redraw() {
    this.repaint();
  }

  repaint() {
    this.painted = null;
    this.stage.invalidate();
  }

  drawLayers(position) {
    const { revision, tape, theme } = this.stage;
    if (!this.box.clientWidth || !tape) return;
    const seen = [tape.run, position, revision, theme.key, this.state].join("|");
    if (seen === this.painted) return;
    this.painted = seen;
    this.paint(position);
    this.drawn.layers += 1;
  }

  /** The picture in words and numbers, for those who cannot see it. */
  describeAloud() {
    const { spec, stage } = this;
    const told = stage.tape ? this.told() : [];
    this.box.setAttribute("aria-label", [spec.hint ?? spec.title ?? spec.id, ...told].join(" "));
  }

  save(format) {
    const { fontSize, shown, tape, theme } = this.stage;
    const { clientWidth: width, clientHeight: height } = this.box;
    const context = new SvgContext(width, height, fontSize);
    context.fillStyle = theme.background;
    context.fillRect(0, 0, width, height);
    this.paintWhole(context, width, height);
    const link = this.stage.app.originLink(shown, tape.first);
    const about = { title: this.spec.title ?? "", link, theme, width, height };
    return savePicture(signed(context.text(), about), format, `${this.spec.id}-${shown}`);
  }

  destroy() {
    this.gone.abort();
    this.sizes.disconnect();
    this.element.remove();
  }
}
