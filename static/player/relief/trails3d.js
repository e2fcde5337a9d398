/** Walkers on a surface seen from the side: their ways, faint where a hill hides them, and where each stands. */

import { arrowSize, drawArrow, drawHead } from "../layers/arrows.js";
import { format } from "../shared/format.js";
import { drawDisc, drawLabel, drawMark } from "../layers/marks.js";
import { EDGE, FINE, FOOT, REACH, TrailsLayer, footAt } from "../layers/trails.js";
import { DASHES } from "../shared/dashes.js";

/** @import { Box } from "./land.js" */
/** @import { View } from "./view3d.js" */
/** @import { Frame, Mark, Theme, TrailsSpec } from "../scene.d.ts" */

/**
 * @typedef {object} View3d  what is seen, and through what
 * @property {View} view
 * @property {Box} box
 * @property {{depthAt: (left: number, top: number) => number}} raster
 * @property {Frame} frame
 */

const RING = 8;
/** Pixels after which a line is asked again whether a hill hides it. */
const STRETCH = 6;
/** Nearer to the surface than this, in box units, a point lies on it. */
const ON_SURFACE = 0.035;
const FAINT = 0.45;

export class Trails3d {
  /** @type {Theme} */
  theme;

  /** @param {TrailsSpec} spec  its values are heights here */
  constructor(spec) {
    this.spec = spec;
    this.flat = new TrailsLayer(spec);
  }

  retheme(theme) {
    this.theme = theme;
    this.flat.retheme(theme);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {View3d} scene
   */
  draw(context, scene, tape, position, toggles) {
    const { theme, spec } = this;
    const { colors } = this.flat;
    const taken = [];
    const ways = spec.lines.map((_, k) => this.way(tape, k));
    context.lineJoin = "round";
    context.lineCap = "butt";
    if (toggles.get(spec.ahead)) ways.forEach((way, k) => this.drawAhead(context, this.split(scene, way, tape.last), colors[k]));
    ways.forEach((way, k) => this.drawLine(context, this.split(scene, way, position), colors[k], DASHES[spec.lines[k].dash] ?? []));
    for (const [x, y, f, main] of this.marks()) this.onSurface(context, scene, [x, y, f], (left, top) => drawMark(context, left, top, main, theme));
    for (const way of ways) this.drawStart(context, scene, way);
    const feet = ways.map((way) => standing(way, position));
    feet.forEach((foot, k) => foot && this.drawGradient(context, scene, foot, k, tape, position));
    for (let k = feet.length - 1; k >= 0; k--) if (feet[k]) this.drawFoot(context, scene, feet[k], k, taken);
  }

  /** @returns {string[]} where each stands at the shown step */
  summary(tape, shown) {
    return this.flat.summary(tape, shown);
  }

  way(tape, k) {
    return { ...this.flat.trail(tape, k), f: tape.column(this.spec.values.array, [k]).y };
  }

  /** [x0, x1, f, main] of the marks that know their height. */
  marks() {
    return (this.spec.marks ?? []).filter(({ length }) => length > 4).map(([x, y, , main, f]) => [x, y, f, main]);
  }

  // ---- lines -------------------------------------------------------------------------------------

  /** The way up to a position as lines of pixels: {seen, hidden}, each a list of [left, top, left, top, ...]. */
  split({ view, box, raster }, way, position) {
    const lines = { seen: /** @type {number[][]} */ ([]), hidden: /** @type {number[][]} */ ([]) };
    /** @type {number[]|null} */
    let last = null;
    /** @type {number[]|null} */
    let drawn = null;
    let kind = /** @type {number[][]|null} */ (null);
    const piece = (ax, ay, az, bx, by, bz) => {
      const hidden = raster.depthAt((ax + bx) / 2, (ay + by) / 2) < (az + bz) / 2 - ON_SURFACE;
      const list = hidden ? lines.hidden : lines.seen;
      if (kind !== list || drawn?.[0] !== ax || drawn?.[1] !== ay) list.push([ax, ay]);
      list[list.length - 1].push(bx, by);
      kind = list;
      drawn = [bx, by];
    };
    const to = (point) => {
      const cut = last && clip(last, point, box.limits);
      last = point;
      if (!cut) return;
      const [a, b] = [view.project(...cut[0]), view.project(...cut[1])];
      const count = Math.max(1, Math.min(200, Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1]) / STRETCH)));
      let from = a;
      for (let i = 1; i <= count; i++) {
        const next = i === count ? b : a.map((value, axis) => value + ((b[axis] - value) * i) / count);
        piece(...from, ...next);
        from = next;
      }
    };
    const count = Math.min(Math.floor(position), way.x.length - 1);
    let [seenX, seenY] = [NaN, NaN];
    for (let i = 0; i <= count; i++) {
      const point = box.place(way.x[i], way.y[i], way.f[i]);
      if (!Number.isFinite(point[0] + point[1] + point[2])) continue;
      const [left, top] = view.project(...point);
      if (i > 0 && i < count && Math.abs(left - seenX) < FINE && Math.abs(top - seenY) < FINE) continue;
      [seenX, seenY] = [left, top];
      to(point);
    }
    const foot = standing(way, position);
    if (foot) to(box.place(foot.x, foot.y, foot.f));
    return lines;
  }

  drawAhead(context, { seen, hidden }, color) {
    context.setLineDash([2, 4]);
    stroke(context, seen, 1.5, color, 0.8);
    stroke(context, hidden, 1.5, color, FAINT);
    context.setLineDash([]);
  }

  drawLine(context, { seen, hidden }, color, dash) {
    stroke(context, hidden, 2, color, FAINT);
    stroke(context, seen, 6, this.theme.background, 0.75);
    context.setLineDash(dash);
    stroke(context, seen, 3, color, 1);
    context.setLineDash([]);
  }

  // ---- marks -------------------------------------------------------------------------------------

  /** Draw something at a point, faint where a hill hides it. */
  onSurface(context, scene, [x, y, f], draw) {
    const point = scene.box.place(x, y, f);
    if (!isInside(point, scene.box.limits)) return;
    const [left, top, depth] = scene.view.project(...point);
    context.save();
    if (scene.raster.depthAt(left, top) < depth - ON_SURFACE) context.globalAlpha = FAINT;
    draw(left, top);
    context.restore();
  }

  drawStart(context, scene, { x, y, f }) {
    this.onSurface(context, scene, [x[0], y[0], f[0]], (left, top) => {
      context.beginPath();
      context.arc(left, top, RING, 0, 2 * Math.PI);
      context.lineWidth = 2.5;
      context.strokeStyle = this.theme.text;
      context.stroke();
    });
  }

  drawGradient(context, { view, box }, foot, k, tape, position) {
    const { arrows } = this.spec;
    const row = arrows && tape.row(arrows.array, Math.floor(position));
    const point = box.place(foot.x, foot.y, foot.f);
    if (!row || !isInside(point, box.limits)) return;
    const [g0, g1] = row.values([k]).map((value) => value * arrows.sign);
    const way = box.along(foot.f, g0, g1, this.downhill(tape, position, k, g0, g1));
    const length = Math.hypot(...way);
    if (!(length > 0) || !Number.isFinite(length)) return;
    const [dx, dy] = view.direction(...way.map((part) => part / length)).map((pixels) => pixels / view.scale);
    const [left, top] = view.project(...point);
    const size = arrowSize(g0, g1, arrows.longest, arrows.reference) * Math.hypot(dx, dy) + FOOT;
    drawArrow(context, left, top, dx, dy, size, { color: this.theme.background, width: 6 });
    drawArrow(context, left, top, dx, dy, size, { color: this.theme.text, width: 3 });
  }

  /** How f changes along (g0, g1), by the gradient that the walker was told. */
  downhill(tape, position, k, g0, g1) {
    const { array } = /** @type {{array: string}} */ (this.spec.arrows);
    const [t0, t1] = tape.row(array, Math.floor(position)).values([k]);
    return t0 * g0 + t1 * g1;
  }

  drawFoot(context, scene, foot, k, taken) {
    const point = scene.box.place(foot.x, foot.y, foot.f);
    if (!isInside(point, scene.box.limits)) return this.drawAway(context, scene, foot, k, taken);
    const [left, top, depth] = scene.view.project(...point);
    const hidden = scene.raster.depthAt(left, top) < depth - ON_SURFACE;
    context.globalAlpha = hidden ? 0.85 : 1;
    drawDisc(context, left, top, FOOT, this.flat.colors[k], this.spec.lines.length > 1 ? String(k + 1) : "", this.theme);
    context.globalAlpha = 1;
  }

  /** An arrow over the edge of the surface towards where the foot is, with its place. */
  drawAway(context, { view, box, frame }, foot, k, taken) {
    const [x, y, z] = box.place(foot.x, foot.y, foot.f);
    const share = Math.max(Math.abs(x) / box.sides[0], Math.abs(y) / box.sides[1], 1);
    if (!Number.isFinite(share)) return;
    const edge = [x / share, y / share];
    const [left, top] = view.project(...edge, Math.max(box.limits[2][0], Math.min(box.limits[2][1], share > 1 ? box.heightAt(...edge) : z)));
    const [dx, dy] = share > 1 ? view.direction(...edge, 0) : [0, -1];
    const length = Math.hypot(dx, dy) || 1;
    const [ux, uy] = [dx / length, dy / length];
    const keep = (value, low, size) => Math.max(low + 4, Math.min(low + size - 4, value));
    const [tipX, tipY] = [keep(left + ux * EDGE, frame.left, frame.width), keep(top + uy * EDGE, frame.top, frame.height)];
    drawHead(context, tipX + ux * 2, tipY + uy * 2, ux, uy, EDGE + 4, this.theme.background);
    drawHead(context, tipX, tipY, ux, uy, EDGE, this.flat.colors[k]);
    const number = this.spec.lines.length > 1 ? `${k + 1}: ` : "";
    const words = `${number}(${format(foot.x, ".2g")}, ${format(foot.y, ".2g")})`;
    const side = uy > 0.3 ? 1 : -1; // clear of the head, which the frame may hold back
    drawLabel(context, frame, words, [tipX, tipY + side * 0.6 * EDGE, -ux, -side], taken, this.theme);
  }

  // ---- pointing ----------------------------------------------------------------------------------

  describe(left, top, { view, box }, tape, shown) {
    let [line, step, nearest] = [-1, -1, REACH];
    const near = (place, found) => {
      const [px, py] = view.project(...place);
      const away = Math.hypot(px - left, py - top);
      if (away < nearest && isInside(place, box.limits)) {
        nearest = away;
        found();
      }
    };
    this.spec.lines.forEach((_, k) => {
      const { x, y, f } = this.way(tape, k);
      for (let i = 0; i <= shown - tape.first; i++) near(box.place(x[i], y[i], f[i]), () => ([line, step] = [k, tape.first + i]));
    });
    if (line >= 0) return this.flat.words(tape, line, step);
    let mark = /** @type {Mark|null} */ (null);
    for (const found of this.spec.marks ?? []) near(box.place(found[0], found[1], found[4]), () => (mark = found));
    return mark ? mark[2].split("\n") : null;
  }
}

/** Where a way has come to: {x, y, f}, or null. */
function standing(way, position) {
  const flat = footAt(way, position);
  const height = footAt({ x: way.f, y: way.f }, position);
  return flat && height ? { ...flat, f: height.x } : null;
}

function stroke(context, lines, width, color, alpha) {
  context.beginPath();
  for (const line of lines) {
    context.moveTo(line[0], line[1]);
    for (let i = 2; i < line.length; i += 2) context.lineTo(line[i], line[i + 1]);
  }
  context.lineWidth = width;
  context.strokeStyle = color;
  context.globalAlpha = alpha;
  context.stroke();
  context.globalAlpha = 1;
}

function isInside(point, limits) {
  return point.every((value, axis) => value >= limits[axis][0] - 1e-9 && value <= limits[axis][1] + 1e-9);
}

/** The part of a segment within a box, by Liang and Barsky (1984); null if there is none. */
function clip(a, b, limits) {
  let [from, to] = [0, 1];
  for (let axis = 0; axis < 3; axis++) {
    const by = b[axis] - a[axis];
    for (const [p, q] of [[-by, a[axis] - limits[axis][0]], [by, limits[axis][1] - a[axis]]]) {
      if (p === 0) {
        if (q < 0) return null;
      } else if (p < 0) from = Math.max(from, q / p);
      else to = Math.min(to, q / p);
    }
  }
  if (from > to) return null;
  const at = (share) => a.map((value, axis) => value + share * (b[axis] - value));
  return [from === 0 ? a : at(from), to === 1 ? b : at(to)];
}
