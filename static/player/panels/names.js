/** Names of a plot's curves, at the curves and in their colours, where a legend would send the eye to and fro. */

import { make, write } from "../shared/dom.js";
import { mix } from "../shared/theme.js";
import { choose, resampled } from "./spots.js";

/** @import { Frame, Point, Theme } from "../scene.d.ts" */
/** @import { Spot } from "./spots.js" */
/** @typedef {{ name: string, color: string, box: Frame }} Name */

/** How much of the text's colour letters take: the hues alone are too pale for them. */
const INK = 0.25;

export class Names {
  /** Where each name stands. @type {Name[]} */
  all = [];
  /** Where each stood before, by the trace's number: it stays there while it can. @type {Map<number, Spot>} */
  before = new Map();

  /** @param {HTMLElement} box  that holds the plot */
  constructor(box) {
    this.element = make("div", { class: "gs-names", "aria-hidden": "true" });
    box.append(this.element);
    this.pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  }

  /** @param {any} plot  drawn by Plotly  @param {boolean} wanted  @param {{ theme: Theme, fontSize: number }} how */
  place(plot, wanted, { theme, fontSize }) {
    this.all = wanted ? this.placed(plot, theme, fontSize) : [];
    const { element } = this;
    while (element.childElementCount < this.all.length) element.append(make("span"));
    while (element.childElementCount > this.all.length) element.lastElementChild?.remove();
    this.all.forEach(({ name, color, box }, k) => {
      const word = /** @type {HTMLElement} */ (element.children[k]);
      write(word, name);
      word.style.color = color;
      word.style.transform = `translate(${Math.round(box.left)}px, ${Math.round(box.top)}px)`;
    });
  }

  /** @returns {Name[]} */
  placed(plot, theme, fontSize) {
    const { xaxis, yaxis } = plot._fullLayout;
    const frame = { left: xaxis._offset, top: yaxis._offset, width: xaxis._length, height: yaxis._length };
    const traces = plot.data.map((trace, k) => ({ trace, k, points: pointsOf(trace, xaxis, yaxis) }));
    const drawn = traces.filter(({ trace, points }) => trace.visible !== false && points.length);
    const called = ({ trace }) => trace.name && trace.showlegend !== false;
    if (!drawn.some(called)) return [];
    const lines = drawn.map(({ trace, points }) => (trace.mode === "markers" ? points : resampled(points)));
    this.pen.font = `600 ${fontSize}px ${theme.font}`;
    /** @type {Name[]} */
    const names = [];
    drawn.forEach(({ trace, k }, i) => {
      if (!called({ trace })) return;
      const size = { width: this.pen.measureText(trace.name).width + 4, height: 1.15 * fontSize };
      const spot = choose(lines[i], size, frame, lines, names.map(({ box }) => box), this.before.get(k));
      if (!spot) return void this.before.delete(k);
      this.before.set(k, spot);
      names.push({ name: trace.name, color: mix(colorOf(trace), theme.text, INK), box: spot.box });
    });
    return names;
  }

  /** The same for a picture that is saved. @returns {any[]} Plotly's annotations */
  annotations({ _fullLayout: { _size: { l, t, w, h } } }) {
    return this.all.map(({ name, color, box: { left, top, width, height } }) => ({
      text: name, font: { color }, showarrow: false, xref: "paper", yref: "paper",
      x: (left + width / 2 - l) / w, y: 1 - (top + height / 2 - t) / h,
    }));
  }
}

/** @returns {Point[]} in pixels of the plot, those that are numbers */
function pointsOf({ x, y }, xaxis, yaxis) {
  const points = /** @type {Point[]} */ ([]);
  for (let i = 0; i < (x?.length ?? 0); i++) {
    if (x[i] === null || y[i] === null || y[i] === undefined) continue;
    const [left, top] = [xaxis._offset + xaxis.d2p(x[i]), yaxis._offset + yaxis.d2p(y[i])];
    if (Number.isFinite(left) && Number.isFinite(top)) points.push([left, top]);
  }
  return points;
}

function colorOf({ mode = "lines", line, marker }) {
  return (mode === "markers" ? marker?.color : line?.color) ?? marker?.color ?? "#888888";
}
