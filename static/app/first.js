/**
 * The first picture of the home page: the run that its player is about to show, drawn before anything else has come, and
 * gone as soon as the player has drawn. The server writes this module into the page itself (pages/web/first.py).
 */

import { contour } from "../player/shared/contour.js";
import { cleared, pen } from "../player/shared/dom.js";
import { reducedMotion } from "../player/shared/motion.js";
import { Net } from "../player/shared/net.js";
import { colorTable, readTheme } from "../player/shared/theme.js";

/**
 * What the server says of the run: the network, its parameters at some steps, what the steps are, and the data.
 * @typedef {{ sizes: number[], hidden: string, output: string, rows: number[][], points: [number, number, number][],
 *   square: [number, number] }} Told
 */

/** Steps a second, as the player has them; ms after which it gives up waiting for a player; ms from picture to picture:
 * the browser has an app to set up meanwhile. */
const [PACE, PATIENCE, PAUSE] = [10, 60_000, 40];
/** Samples a side of the field, and of a tile. */
const [FIELD, TILE] = [72, 22];
/** In rem: a tile's most, the thinnest line and what the largest weight adds, the letters' margin below a field. */
const [SIDE, THIN, THICK, BELOW] = [4.6, 0.07, 0.36, 3.4];

export class First {
  /** When it was last drawn. */
  last = -Infinity;

  /** @param {HTMLElement} element  @param {Told} told */
  constructor(element, told) {
    this.element = element;
    this.told = told;
    this.canvas = /** @type {HTMLCanvasElement} */ (element.querySelector("canvas"));
    this.context = pen(this.canvas);
    this.theme = readTheme(element);
    this.table = colorTable("diverging", this.theme);
    this.rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    this.net = new Net({ array: "", threshold: 0.5, ...told });
    this.grids = new Map([FIELD, TILE].map((side) => [side, this.grid(side)]));
    this.brushes = new Map([FIELD, TILE].map((side) => [side, brush(side)]));
    this.began = performance.now();
    this.path = location.pathname;
    this.tick = this.tick.bind(this);
  }

  /** Again and again, until the player has drawn, or another page is wanted. */
  tick() {
    const player = /** @type {any} */ (document.querySelector("[data-gs=player]"));
    const waited = performance.now() - this.began;
    const drawn = player?.__gs?.state().frames > 0;
    if (drawn || location.pathname !== this.path || waited > PATIENCE) return this.element.remove();
    if (waited - this.last >= PAUSE) {
      this.last = waited;
      this.draw((waited / 1000) * PACE);
    }
    requestAnimationFrame(this.tick);
  }

  draw(position) {
    const { canvas, rem } = this;
    const { clientWidth: width, clientHeight: height } = canvas;
    cleared(canvas, { width, height });
    const params = this.paramsAt(reducedMotion.matches ? Infinity : position);
    if (width < 700) {
      this.field(params, 0, 0, width, 0.62 * height, rem);
      this.network(params, 0, 0.64 * height, width, 0.36 * height, rem);
    } else {
      this.network(params, 0, 0, 0.56 * width, height, rem);
      this.field(params, 0.575 * width, 0, 0.425 * width, height, rem);
    }
  }

  /** Between two steps that are told, a blend. */
  paramsAt(position) {
    const { rows } = this.told;
    const at = Math.min(position, rows.length - 1);
    const [low, share] = [Math.floor(at), at % 1];
    const next = rows[Math.min(low + 1, rows.length - 1)];
    return rows[low].map((value, i) => value + share * (next[i] - value));
  }

  field(params, left, top, width, height, rem) {
    const { context, theme, told: { points, square: [low, high] } } = this;
    const side = Math.min(width - 3 * rem, height - BELOW * rem);
    const [x, y] = [left + (width - side + 2 * rem) / 2, top];
    const values = this.units(params, FIELD).at(-1)?.[0] ?? new Float64Array();
    context.drawImage(this.painted(values, FIELD, [0, 1]), x, y, side, side);
    context.beginPath();
    const scale = side / (FIELD - 1);
    contour(values, FIELD, FIELD, 0.5, (ax, ay, bx, by) => {
      context.moveTo(x + ax * scale, y + side - ay * scale);
      context.lineTo(x + bx * scale, y + side - by * scale);
    });
    context.lineWidth = 2.5;
    context.strokeStyle = theme.text;
    context.stroke();
    const place = (value) => (side * (value - low)) / (high - low);
    for (const [x0, x1, label] of points) this.point(x + place(x0), y + side - place(x1), label);
  }

  point(left, top, label) {
    const { context, theme } = this;
    context.beginPath();
    if (label) context.arc(left, top, 11, 0, 2 * Math.PI);
    else context.rect(left - 10, top - 10, 20, 20);
    context.fillStyle = theme.colors[label ? "blue" : "orange"];
    context.fill();
    context.lineWidth = 3;
    context.strokeStyle = theme.background;
    context.stroke();
  }

  network(params, left, top, width, height, rem) {
    const { told: { sizes } } = this;
    const side = Math.min(SIDE * rem, (0.86 * height) / Math.max(...sizes), (0.5 * width) / sizes.length);
    const step = (width - side - 2 * rem) / (sizes.length - 1);
    const gap = Math.min(height / Math.max(...sizes), 2 * side);
    const places = sizes.map((count, layer) => Array.from({ length: count }, (_, unit) => [
      left + side / 2 + 0.5 * rem + layer * step,
      top + height / 2 + (unit - (count - 1) / 2) * (layer === 0 ? Math.min(height / count, 2 * side) : gap),
    ]));
    this.edges(params, places, side, rem);
    const rows = this.units(params, TILE);
    places.forEach((layer, l) => layer.forEach(([x, y], unit) => this.tile(rows[l][unit], this.rangeOf(l), x - side / 2, y - side / 2, side)));
  }

  edges(params, places, side, rem) {
    const { context, net, theme: { colors } } = this;
    const most = Math.max(...params.map(Math.abs));
    for (let layer = 1; layer < places.length; layer++) {
      const [from, to, start] = [places[layer - 1], places[layer], net.start(layer)];
      const weights = params.slice(start, start + from.length * to.length);
      weights.forEach((value, k) => {
        const [[ax, ay], [bx, by]] = [from[Math.floor(k / to.length)], to[k % to.length]];
        context.beginPath();
        context.moveTo(ax + side / 2, ay);
        context.lineTo(bx - side / 2, by);
        context.setLineDash(value < 0 ? [0.5 * rem, 0.33 * rem] : []);
        context.lineWidth = rem * (THIN + (THICK * Math.abs(value)) / most);
        context.strokeStyle = colors[value < 0 ? "negative" : "positive"];
        context.stroke();
      });
    }
    context.setLineDash([]);
  }

  tile(values, range, left, top, side) {
    const { context, theme } = this;
    context.drawImage(this.painted(values, TILE, range), left, top, side, side);
    context.lineWidth = 1.5;
    context.strokeStyle = theme.colors.muted;
    context.strokeRect(left, top, side, side);
  }

  /** What units of a layer can say. */
  rangeOf(layer) {
    return layer === 0 ? this.told.square : this.net.rangeOf(layer) ?? [-1, 1];
  }

  /** Of each layer each unit's values over the square. */
  units(params, side) {
    return this.net.forward(params, this.grids.get(side) ?? []);
  }

  /** The square's places, row by row from below: x0 of each, and x1. */
  grid(side) {
    const [low, high] = this.told.square;
    const places = (of) => Float64Array.from({ length: side * side }, (_, k) => low + ((high - low) * of(k)) / (side - 1));
    return [places((k) => k % side), places((k) => Math.floor(k / side))];
  }

  /** The values as a picture, rows from below; it is the next one's, too. */
  painted(values, side, [low, high]) {
    const { picture, context, image, pixels } = /** @type {ReturnType<typeof brush>} */ (this.brushes.get(side));
    values.forEach((value, k) => {
      const share = Math.max(0, Math.min(1, (value - low) / (high - low)));
      pixels[(side - 1 - Math.floor(k / side)) * side + (k % side)] = this.table[Math.round(255 * share)];
    });
    context.putImageData(image, 0, 0);
    return picture;
  }
}

/** Where pictures of so many samples a side are painted. */
function brush(side) {
  const picture = document.createElement("canvas");
  Object.assign(picture, { width: side, height: side });
  const context = pen(picture);
  const image = context.createImageData(side, side);
  return { picture, context, image, pixels: new Uint32Array(image.data.buffer) };
}

const place = document.getElementById("gs-first");
if (place) new First(place, JSON.parse(place.dataset.run ?? "")).tick();
