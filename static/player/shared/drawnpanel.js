/** What all panels share that draw for themselves: their head, switches, saving, and what the player asks of them. */

import { make } from "./dom.js";
import { savePicture, signed } from "./picture.js";
import { SvgContext } from "./svg.js";
import { switchButtons, toolMenu } from "./tools.js";

/** @import { Panel, Stage, Toggle } from "../scene.d.ts" */

/** @template {Panel} Spec */
export class DrawnPanel {
  /** @type {Spec} */
  spec;
  visible = true;
  cheap = true;
  interval = 0;
  /** Pictures drawn, for tests and benches. */
  drawn = /** @type {Record<string, number>} */ ({ layers: 0, plots: 0 });
  /** What was painted last. @type {string|null} */
  painted = null;

  /** @param {Spec} spec  @param {Stage} stage  @param {Record<string, string>} box  attributes of the element that holds the picture */
  constructor(spec, stage, box) {
    this.stage = stage;
    this.gone = new AbortController();
    this.title = make("h3", { class: "gs-title" });
    this.switches = make("div", { class: "gs-switches" });
    this.tools = make("div", { class: "gs-tools" });
    this.box = make("div", { role: "group", ...box });
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
    this.tools.replaceChildren(toolMenu(this.stage.labels, this.actions));
    this.repaint();
  }

  /** What the small buttons at the head do. @returns {{ reset?: () => void, save: (format: string) => void }} */
  get actions() {
    return { save: (format) => this.save(format) };
  }

  makeSwitches() {
    const { spec, stage } = this;
    const flip = (toggle, button) => this.flip(toggle, button);
    this.switches.replaceChildren(...switchButtons(spec.toggles ?? [], stage, flip));
  }

  /** @param {Toggle} toggle */
  flip({ key }, button) {
    const on = !this.stage.toggles.get(key);
    this.stage.toggles.set(key, on);
    button.setAttribute("aria-pressed", String(on));
    this.stage.flipped(key);
  }

  // ---- what each kind says of itself -------------------------------------------------------------

  /** Another scene's panel.  @param {Spec} _spec */
  take(_spec) {}

  /** Beside run, step and revision: what else the picture depends on. */
  get state() {
    return "";
  }

  /** The picture as it is saved.  @param {any} _context */
  paintWhole(_context, _width, _height) {}

  /** What it shows, in sentences. @returns {string[]} */
  told() {
    return [];
  }

  // ---- as panels are asked by the player ---------------------------------------------------------

  get ready() {
    return true;
  }

  /** Nothing here is restyled at leisure: everything is drawn at the display rate. */
  get live() {
    return false;
  }

  redraw() {
    this.repaint();
  }

  repaint() {
    this.painted = null;
    this.stage.invalidate();
  }

  /** Whether what is seen now is another thing than what was painted last; it is painted then.  @param {string} seen */
  isNew(seen) {
    const before = this.painted;
    this.painted = seen;
    return seen !== before;
  }

  destroy() {
    this.gone.abort();
    this.sizes.disconnect();
    this.element.remove();
  }

  /** The picture in words and numbers, for those who cannot see it. */
  describeAloud() {
    const { spec, stage } = this;
    const told = stage.tape ? this.told() : [];
    this.box.setAttribute("aria-label", [spec.hint ?? spec.title ?? spec.id, ...told].join(" "));
  }

  /** Save what is shown, in its theme: what is an image stays one, all else are lines and letters. */
  save(format) {
    const { tape, shown, theme, fontSize } = this.stage;
    const { clientWidth: width, clientHeight: height } = this.box;
    const context = new SvgContext(width, height, fontSize);
    context.fillStyle = theme.background;
    context.fillRect(0, 0, width, height);
    this.paintWhole(context, width, height);
    const link = this.stage.app.originLink(shown, tape.first);
    const about = { title: this.spec.title ?? "", link, theme, width, height };
    return savePicture(signed(context.text(), about), format, `${this.spec.id}-${shown}`);
  }
}
