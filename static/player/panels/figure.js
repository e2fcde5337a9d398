/** A plot panel's figure as Plotly takes it: its traces at the shown step, its layout in the present theme and size. */

import { applyTo, changesAt, ghostChanges, setPath } from "./bindings.js";
import { hasOwnPicture } from "../layers/focused.js";
import { nodeAt } from "../shared/naming.js";
import { Curves } from "./curves.js";
import { remedy } from "./drowned.js";
import { themedData, themedLayout } from "./themed.js";

/** @import { Remedy } from "./drowned.js" */
/** @import { Drowned, FitSpec, PlotSpec, Range, Stage } from "../scene.d.ts" */
/** @import { Unit } from "../shared/naming.js" */

/** How much is left of lines while another one is selected. */
const FADED = 0.25;

/** Few labels, all of one size: Plotly's own choice would put small digits between the decades. */
const LOG_TICKS = { nticks: 3, tickformat: "~g", tickformatstops: [] };

/** Labels of more letters need this much room, in sizes of the font. */
const LONG = 6;
const LONG_ROOM = 5.4;

/** A picture lower than this, in sizes of the font, does without the title under it; what its labels then take. */
const LOW = 13.5;
const UNTITLED = 2.05;

/** The main picture of a lecture has its title at the end of the axis, and only labels under it. */
const [BARE, NAMED] = [1.5, 1.5];

/** A picture narrower than this, in sizes of the font, does without the title beside it; what its labels then take. */
const NARROW = 11;
const SHORT_LABELS = { square: 1.8, any: 2.8 };

/** What a label of the upright axis takes of its height, in sizes of the font. */
const LABEL_ROOM = 1.45;
/** And one of the other axis, of its width. */
const LABEL_WIDTH = 2.4;

export class Figure {
  /** @type {PlotSpec} */
  spec;
  /** @type {Curves|null} */
  curves = null;
  /** Those of bindings that have a fit of their own. @type {Map<FitSpec, Curves>} */
  others = new Map();
  /** @type {Remedy|undefined} */
  remedy;
  /** Whether labels of the upright axis need more room. */
  long = false;
  /** Whether this is the main picture of a lecture. */
  main = false;
  labelsAllowed = 0;
  acrossAllowed = 0;
  /** Under the axes, where there is room. @type {{room: number, title: string|undefined}} */
  below = { room: 0, title: "" };
  /** The same beside them. */
  beside = { room: 0, title: "" };
  /** @type {string|null} the node whose curve takes the place of the fit */
  node = null;
  /** @type {string|null} the part of the network whose line stands out */
  part = null;

  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
  }

  /** @param {PlotSpec} spec */
  take(spec) {
    this.spec = spec;
    this.curves = spec.fit ? new Curves(spec.fit) : null;
    this.others = new Map(fitsOf(spec).map((fit) => [fit, new Curves(fit)]));
    this.look();
  }

  /** Follow what of the network is looked at. @returns {boolean} whether anything looks different now */
  look() {
    const { node, selected } = this.stage.focus;
    const name = node !== null && hasOwnPicture(node, this.spec.fit?.of) ? node : null;
    const part = this.spec.parts?.includes(selected ?? "") ? selected : null;
    const changed = name !== this.node || part !== this.part;
    Object.assign(this, { node: name, part });
    if (this.curves) this.curves.node = name === null ? null : nodeAt(name, this.curves.sizes);
    return changed;
  }

  /** What the tape says of the traces at the shown step. */
  changes() {
    return changesAt(this.spec.bindings ?? [], this.stage.tape, this.stage.shown, this.curves, this.others);
  }

  data() {
    const { tape, theme, ghosts, factor, toggles } = this.stage;
    const { bindings = [], figure } = this.spec;
    const data = themedData(figure.data, theme, factor);
    applyTo(data, [...this.changes(), ...ghostChanges(bindings, ghosts, tape)]);
    for (const { key, visible } of this.spec.toggles ?? []) {
      const on = Boolean(toggles.get(key));
      for (const [trace, choices] of Object.entries(visible ?? {})) data[trace].visible = choices[Number(on)];
    }
    if (this.part) standOut(data, /** @type {string[]} */ (this.spec.parts), this.part);
    if (this.node) nodeAlone(data, bindings, this.nodeLabel);
    return data;
  }

  /** Whether the curves are called by their names: where a figure would have a legend. */
  get named() {
    return Boolean(this.spec.figure.layout?.showlegend);
  }

  get nodeLabel() {
    return this.spec.fit?.of.nodes?.[this.node ?? ""] ?? "";
  }

  /** A node's values have an axis of their own. */
  axisOfNode(axis) {
    const { layer } = /** @type {Unit} */ (this.curves?.node);
    const range = this.curves?.nets[0].rangeOf(layer);
    Object.assign(axis, { autorange: !range, autorangeoptions: {}, title: { ...axis.title, text: this.nodeLabel } });
    if (range) axis.range = padded(range);
  }

  /** @param {{width: number, height: number}} size  in pixels */
  layout({ width, height }) {
    const { theme, fontSize, factor, toggles } = this.stage;
    const { spec } = this;
    const layout = themedLayout(spec.figure.layout, theme, fontSize, coversGrid(spec), factor);
    if (spec.square) Object.assign(layout.yaxis, { scaleanchor: "x", scaleratio: 1, constrain: "domain" });
    if (spec.square) layout.xaxis.constrain = "domain";
    for (const { key, layout: choices = {} } of spec.toggles ?? []) {
      const on = Boolean(toggles.get(key));
      for (const [path, [whenOff, whenOn]] of Object.entries(choices)) setPath(layout, path, on ? whenOn : whenOff);
      // A range on a linear axis means nothing on a logarithmic one.
      if (on) for (const axis of typedAxes(choices)) delete layout[axis].range;
    }
    if (this.node) this.axisOfNode(layout.yaxis);
    this.mend(layout.yaxis);
    for (const axis of [layout.xaxis, layout.yaxis]) if (axis.type === "log") Object.assign(axis, LOG_TICKS);
    if (this.long) layout.margin.l = Math.max(layout.margin.l, LONG_ROOM * fontSize);
    this.below = { room: layout.margin.b, title: layout.xaxis.title.text };
    if (this.main) this.nameAtEnd(layout);
    this.beside = { room: layout.margin.l, title: layout.yaxis.title.text };
    const { room: left, title: upright } = this.atSide(width);
    layout.margin.l = left;
    layout.yaxis.title = { ...layout.yaxis.title, text: upright };
    const { room, title } = this.under(height);
    layout.margin.b = room;
    layout.xaxis.title = { ...layout.xaxis.title, text: title };
    this.labelsAllowed = layout.yaxis.nticks;
    layout.yaxis.nticks = this.labelCount(height, layout.margin);
    this.acrossAllowed = layout.xaxis.nticks;
    layout.xaxis.nticks = this.labelsAcross(width, layout.margin);
    return { dragmode: "zoom", ...layout, width, height, uirevision: this.zoomRevision() };
  }

  /** Zoom is kept over runs and scenes, but not when an axis changes its kind, or on another ground. */
  zoomRevision() {
    const on = (this.spec.toggles ?? []).filter(({ key }) => this.stage.toggles.get(key));
    return `keep ${on.map(({ key }) => key).join()} ${groundOf(this.spec)} ${this.node ?? ""}`;
  }

  /** What a new run needs of its axis (see drowned.js). @returns {boolean} whether that is another thing than before */
  begin() {
    const before = JSON.stringify(this.remedy);
    this.remedy = remedy(/** @type {Drowned} */ (this.spec.drowned), this.stage.tape);
    return before !== JSON.stringify(this.remedy);
  }

  /** A linear axis that would show too much or too little has a range of its own; where it is cut, it says so. */
  mend(axis) {
    const include = this.stage.guesses.room(this.spec);
    if (include.length) axis.autorangeoptions = { ...axis.autorangeoptions, include };
    const { range, cut } = this.remedy ?? {};
    if (!range || axis.type === "log") return;
    axis.range = range;
    if (cut) axis.title = { ...axis.title, text: `${this.spec.drowned?.cut} ±${cut}` };
  }

  /** What stands under the axes in a picture of this height, and the room for it. */
  under(height) {
    if (this.main) return { room: BARE * this.stage.fontSize, title: "" };
    if (height >= LOW * this.stage.fontSize || !this.below.title) return this.below;
    return { room: UNTITLED * this.stage.fontSize, title: "" };
  }

  /** What stands beside the axes in a picture of this width, and the room for it. */
  atSide(width) {
    const { fontSize } = this.stage;
    if (width >= NARROW * fontSize || this.long) return this.beside;
    const room = SHORT_LABELS[this.spec.square ? "square" : "any"] * fontSize;
    return { room: Math.min(room, this.beside.room), title: "" };
  }

  /** What the axis shows, right of its labels. */
  nameAtEnd(layout) {
    const { fontSize } = this.stage;
    const long = layout.xaxis.ticktext; // labels in words leave no room beside the last one
    const place = { xref: "x domain", yref: "y domain", x: 1, y: 0, xanchor: long ? "right" : "left", yanchor: long ? "bottom" : "top" };
    const name = { text: this.below.title, xshift: (long ? -0.2 : 0.4) * fontSize, showarrow: false, ...place };
    layout.xaxis.ticklen = 2;
    layout.annotations = [...(layout.annotations ?? []), name];
    layout.margin.r = Math.max(layout.margin.r, NAMED * fontSize);
  }

  /** What another size changes. @param {{width: number, height: number}} size  @param {{t: number, r: number}} margin */
  resized({ width, height }, { t, r }) {
    const { room, title } = this.under(height);
    const { room: l, title: upright } = this.atSide(width);
    const ticks = this.labelCount(height, { t, b: room });
    const across = { "xaxis.nticks": this.labelsAcross(width, { l, r }) };
    const side = { "margin.l": l, "yaxis.title.text": upright };
    return { width, height, ...across, ...side, "yaxis.nticks": ticks, "margin.b": room, "xaxis.title.text": title };
  }

  /** How many labels a panel of this height has room for. */
  labelCount(height, { t, b }) {
    return Math.max(2, Math.min(this.labelsAllowed, Math.floor((height - t - b) / (LABEL_ROOM * this.stage.fontSize))));
  }

  /** The same across. */
  labelsAcross(width, { l, r }) {
    return Math.max(2, Math.min(this.acrossAllowed, Math.floor((width - l - r) / (LABEL_WIDTH * this.stage.fontSize))));
  }

  /**
   * Very large and very small numbers have long labels: they get more room as soon as they need it, and give it back.
   * @param {{text?: string}[]} labels  of the upright axis  @returns {boolean} whether the room is another one
   */
  makeRoom(labels) {
    const long = labels.some(({ text = "" }) => text.length > LONG);
    const changed = long !== this.long;
    if (changed) this.long = long;
    return changed;
  }
}

/** @param {PlotSpec} spec  @returns {FitSpec[]} */
function fitsOf({ bindings = [] }) {
  return bindings.flatMap((binding) => (binding.type === "curve" && binding.fit) || []);
}

/** Layers that name lines: the axes lie over no picture. */
const NAMING = ["line_ends", "run_ends"];

/** Whether the axes lie over a picture.  @param {PlotSpec} spec */
function coversGrid({ layers = [] }) {
  return layers.some(({ type }) => !NAMING.includes(type));
}

/** The ranges of a square picture.  @param {PlotSpec} spec */
export function groundOf({ square, figure: { layout } }) {
  return square ? [layout.xaxis.range, layout.yaxis.range].join() : "";
}

/** Of many lines one stands out. */
function standOut(data, parts, part) {
  parts.forEach((name, k) => Object.assign(data[k], name === part ? { line: { ...data[k].line, width: 5 } } : { opacity: FADED }));
}

/** Of the traces only a node's curve is left: the others are of other values. */
function nodeAlone(data, bindings, name) {
  const own = new Set(bindings.filter(({ type, part }) => type === "curve" && part === undefined).map(({ trace }) => trace));
  data.forEach((trace, k) => Object.assign(trace, own.has(k) ? { name, hovertemplate: `${name} = %{y:.6g}<extra></extra>` } : { visible: false }));
}

/** @param {Range} range  @returns {Range} */
function padded([low, high]) {
  const room = 0.06 * (high - low);
  return [low - room, high + room];
}

/** The axes whose kind a toggle changes. */
function typedAxes(choices) {
  return Object.keys(choices).filter((path) => path.endsWith(".type")).map((path) => path.split(".")[0]);
}
