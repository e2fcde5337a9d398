/** Points that wander over the axes: the way up to now, where each stands, and an arrow at the edge to those outside. */

import { arrowSize, drawArrow, drawHead } from "./arrows.js";
import { format } from "../shared/format.js";
import { drawDisc, drawLabel, drawMark } from "./marks.js";
import { DASHES } from "../shared/dashes.js";
import { resolveColor } from "../shared/theme.js";

/** @import { Frame, Held, Theme, TrailsSpec } from "../scene.d.ts" */

export const FOOT = 9;
const RING = 10;
export const EDGE = 24;
/** Points nearer than this to the last one drawn cannot be told from it. */
export const FINE = 0.7;
/** Lines are cut this far outside the axes: canvases go wrong with numbers like 1e13. */
const MARGIN = 40;
export const REACH = 14;

export class TrailsLayer {
  /** @type {Theme} */
  theme;
  /** @type {string[]} of the lines */
  colors;
  /** @type {Frame[]} places at the edge that are taken by words */
  edgeTaken;

  /** @param {TrailsSpec} spec */
  constructor(spec) {
    this.spec = spec;
    /** @type {Held|null} the start that the pointer holds */
    this.held = null;
  }

  retheme(theme) {
    this.theme = theme;
    this.colors = this.spec.lines.map(({ color }) => resolveColor(color, theme));
  }

  draw(context, axes, tape, position, toggles) {
    this.edgeTaken = [];
    const all = this.spec.lines.map((_, k) => this.trail(tape, k));
    context.lineJoin = "round";
    context.lineCap = "butt";
    if (this.held || toggles.get(this.spec.ahead)) all.forEach((trail, k) => this.drawAhead(context, axes, trail, k, tape));
    all.forEach((trail, k) => this.drawLine(context, axes, trail, k, position));
    context.setLineDash([]);
    for (const [x, y, , main] of this.spec.marks ?? []) drawMark(context, axes.x(x), axes.y(y), main, this.theme);
    all.forEach((trail, k) => this.drawStart(context, axes, trail, k));
    const feet = all.map((trail) => footAt(trail, position));
    feet.forEach((foot, k) => foot && this.drawGradient(context, axes, foot, k, tape, position));
    for (let k = feet.length - 1; k >= 0; k--) if (feet[k]) this.drawFoot(context, axes, feet[k], k);
    return true;
  }

  trail(tape, k) {
    return { x: tape.column(this.spec.array, [k, 0]).y, y: tape.column(this.spec.array, [k, 1]).y };
  }

  /** @returns {string[]} where each stands at the shown step */
  summary(tape, shown) {
    const { array, lines, values } = this.spec;
    const [places, heights] = [tape.row(array, shown), tape.row(values.array, shown)];
    if (!places || !heights) return [];
    return lines.map(({ label }, k) => {
      const [x, y] = [0, 1].map((axis) => format(places.values([k, axis])[0]));
      return `${label}: (${x}, ${y}), ${values.label} = ${format(heights.values([k])[0])}.`;
    });
  }

  // ---- lines -----------------------------------------------------------------------------------

  drawAhead(context, axes, trail, k, tape) {
    trace(context, axes, trail, tape.last, null);
    context.setLineDash([2, 4]);
    this.stroke(context, 1.5, this.colors[k], 0.8);
  }

  drawLine(context, axes, trail, k, position) {
    trace(context, axes, trail, position, footAt(trail, position));
    context.setLineDash([]);
    this.stroke(context, 6, this.theme.background, 0.75);
    context.setLineDash(DASHES[this.spec.lines[k].dash] ?? []);
    this.stroke(context, 3, this.colors[k], 1);
  }

  stroke(context, width, color, alpha) {
    context.lineWidth = width;
    context.strokeStyle = color;
    context.globalAlpha = alpha;
    context.stroke();
    context.globalAlpha = 1;
  }

  // ---- marks -----------------------------------------------------------------------------------

  startOf(trail, k) {
    const { held } = this;
    return held && held.index === k ? [held.x, held.y] : [trail.x[0], trail.y[0]];
  }

  drawStart(context, axes, trail, k) {
    const [x, y] = this.startOf(trail, k);
    if (!Number.isFinite(x + y)) return;
    context.beginPath();
    context.arc(axes.x(x), axes.y(y), RING, 0, 2 * Math.PI);
    context.fillStyle = this.theme.background;
    context.globalAlpha = 0.6;
    context.fill();
    context.globalAlpha = 1;
    this.stroke(context, 2.5, this.theme.text, 1);
  }

  drawGradient(context, axes, foot, k, tape, position) {
    const { arrows } = this.spec;
    const row = arrows && tape.row(arrows.array, Math.floor(position));
    if (!row) return;
    const [dx, dy] = row.values([k]).map((value) => value * arrows.sign);
    const [left, top] = [axes.x(foot.x), axes.y(foot.y)];
    if (!isInside(left, top, axes)) return;
    const size = arrowSize(dx, dy, arrows.longest, arrows.reference);
    drawArrow(context, left, top, dx, -dy, size + FOOT, { color: this.theme.background, width: 6 });
    drawArrow(context, left, top, dx, -dy, size + FOOT, { color: this.theme.text, width: 3 });
  }

  drawFoot(context, axes, foot, k) {
    const [left, top] = [axes.x(foot.x), axes.y(foot.y)];
    if (!isInside(left, top, axes)) return this.drawAway(context, axes, foot, k);
    drawDisc(context, left, top, FOOT, this.colors[k], this.spec.lines.length > 1 ? String(k + 1) : "", this.theme);
  }

  /** An arrow at the edge that points to where the foot is, with its position. */
  drawAway(context, axes, foot, k) {
    const [middleX, middleY] = [axes.left + axes.width / 2, axes.top + axes.height / 2];
    const [dx, dy] = [axes.x(foot.x) - middleX, axes.y(foot.y) - middleY];
    const length = Math.hypot(dx, dy);
    if (!Number.isFinite(length)) return;
    const [ux, uy] = [dx / length, dy / length];
    const reach = Math.min((axes.width / 2 - 4) / Math.abs(ux || 1e-9), (axes.height / 2 - 4) / Math.abs(uy || 1e-9));
    const [tipX, tipY] = [middleX + ux * reach, middleY + uy * reach];
    drawHead(context, tipX + ux * 2, tipY + uy * 2, ux, uy, EDGE + 4, this.theme.background);
    drawHead(context, tipX, tipY, ux, uy, EDGE, this.colors[k]);
    this.drawPlace(context, axes, foot, k, tipX - ux * (EDGE + 4), tipY - uy * (EDGE + 4), ux, uy);
  }

  /** Behind the arrow whose base is at (x, y) and that points along (ux, uy). */
  drawPlace(context, axes, foot, k, x, y, ux, uy) {
    const number = this.spec.lines.length > 1 ? `${k + 1}: ` : "";
    const words = `${number}(${format(foot.x, ".2g")}, ${format(foot.y, ".2g")})`;
    drawLabel(context, axes, words, [x, y, ux, uy], this.edgeTaken, this.theme);
  }

  // ---- pointing ----------------------------------------------------------------------------------

  /** Which start lies under a pixel, the nearest within reach; -1 for none. */
  startAt(left, top, axes, tape, reach) {
    let best = -1;
    this.spec.lines.forEach((_, k) => {
      const [x, y] = this.startOf(this.trail(tape, k), k);
      const away = Math.hypot(axes.x(x) - left, axes.y(y) - top);
      if (away <= reach) [best, reach] = [k, away];
    });
    return best;
  }

  describe(left, top, axes, tape, shown) {
    let [line, step, nearest] = [-1, -1, REACH];
    this.spec.lines.forEach((_, k) => {
      const { x, y } = this.trail(tape, k);
      for (let i = 0; i <= shown - tape.first; i++) {
        const away = Math.hypot(axes.x(x[i]) - left, axes.y(y[i]) - top);
        if (away < nearest) [line, step, nearest] = [k, tape.first + i, away];
      }
    });
    return line < 0 ? this.describeMark(left, top, axes) : this.words(tape, line, step);
  }

  /** What to say about one of the points of a line. */
  words(tape, line, step) {
    const at = (array, index) => format(tape.row(array, step)?.values(index)[0], ".6g");
    const { array, values, lines, step: word } = this.spec;
    return [
      `${lines[line].label}, ${word} ${step}`,
      `(${at(array, [line, 0])}, ${at(array, [line, 1])})`,
      `${values.label} = ${at(values.array, [line])}`,
    ];
  }

  describeMark(left, top, axes) {
    const mark = (this.spec.marks ?? []).find(([x, y]) => Math.hypot(axes.x(x) - left, axes.y(y) - top) < REACH);
    return mark ? mark[2].split("\n") : null;
  }

  marksTrace() {
    const marks = this.spec.marks ?? [];
    return {
      type: "scatter", mode: "markers", x: marks.map(([x]) => x), y: marks.map(([, y]) => y),
      marker: {
        symbol: marks.map((mark) => (mark[3] ? "star" : "cross-thin-open")), color: this.theme.text,
        size: marks.map((mark) => (mark[3] ? 16 : 8)), line: { width: 1.5, color: this.theme.text },
      },
    };
  }

  /** The same picture as Plotly traces, for saving. */
  traces(tape, shown) {
    return [this.marksTrace(), ...this.lineTraces(tape, shown)];
  }

  lineTraces(tape, shown) {
    const count = shown - tape.first + 1;
    const trails = this.spec.lines.map((_, k) => this.trail(tape, k));
    const lines = trails.map(({ x, y }, k) => ({
      type: "scatter", mode: "lines", x: [...x.subarray(0, count)], y: [...y.subarray(0, count)],
      name: this.spec.lines[k].label, line: { width: 3, color: this.colors[k], dash: this.spec.lines[k].dash ?? "solid" },
    }));
    const { background, text } = this.theme;
    const starts = trails.map(({ x, y }) => ({
      type: "scatter", mode: "markers", x: [x[0]], y: [y[0]],
      marker: { symbol: "circle-open", size: 2 * RING, color: text, line: { width: 2.5, color: text } },
    }));
    const feet = trails.map((trail) => footAt(trail, shown));
    const discs = feet.flatMap((foot, k) => !foot ? [] : ({
      type: "scatter", mode: "markers+text", x: [foot.x], y: [foot.y], text: trails.length > 1 ? String(k + 1) : "",
      textfont: { color: background, weight: 700 },
      marker: { size: 2 * FOOT, color: this.colors[k], line: { width: 2, color: background } },
    }));
    return [...lines, ...starts, ...discs];
  }
}

/** Where a trail has come to at a position in steps: between two of its points, or at the last one that it has. */
export function footAt({ x, y }, position) {
  let i = Math.min(Math.floor(position), x.length - 1);
  const t = position - i;
  if (t > 0 && Number.isFinite(x[i + 1] + y[i + 1]) && Number.isFinite(x[i] + y[i])) {
    return { x: x[i] + (x[i + 1] - x[i]) * t, y: y[i] + (y[i + 1] - y[i]) * t };
  }
  while (i >= 0 && !Number.isFinite(x[i] + y[i])) i--;
  return i < 0 ? null : { x: x[i], y: y[i] };
}

/** Lay the trail up to a position, and on to its foot, as the context's path. */
function trace(context, axes, { x, y }, position, foot) {
  const box = [axes.left - MARGIN, axes.top - MARGIN, axes.left + axes.width + MARGIN, axes.top + axes.height + MARGIN];
  let [lastX, lastY, drawnX, drawnY] = [NaN, NaN, NaN, NaN];
  context.beginPath();
  const to = (px, py) => {
    const cut = Number.isFinite(lastX + lastY) && Number.isFinite(px + py) ? clip(lastX, lastY, px, py, box) : null;
    if (cut) {
      if (cut[0] !== drawnX || cut[1] !== drawnY) context.moveTo(cut[0], cut[1]);
      context.lineTo(cut[2], cut[3]);
      [drawnX, drawnY] = [cut[2], cut[3]];
    }
    [lastX, lastY] = [px, py];
  };
  const count = Math.min(Math.floor(position), x.length - 1);
  for (let i = 0; i <= count; i++) {
    const [px, py] = [axes.x(x[i]), axes.y(y[i])];
    if (i === count || !(Math.abs(px - lastX) < FINE && Math.abs(py - lastY) < FINE)) to(px, py);
  }
  if (foot) to(axes.x(foot.x), axes.y(foot.y));
}

/** The part of a segment within a box, by Liang and Barsky (1984); null if there is none. */
function clip(x0, y0, x1, y1, box) {
  const [left, top, right, bottom] = box;
  const [dx, dy] = [x1 - x0, y1 - y0];
  let [from, to] = [0, 1];
  for (const [p, q] of [[-dx, x0 - left], [dx, right - x0], [-dy, y0 - top], [dy, bottom - y0]]) {
    if (p === 0) {
      if (q < 0) return null;
    } else if (p < 0) from = Math.max(from, q / p);
    else to = Math.min(to, q / p);
  }
  if (from > to) return null;
  // The ends themselves, where they are inside: rounding must not break the line into pieces.
  return [
    from === 0 ? x0 : x0 + from * dx, from === 0 ? y0 : y0 + from * dy,
    to === 1 ? x1 : x0 + to * dx, to === 1 ? y1 : y0 + to * dy,
  ];
}

function isInside(left, top, axes) {
  return left >= axes.left && left <= axes.left + axes.width && top >= axes.top && top <= axes.top + axes.height;
}
