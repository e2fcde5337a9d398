/** How a box is looked at: turned, tilted, enlarged, without perspective, so that equal lengths stay equal. */

/** @import { Point } from "../scene.d.ts" */

const FIRST = { yaw: -0.55, pitch: 0.62, zoom: 1 };
const LOWEST = 0.06;
const [SMALLEST, LARGEST] = [0.6, 8];
/** Pixels around the picture for tick labels, in sizes of the font. */
const ROOM = 2.2;

export class View {
  yaw = 0;
  pitch = 0;
  zoom = 1;
  /** Pixels in a unit of the box. */
  scale = 1;
  /** Of the picture, in pixels. */
  width = Infinity;
  /** @type {Point} */
  centre = [0, 0];
  cosYaw = 1;
  sinYaw = 0;
  cosPitch = 1;
  sinPitch = 0;
  /** Equal where the picture is. */
  key = "";

  constructor() {
    this.reset();
  }

  reset() {
    Object.assign(this, FIRST);
  }

  /** @param {number} yaw  radians to the right  @param {number} pitch  radians towards the view from above */
  turn(yaw, pitch) {
    this.yaw = Math.atan2(Math.sin(this.yaw + yaw), Math.cos(this.yaw + yaw));
    this.pitch = Math.max(LOWEST, Math.min(Math.PI / 2, this.pitch + pitch));
  }

  enlarge(by) {
    this.zoom = Math.max(SMALLEST, Math.min(LARGEST, this.zoom * by));
  }

  /** Fit a box with half sides a, b and half height h into width × height pixels. */
  fit(width, height, [a, b, h], fontSize) {
    const round = Math.hypot(a, b);
    const room = ROOM * fontSize;
    const tall = h * Math.cos(this.pitch) + round * Math.sin(this.pitch);
    const usual = h * Math.cos(FIRST.pitch) + round * Math.sin(FIRST.pitch);
    // Tilting must not make the picture breathe, but from above it must still fit.
    const fits = Math.min((width - 2 * room) / (2 * round), (height - 2 * room) / (2 * Math.max(tall, usual)));
    this.scale = Math.max(10, fits) * this.zoom;
    this.centre = [width / 2 + fontSize, height / 2 - 0.3 * fontSize];
    [this.cosYaw, this.sinYaw] = [Math.cos(this.yaw), Math.sin(this.yaw)];
    [this.cosPitch, this.sinPitch] = [Math.cos(this.pitch), Math.sin(this.pitch)];
    this.width = width;
    this.key = [this.yaw, this.pitch, this.scale, width, height].join();
  }

  /** The same view where every unit is so many pixels. */
  shrunk(factor) {
    const view = Object.assign(new View(), this);
    view.scale = this.scale / factor;
    view.width = this.width / factor;
    view.centre = [this.centre[0] / factor, this.centre[1] / factor];
    return view;
  }

  /** @returns {[number, number, number]} pixels from the left and the top, and the depth, which grows away from the eye */
  project(x, y, z) {
    const across = x * this.cosYaw - y * this.sinYaw;
    const away = x * this.sinYaw + y * this.cosYaw;
    return [
      this.centre[0] + this.scale * across,
      this.centre[1] - this.scale * (z * this.cosPitch + away * this.sinPitch),
      away * this.cosPitch - z * this.sinPitch,
    ];
  }

  /** The pixels that a step (x, y, z) makes. */
  direction(x, y, z) {
    const [left, top] = this.project(x, y, z);
    return [left - this.centre[0], top - this.centre[1]];
  }

  /** @returns {Point} (x, y) of the box at a pixel and a depth */
  unproject(left, top, depth) {
    const across = (left - this.centre[0]) / this.scale;
    const up = (this.centre[1] - top) / this.scale;
    const away = up * this.sinPitch + depth * this.cosPitch;
    return [across * this.cosYaw + away * this.sinYaw, away * this.cosYaw - across * this.sinYaw];
  }
}
