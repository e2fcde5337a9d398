/** A place to draw a digit on, how the drawing is brought into MNIST's form, and what the network says of it. */

import { parametersAt, rowsAround } from "../layers/computed.js";
import { cleared, make, write } from "../shared/dom.js";
import { format } from "../shared/format.js";
import { Net } from "../shared/net.js";
import { PICTURE_FONT } from "../shared/picture.js";
import { placeTip } from "../shared/tools.js";
import { Adding } from "./adding.js";
import { barAt, largest, paintBars } from "./bars.js";
import { BOX, formOf, SIDE } from "./form.js";
import { Holding } from "./holding.js";
import { ImagePanel } from "./panel.js";
import { keepDrawn } from "./sending.js";
import { outline, paintPaper, paintPen, paintWay, pictureAt } from "./sheets.js";
import { Strokes } from "./strokes.js";

/** @import { PadSpec, Stage } from "../scene.d.ts" */
/** @import { Form } from "./form.js" */

/** What was drawn on each stage: it stays when the panel is made anew. @type {WeakMap<Stage, Strokes>} */
const kept = new WeakMap();

/** @extends {ImagePanel<PadSpec>} */
export class PadPanel extends ImagePanel {
  /** @type {Form|null} */
  form = null;
  /** @type {ArrayLike<number>[]} what goes into the network: for each input one number */
  inputs = [];
  /** @type {Net} */
  net;
  /** What of the drawing was painted last. */
  sketched = "";
  /** Which of the strokes' versions is in form. */
  version = -1;
  /** Where the pictures are within the box, in pixels; null until somebody asks. @type {Record<"paper"|"bars"|"way", any>|null} */
  frames = null;

  /** @param {PadSpec} spec  @param {Stage} stage */
  constructor(spec, stage) {
    super(spec, stage);
    this.strokes = kept.get(stage) ?? new Strokes();
    kept.set(stage, this.strokes);
    this.canvases = { paper: canvas("paper"), bars: canvas("bars"), way: canvas("way") };
    this.paper = make("div", { class: "gs-paper", tabindex: "0", role: "application", "data-gs": "paper" }, this.canvases.paper);
    this.tip = make("div", { class: "gs-tip", hidden: "" });
    this.said = make("div", { class: "gs-unseen", role: "status" });
    this.adding = new Adding(stage);
    const { bars, way } = this.canvases;
    this.box.append(make("div", { class: "gs-pad-grid" }, this.paper, bars, way, this.adding.element), this.tip, this.said);
    const { signal } = this.gone;
    this.holding = new Holding(this.paper, this.strokes, () => this.changed(), signal);
    for (const [name, one] of /** @type {["bars"|"way", HTMLElement][]} */ ([["bars", bars], ["way", way]])) {
      one.addEventListener("pointermove", (event) => this.point(name, event), { signal });
      one.addEventListener("pointerdown", (event) => this.point(name, event), { signal });
      one.addEventListener("pointerleave", () => (this.tip.hidden = true), { signal });
    }
    this.start(spec);
    for (const one of Object.values(this.canvases)) this.sizes.observe(one);
  }

  /** @param {PadSpec} spec */
  take(spec) {
    this.net = new Net(spec.of);
    this.adding.update(spec);
    this.paper.setAttribute("aria-label", spec.words.pad_keys);
    this.reform(); // another size of images, maybe
  }

  makeSwitches() {
    super.makeSwitches();
    const { words } = this.spec;
    const button = (name, text, act) =>
      make("button", { type: "button", class: "gs-switch", "data-gs": name, text, on: { click: () => (act(), this.changed()) } });
    this.switches.append(
      button("pad-undo", words.pad_undo, () => this.strokes.undo()), button("pad-clear", words.pad_clear, () => this.strokes.clear()),
    );
  }

  /** Something was drawn, or taken away, or the pen of the keys moved. */
  changed() {
    if (this.strokes.version !== this.version) this.reform();
    this.announce();
    this.stage.invalidate();
  }

  reform() {
    if (this.strokes.empty) this.adding.forget();
    this.version = this.strokes.version;
    this.form = formOf(this.strokes.all, this.spec.side);
    this.inputs = this.form?.seen.map((ink) => [ink]) ?? [];
    this.holding.tellKeys();
    keepDrawn(this.stage, this.form?.seen ?? null);
  }

  /** Another run is on stage. */
  begin() {
    this.adding.begin();
  }

  // ---- what it shows -----------------------------------------------------------------------------

  repaint() {
    this.frames = null;
    this.sketched = "";
    super.repaint();
  }

  /** What else is looked at does not change the drawing. */
  refocus() {}

  get state() {
    const { pen: at } = this.holding;
    return `${this.strokes.version}|${at}|${at && this.strokes.down}|${this.stage.hand.edits.length}`;
  }

  /** What the network says of the drawing.  @returns {Float64Array|null} the share of each digit */
  answerAt(position) {
    const { tape } = this.stage;
    const rows = this.form && tape && rowsAround(tape, this.spec.of.array, position);
    if (!rows) return null;
    const layers = this.net.forward(parametersAt(rows), this.inputs);
    return Float64Array.from(layers[layers.length - 1], (row) => row[0]);
  }

  get drawing() {
    return { strokes: this.strokes.all, form: this.form, side: this.spec.side };
  }

  paint(position) {
    const answer = this.answerAt(position);
    const frames = (this.frames ??= this.measured());
    const { fontSize, theme } = this.stage;
    if (this.sketched !== this.state) this.sketch(frames);
    this.sketched = this.state;
    paintBars(clean(this.canvases.bars, frames.bars), whole(frames.bars), answer, theme, fontSize);
    this.adding.refresh(this.form?.seen ?? null, answer && largest(answer));
    Object.assign(this.drawn, { answer: answer ? largest(answer) : -1, sure: answer ? Math.max(...answer) : 0 });
  }

  /** Paper and pictures: they change only by hand. */
  sketch(frames) {
    const { canvases: { paper, way }, holding, spec: { words }, stage: { fontSize, theme }, strokes } = this;
    const context = clean(paper, frames.paper);
    paintPaper(context, whole(frames.paper), strokes.all, words.pad_here, theme, fontSize);
    if (holding.pen) paintPen(context, whole(frames.paper), holding.pen, strokes.down);
    paintWay(clean(way, frames.way), whole(frames.way), this.drawing, words, theme, fontSize);
  }

  /** Where each picture is, within the box. */
  measured() {
    const box = this.box.getBoundingClientRect();
    const frameOf = (one) => {
      const { left, top, width, height } = one.getBoundingClientRect();
      return { left: left - box.left, top: top - box.top, width, height };
    };
    const { bars, paper, way } = this.canvases;
    return { paper: frameOf(paper), bars: frameOf(bars), way: frameOf(way) };
  }

  paintWhole(context) {
    const { fontSize, shown } = this.stage;
    const theme = { ...this.stage.theme, font: PICTURE_FONT };
    const { bars, paper, way } = this.measured();
    paintPaper(context, paper, this.strokes.all, this.spec.words.pad_here, theme, fontSize);
    outline(context, paper, theme.colors.muted, 2);
    paintBars(context, bars, this.answerAt(shown), theme, fontSize);
    if (way.height) paintWay(context, way, this.drawing, this.spec.words, theme, fontSize);
  }

  // ---- in words ----------------------------------------------------------------------------------

  /** @param {"bars"|"way"} name  @param {PointerEvent} event */
  point(name, { clientX, clientY }) {
    const box = this.box.getBoundingClientRect();
    const [left, top] = [clientX - box.left, clientY - box.top];
    const frame = (this.frames ??= this.measured())[name];
    const lines = name === "bars" ? this.linesOfBar(barAt(top - frame.top, frame.height)) : this.linesOfPixel(frame, left, top);
    if (lines) placeTip(this.tip, this.box, [left, top], lines);
    else this.tip.hidden = true;
  }

  /** @param {number} digit */
  linesOfBar(digit) {
    const answer = this.answerAt(this.stage.shown);
    return answer && [`${digit}: ${format(100 * answer[digit], ".6g")} %`];
  }

  /** The ink of a pixel, and where it stands in its picture.  @returns {string[]|null} */
  linesOfPixel(frame, left, top) {
    const { form } = this;
    const found = pictureAt(frame, this.stage.fontSize, left, top);
    if (!form || !found || found.picture === 0) return null;
    const [values, size, place] = this.pixelsOf(form, found.picture);
    const [x, y] = [found.x, found.y].map((share) => Math.floor(place(share) * size));
    const ink = x >= 0 && x < size && y >= 0 && y < size ? values[y * size + x] : 0;
    return [`(${y}, ${x}): ${format(ink, ".4g")}`];
  }

  /** The pixels of a picture, how many stand side by side, and which share of them is at one of the picture.
   * @param {Form} form  @param {number} picture  @returns {[ArrayLike<number>, number, (share: number) => number]} */
  pixelsOf({ box, centred, seen }, picture) {
    const edge = (SIDE - BOX) / 2 / SIDE;
    if (picture === 1) return [box, BOX, (share) => (share - edge) / (1 - 2 * edge)];
    return picture === 2 ? [centred, SIDE, Number] : [seen, this.spec.side, Number];
  }

  describeAloud() {
    super.describeAloud();
    this.announce();
  }

  /** While the pen rests, whoever cannot see the bars is told of each other answer. */
  announce() {
    const answer = this.strokes.down ? null : this.answerAt(this.stage.shown);
    const best = answer && largest(answer);
    if (answer && best !== null) write(this.said, `${best}: ${format(answer[best], ".0%")}`);
  }

  told() {
    const { words } = this.spec;
    const answer = this.answerAt(this.stage.shown);
    if (!answer) return [words.pad_here.replace("\n", " ")];
    return [`${Array.from(answer, (share, digit) => `${digit}: ${format(share, "%")}`).join(", ")}.`];
  }
}

function canvas(name) {
  return make("canvas", { class: `gs-pad-${name}`, "aria-hidden": "true" });
}

/** @param {HTMLCanvasElement} one  @param {{ width: number, height: number }} size */
function clean(one, size) {
  const context = cleared(one, size);
  context.textBaseline = "middle";
  return context;
}

/** @param {{ width: number, height: number }} frame */
function whole({ width, height }) {
  return { left: 0, top: 0, width, height };
}
