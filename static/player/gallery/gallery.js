/**
 * The gallery: runs in little, each drawn on a canvas in the element that has its name as `data-thumb`.
 * Only those in view move; where motion is not wanted they show how the run ended. See pages/player/gallery.py.
 */

import { contour } from "../shared/contour.js";
import { pen } from "../shared/dom.js";
import { reducedMotion } from "../shared/motion.js";
import { unpackWith } from "../shared/packet.js";
import { CYCLE, colorTable, readTheme } from "../shared/theme.js";

const RUN = 4000; // ms from the first step to the last
const REST = 1500; // ms on the last picture
const FRAME = 1000 / 30;
const USUAL_HEIGHT = 165; // px; in a higher picture all is drawn larger
const GAP = 0.06; // of the width, between picture and loss
const DASHES = [[], [6, 4], [2, 3], [8, 3, 2, 3]];
/** Training, and what is held out. */
const SETS = ["run", "purple"];

/** parentElement -> Gallery */
const galleries = new WeakMap();

export function attach({ parentElement, data }) {
  if (!galleries.has(parentElement)) galleries.set(parentElement, new Gallery(parentElement));
  galleries.get(parentElement).receive(data);
  return () => {
    if (parentElement.isConnected) return; // overtaken by a newer call, still mounted
    galleries.get(parentElement)?.destroy();
    galleries.delete(parentElement);
  };
}

class Gallery {
  constructor(element) {
    this.element = element;
    this.thumbs = new Map();
    this.frames = 0;
    this.watcher = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const thumb = this.thumbs.get(/** @type {HTMLElement} */ (target).dataset.thumb);
        if (thumb) thumb.seen = isIntersecting;
      }
    });
    this.last = 0;
    this.tick = this.tick.bind(this);
    this.request = requestAnimationFrame(this.tick);
    element.__gallery = { state: () => this.state() }; // for tests
  }

  receive(data) {
    if (!data?.length) return;
    this.runs = new Map(unpackWith(data, openThumbs).map((run) => [run.name, run]));
    for (const [name, thumb] of this.thumbs) thumb.run = this.runs.get(name) ?? thumb.run;
  }

  /** Streamlit may have put new elements in the place of old ones. */
  adopt() {
    for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-thumb]"))) {
      const name = place.dataset.thumb;
      const known = this.thumbs.get(name);
      if (known?.place === place || !this.runs?.has(name)) continue;
      if (known) this.watcher.unobserve(known.place);
      this.thumbs.set(name, new Thumb(place, this.runs.get(name)));
      this.watcher.observe(place);
    }
  }

  tick(now) {
    this.request = requestAnimationFrame(this.tick);
    if (now - this.last < FRAME - 4 || document.hidden) return;
    const passed = Math.min(now - this.last, 100);
    this.last = now;
    this.adopt();
    const theme = readTheme(this.element);
    for (const thumb of this.thumbs.values()) thumb.draw(passed, theme);
    this.frames++;
  }

  state() {
    const thumbs = [...this.thumbs].map(([name, { at, seen, drawn }]) => [name, { at, seen, drawn }]);
    return { frames: this.frames, thumbs: Object.fromEntries(thumbs) };
  }

  destroy() {
    cancelAnimationFrame(this.request);
    this.watcher.disconnect();
  }
}

function openThumbs(header, open) {
  for (const { picture, beside } of header.thumbs) {
    for (const part of [picture, beside].filter(Boolean)) {
      for (const name of ["frames", "points", "land"]) if (part[name]) part[name] = open(part[name]);
    }
  }
  return header.thumbs;
}

/** One run on one canvas: its picture, and lines to the right of it. */
class Thumb {
  constructor(place, run) {
    this.place = place;
    this.run = run;
    this.seen = false;
    this.time = 0;
    this.drawn = 0;
    this.canvas = document.createElement("canvas");
    this.context = pen(this.canvas);
    this.small = document.createElement("canvas"); // a field, one pixel a sample
    place.replaceChildren(this.canvas);
  }

  /** Moves on by so many ms and paints, if it is in view and would look different. */
  draw(passed, theme) {
    if (!this.seen) return;
    this.time = (this.time + passed) % (RUN + REST);
    const at = reducedMotion.matches ? 1 : Math.min(1, this.time / RUN);
    const { clientWidth: width, clientHeight: height } = this.place;
    const looks = [at, width, height, theme.key, devicePixelRatio].join();
    if (looks === this.looks || !width) return;
    this.looks = looks;
    this.at = at;
    const size = Math.max(1, height / USUAL_HEIGHT);
    this.fit(width, height, size);
    this.paint(width / size, height / size, at, theme);
    this.drawn++;
  }

  /** What is drawn in a large picture is `size` times as large. */
  fit(width, height, size) {
    const [w, h] = [width, height].map((side) => Math.round(side * devicePixelRatio));
    if (this.canvas.width !== w || this.canvas.height !== h) Object.assign(this.canvas, { width: w, height: h });
    const scale = size * devicePixelRatio;
    this.context.setTransform(scale, 0, 0, scale, 0, 0);
  }

  paint(width, height, at, theme) {
    const { picture, beside } = this.run;
    this.context.clearRect(0, 0, width, height);
    const square = SQUARE.includes(picture.kind);
    const left = !beside ? width : square ? Math.min(height, width / 2) : width * 0.56;
    this.within({ x: 0, y: 0, width: left, height }, (box) => PAINTERS[picture.kind](this, box, picture, at, theme), theme);
    if (!beside) return;
    const trained = !["walk", "lines"].includes(picture.kind);
    const x = left + GAP * width;
    this.within({ x, y: 0, width: width - x, height }, (box) => lines(this, box, beside, at, theme, trained ? SETS : CYCLE), theme);
  }

  /** Clips to a box with a thin frame. */
  within(box, paint, theme) {
    const { context } = this;
    const frame = new Path2D();
    frame.roundRect(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1, 4);
    context.save();
    context.clip(frame);
    paint(box);
    context.restore();
    context.lineWidth = 1;
    context.strokeStyle = theme.colors.grid;
    context.stroke(frame);
  }
}

const PAINTERS = { field, fit, tiles, walk, lines };
const SQUARE = ["field", "tiles", "walk"];

function field(thumb, box, { frames, points }, at, theme) {
  const [, ny, nx] = frames.shape;
  const values = between(frames, at);
  raster(thumb, box, values, nx, ny, colorTable("diverging", theme));
  const [cellX, cellY] = [box.width / (nx - 1), box.height / (ny - 1)];
  const { context } = thumb;
  context.beginPath();
  contour(values, nx, ny, 0.5, (x0, y0, x1, y1) => {
    context.moveTo(box.x + x0 * cellX, box.y + box.height - y0 * cellY);
    context.lineTo(box.x + x1 * cellX, box.y + box.height - y1 * cellY);
  });
  stroke(context, theme.text, 2);
  const size = points.rows > 8 ? 2.5 : 5;
  for (let i = 0; i < points.rows; i++) {
    const [x, y, one] = points.data.subarray(3 * i, 3 * i + 3);
    mark(context, box, x, y, size, one > 0.5, theme);
  }
}

/** Class 1 is a blue circle, class 0 an orange square, as on the stage. */
function mark(context, box, x, y, size, round, theme) {
  const [left, top] = [box.x + x * box.width, box.y + (1 - y) * box.height];
  context.beginPath();
  if (round) context.arc(left, top, size, 0, 2 * Math.PI);
  else context.rect(left - size, top - size, 2 * size, 2 * size);
  context.fillStyle = theme.colors[round ? "high" : "low"];
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = theme.background;
  context.stroke();
}

function fit({ context }, box, { frames, points }, at, theme) {
  for (let i = 0; i < points.rows; i++) {
    const [x, y, trained] = points.data.subarray(3 * i, 3 * i + 3);
    context.beginPath();
    context.arc(box.x + x * box.width, box.y + (1 - y) * box.height, 3, 0, 2 * Math.PI);
    context.lineWidth = 1.5;
    context.strokeStyle = context.fillStyle = theme.colors.muted;
    if (trained > 0.5) context.fill();
    context.stroke();
  }
  const values = between(frames, at);
  polyline(context, values.length, (i) => [i / (values.length - 1), values[i]], box);
  stroke(context, theme.colors.run, 2.5);
}

/** Images side by side, one pixel apart, in bytes; all in the middle of the box. */
function tiles({ context, small }, box, { frames }, at, theme) {
  const [, count, side] = frames.shape;
  const [values, table] = [between(frames, at), colorTable("signed", theme)];
  const columns = Math.ceil(Math.sqrt(count));
  const width = columns * (side + 1) + 1;
  const height = Math.ceil(count / columns) * (side + 1) + 1;
  Object.assign(small, { width, height });
  const brush = pen(small);
  const image = brush.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  for (let k = 0; k < values.length; k++) {
    const [tile, row, column] = [Math.floor(k / side ** 2), Math.floor(k / side) % side, k % side];
    const [left, top] = [(tile % columns) * (side + 1) + 1, Math.floor(tile / columns) * (side + 1) + 1];
    pixels[(top + row) * width + left + column] = table[Math.round(values[k])];
  }
  brush.putImageData(image, 0, 0);
  const scale = Math.min(box.width / width, box.height / height);
  const [x, y] = [box.x + (box.width - scale * width) / 2, box.y + (box.height - scale * height) / 2];
  context.imageSmoothingEnabled = false;
  context.drawImage(small, x, y, scale * width, scale * height);
  context.imageSmoothingEnabled = true;
}

function walk(thumb, box, { land, frames }, at, theme) {
  const [ny, nx] = land.shape.slice(1);
  raster(thumb, box, between(land, 0), nx, ny, colorTable("relief", theme));
  const [rows, walkers] = frames.shape;
  const { context } = thumb;
  for (let k = 0; k < walkers; k++) {
    const place = (row) => frames.data.subarray(2 * (row * walkers + k), 2 * (row * walkers + k) + 2);
    const now = Math.round(at * (rows - 1));
    trail(context, k, now, place, box, theme.colors[CYCLE[k % CYCLE.length]], 2);
  }
}

/** Lines up to now, by their hues; levels to be reached are dotted. */
function lines({ context }, box, { frames, levels }, at, theme, hues = CYCLE) {
  const [rows, count] = frames.shape;
  const colour = (k) => theme.colors[hues[k % hues.length]];
  const inner = { x: box.x + 5, y: box.y + 7, width: box.width - 10, height: box.height - 14 };
  for (const [k, level] of levels.entries()) {
    polyline(context, 2, (i) => [i, level], inner);
    stroke(context, hues === CYCLE ? colour(k) : theme.colors.muted, 1.5, [2, 4]);
  }
  const now = Math.round(at * (rows - 1));
  for (let k = 0; k < count; k++) {
    const place = (row) => [row / Math.max(rows - 1, 1), frames.data[row * count + k]];
    trail(context, k, now, place, inner, colour(k), 2.5);
  }
}

/** A line up to now, with a disc at its end. */
function trail(context, k, now, place, box, colour, width) {
  polyline(context, now + 1, place, box);
  stroke(context, colour, width, DASHES[k % DASHES.length]);
  const [x, y] = place(now);
  context.beginPath();
  context.arc(box.x + x * box.width, box.y + (1 - y) * box.height, 4, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
}

/** The values of a share 0..1 of the run, blended between the two frames around it. @returns {Float32Array} */
function between({ data, shape, width, lo, gain }, at) {
  const position = at * (shape[0] - 1);
  const first = Math.min(Math.floor(position), Math.max(shape[0] - 2, 0));
  const next = Math.min(first + 1, shape[0] - 1);
  const share = position - first;
  const values = new Float32Array(width);
  for (let i = 0; i < width; i++) {
    values[i] = lo + gain * (data[first * width + i] * (1 - share) + data[next * width + i] * share);
  }
  return values;
}

/** Shares as colours, the lowest row at the bottom; samples lie on the box's borders. */
function raster({ context, small }, box, values, nx, ny, table) {
  Object.assign(small, { width: nx, height: ny });
  const brush = pen(small);
  const image = brush.createImageData(nx, ny);
  const pixels = new Uint32Array(image.data.buffer);
  for (let row = 0; row < ny; row++) {
    for (let column = 0; column < nx; column++) {
      pixels[(ny - 1 - row) * nx + column] = table[Math.round(255 * values[row * nx + column])];
    }
  }
  brush.putImageData(image, 0, 0);
  const [cellX, cellY] = [box.width / (nx - 1), box.height / (ny - 1)];
  context.drawImage(small, box.x - cellX / 2, box.y - cellY / 2, cellX * nx, cellY * ny);
}

/** Through places in shares of the box; what is no number breaks the line. */
function polyline(context, count, place, box) {
  const most = 10; // boxes away: further out a canvas would lose its way
  const inside = (share) => Math.max(-most, Math.min(most, share));
  context.beginPath();
  let broken = true;
  for (let i = 0; i < count; i++) {
    const [x, y] = place(i);
    if (Number.isNaN(x + y)) {
      broken = true;
      continue;
    }
    const point = [box.x + inside(x) * box.width, box.y + (1 - inside(y)) * box.height];
    if (broken) context.moveTo(...point);
    else context.lineTo(...point);
    broken = false;
  }
}

function stroke(context, colour, width, dash = []) {
  context.setLineDash(dash);
  context.lineWidth = width;
  context.lineJoin = "round";
  context.strokeStyle = colour;
  context.stroke();
  context.setLineDash([]);
}
