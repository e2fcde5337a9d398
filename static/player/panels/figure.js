/** A plot panel's figure as Plotly takes it: its traces at the shown step, its layout in the present theme and size. */

import { applyTo, changesAt, ghostChanges, setPath } from "./bindings.js";
import { Curves } from "./curves.js";
import { remedy } from "./drowned.js";
import { themedData, themedLayout } from "./themed.js";

/** @import { Remedy } from "./drowned.js" */
/** @import { Drowned, PlotSpec, Stage } from "../scene.d.ts" */

/** Few labels, all of one size: Plotly's own choice would put small digits between the decades. */
const LOG_TICKS = { nticks: 3, tickformat: "~g", tickformatstops: [] };

/** Labels of more letters need this much room, in sizes of the font. */
const LONG = 6;
const LONG_ROOM = 5.4;

/** What a label of the upright axis takes of its height, in sizes of the font. */
const LABEL_ROOM = 1.45;

export class Figure {
  /** @type {PlotSpec} */
  spec;
  /** @type {Curves|null} */
  curves = null;
  /** @type {Remedy|undefined} */
  remedy;
  /** Whether labels of the upright axis need more room. */
  long = false;
  labelsAllowed = 0;

  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
  }

  /** @param {PlotSpec} spec */
  take(spec) {
    this.spec = spec;
    this.curves = spec.fit ? new Curves(spec.fit) : null;
  }

  /** What the tape says of the traces at the shown step. */
  changes() {
    return changesAt(this.spec.bindings ?? [], this.stage.tape, this.stage.shown, this.curves);
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
    return data;
  }

  /** @param {{width: number, height: number}} size  in pixels */
  layout({ width, height }) {
    const { theme, fontSize, factor, toggles } = this.stage;
    const { spec } = this;
    const layout = themedLayout(spec.figure.layout, theme, fontSize, Boolean(spec.layers?.length), factor);
    if (spec.square) Object.assign(layout.yaxis, { scaleanchor: "x", scaleratio: 1, constrain: "domain" });
    if (spec.square) layout.xaxis.constrain = "domain";
    for (const { key, layout: choices = {} } of spec.toggles ?? []) {
      const on = Boolean(toggles.get(key));
      for (const [path, [whenOff, whenOn]] of Object.entries(choices)) setPath(layout, path, on ? whenOn : whenOff);
      // A range on a linear axis means nothing on a logarithmic one.
      if (on) for (const axis of typedAxes(choices)) delete layout[axis].range;
    }
    this.mend(layout.yaxis);
    for (const axis of [layout.xaxis, layout.yaxis]) if (axis.type === "log") Object.assign(axis, LOG_TICKS);
    if (this.long) layout.margin.l = Math.max(layout.margin.l, LONG_ROOM * fontSize);
    this.labelsAllowed = layout.yaxis.nticks;
    layout.yaxis.nticks = this.labelCount(height, layout.margin);
    return { dragmode: "zoom", ...layout, width, height, uirevision: this.zoomRevision() };
  }

  /** Zoom is kept over runs and scenes, but not when an axis changes its kind, or on another ground. */
  zoomRevision() {
    const on = (this.spec.toggles ?? []).filter(({ key }) => this.stage.toggles.get(key));
    return `keep ${on.map(({ key }) => key).join()} ${groundOf(this.spec)}`;
  }

  /** What a new run needs of its axis (see drowned.js). @returns {boolean} whether that is another thing than before */
  begin() {
    const before = JSON.stringify(this.remedy);
    this.remedy = remedy(/** @type {Drowned} */ (this.spec.drowned), this.stage.tape);
    return before !== JSON.stringify(this.remedy);
  }

  /** A linear axis that would show too much or too little has a range of its own; where it is cut, it says so. */
  mend(axis) {
    const { range, cut } = this.remedy ?? {};
    if (!range || axis.type === "log") return;
    axis.range = range;
    if (cut) axis.title = { ...axis.title, text: `${this.spec.drowned?.cut} ±${cut}` };
  }

  /** How many labels a panel of this height has room for. */
  labelCount(height, { t, b }) {
    return Math.max(2, Math.min(this.labelsAllowed, Math.floor((height - t - b) / (LABEL_ROOM * this.stage.fontSize))));
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

/** The ranges of a square picture.  @param {PlotSpec} spec */
export function groundOf({ square, figure: { layout } }) {
  return square ? [layout.xaxis.range, layout.yaxis.range].join() : "";
}

/** The axes whose kind a toggle changes. */
function typedAxes(choices) {
  return Object.keys(choices).filter((path) => path.endsWith(".type")).map((path) => path.split(".")[0]);
}
