/** The plane of two inputs: where a weighted sum is positive and where negative, its border, and the samples. */

import { cleared, make, pen } from "../shared/dom.js";
import { colorTable } from "../shared/theme.js";

/** @import { Theme } from "../scene.d.ts" */
/** @typedef {{ x: number[][], w: [number, number], b: number, row: number, name: string }} Sum  row: the sample looked at */

const [LOW, HIGH] = [-1, 2];
const SIDE = 48;
/** A sum as large as this has the full colour. */
const FULL = 6;
const REACH = 22;
const RADIUS = 9;
const TICKS = [0, 1];

export class Ground {
  /** @type {number[][]} */
  samples = [];
  /** @type {number|null} */
  held = null;

  /** @param {(row: number, place: [number, number]) => void} carry */
  constructor(carry) {
    this.canvas = make("canvas", { class: "gs-ground", "aria-hidden": "true" });
    this.element = make("div", { class: "gs-ground-box" }, this.canvas);
    this.tile = make("canvas", { width: SIDE, height: SIDE });
    this.canvas.addEventListener("pointerdown", (event) => {
      this.held = this.under(event);
      if (this.held !== null) this.canvas.setPointerCapture(event.pointerId);
    });
    // Elsewhere a finger scrolls the page.
    this.canvas.addEventListener("touchstart", (event) => this.under(event.touches[0]) !== null && event.preventDefault(), { passive: false });
    this.canvas.addEventListener("pointermove", (event) => {
      if (this.held === null) return void (this.canvas.style.cursor = this.under(event) === null ? "" : "grab");
      carry(this.held, this.placeOf(event));
    });
    for (const end of ["pointerup", "pointercancel"]) this.canvas.addEventListener(end, () => (this.held = null));
  }

  get side() {
    return Math.min(this.canvas.clientWidth, this.canvas.clientHeight);
  }

  /** Pixels of a place.  @param {number[]} place  @returns {[number, number]} */
  at([x0, x1]) {
    const scale = this.side / (HIGH - LOW);
    return [(x0 - LOW) * scale, this.side - (x1 - LOW) * scale];
  }

  /** @returns {[number, number]} */
  placeOf(event) {
    const { left, top } = this.canvas.getBoundingClientRect();
    const inside = (value) => Math.max(LOW, Math.min(HIGH, value));
    const scale = (HIGH - LOW) / this.side;
    return [inside(LOW + (event.clientX - left) * scale), inside(LOW + (this.side - (event.clientY - top)) * scale)];
  }

  under(event) {
    const { left, top } = this.canvas.getBoundingClientRect();
    const far = this.samples.map((place) => {
      const [x, y] = this.at(place);
      return Math.hypot(x - (event.clientX - left), y - (event.clientY - top));
    });
    const nearest = far.indexOf(Math.min(...far));
    return far[nearest] <= REACH ? nearest : null;
  }

  /** @param {Sum} sum  @param {Theme} theme  @param {number} fontSize */
  paint({ x, w, b, row, name }, theme, fontSize) {
    this.samples = x;
    const { side } = this;
    if (!side) return;
    this.tint(w, b, theme);
    const context = cleared(this.canvas, { width: this.canvas.clientWidth, height: this.canvas.clientHeight });
    context.imageSmoothingEnabled = true;
    context.drawImage(this.tile, 0, 0, side, side);
    Object.assign(context, { strokeStyle: theme.colors.muted, lineWidth: 1, textBaseline: "middle", textAlign: "center" });
    context.strokeRect(0.5, 0.5, side - 1, side - 1);
    this.border(context, w, b, theme);
    context.font = `${fontSize}px ${theme.font}`;
    context.fillStyle = theme.text;
    for (const value of TICKS) {
      context.fillText(String(value), this.at([value, 0])[0], side - 0.8 * fontSize);
      context.fillText(String(value), 0.8 * fontSize, this.at([0, value])[1]);
    }
    context.fillText("x₀", side - 1.2 * fontSize, side - 0.8 * fontSize);
    context.fillText("x₁", 1 * fontSize, 0.8 * fontSize);
    context.textAlign = "right";
    Object.assign(context, { strokeStyle: theme.background, lineWidth: 4, lineJoin: "round" });
    context.strokeText(name, side - 0.5 * fontSize, 0.8 * fontSize); // the border may pass there
    context.fillText(name, side - 0.5 * fontSize, 0.8 * fontSize);
    x.forEach((place, k) => this.sample(context, place, k === row, theme));
  }

  tint(w, b, theme) {
    const table = colorTable("signed", theme);
    const context = pen(this.tile);
    const image = context.createImageData(SIDE, SIDE);
    const words = new Uint32Array(image.data.buffer);
    const middle = (k) => LOW + ((k + 0.5) / SIDE) * (HIGH - LOW);
    for (let i = 0; i < SIDE; i++) {
      for (let j = 0; j < SIDE; j++) {
        const z = w[0] * middle(j) + w[1] * middle(SIDE - 1 - i) + b;
        words[i * SIDE + j] = table[Math.round(127.5 + (100 * Math.max(-FULL, Math.min(FULL, z))) / FULL)];
      }
    }
    context.putImageData(image, 0, 0);
  }

  /** Where the sum is 0, drawn far beyond the picture. */
  border(context, [w0, w1], b, theme) {
    const size = w0 * w0 + w1 * w1;
    if (!size) return;
    const foot = [(-b * w0) / size, (-b * w1) / size];
    const far = 10 / Math.sqrt(size);
    context.save();
    context.beginPath();
    context.rect(0, 0, this.side, this.side);
    context.clip();
    context.beginPath();
    for (const way of [-far, far]) context.lineTo(...this.at([foot[0] - way * w1, foot[1] + way * w0]));
    Object.assign(context, { strokeStyle: theme.text, lineWidth: 3 });
    context.stroke();
    context.restore();
  }

  sample(context, place, looked, theme) {
    const [left, top] = this.at(place);
    context.beginPath();
    context.arc(left, top, looked ? RADIUS + 2 : RADIUS, 0, 2 * Math.PI);
    Object.assign(context, { fillStyle: theme.text, strokeStyle: theme.background, lineWidth: 2.5 });
    context.fill();
    context.stroke();
    if (!looked) return;
    context.beginPath();
    context.arc(left, top, RADIUS + 6, 0, 2 * Math.PI);
    Object.assign(context, { strokeStyle: theme.text, lineWidth: 2 });
    context.stroke();
  }
}
