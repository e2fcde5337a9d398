/** A loss curve drawn by hand over the axes of the losses; it stays there when the run has come. */

import { make } from "../shared/dom.js";
import { format } from "../shared/format.js";
import { Curve } from "./curve.js";

/** @import { Game } from "./game.js" */
/** @import { Axes } from "../scene.d.ts" */

/** A key moves the curve by this share of the axis' height. */
const NUDGE = 0.05;

export class Drawing {
  /** Where the keys are. */
  place = 1;
  /** The pointer that draws, and the place where it was. @type {{ id: number, place: number }|null} */
  pen = null;
  seen = "";

  /** @param {Game} game */
  constructor(game) {
    this.game = game;
    const { spec, player: { tape } } = game;
    const first = tape.row("loss", tape.first)?.values(null)[0] ?? 1;
    this.curve = new Curve(spec.places, first, spec.headroom * first);
    this.line = part("polyline", { class: "gs-drawn-line" });
    this.dot = part("circle", { class: "gs-drawn-place", r: "8" });
    this.name = part("text", { class: "gs-drawn-name", "text-anchor": "end" });
    this.picture = part("svg", { class: "gs-drawn-picture", "aria-hidden": "true" });
    this.picture.append(this.line, this.dot, this.name);
    this.layer = make("div", {
      class: "gs-drawn", role: "slider", tabindex: "0", "data-gs": "guess-drawing", "aria-orientation": "vertical",
      on: {
        pointerdown: (event) => this.down(event), pointermove: (event) => this.move(event),
        pointerup: () => (this.pen = null), pointercancel: () => (this.pen = null), keydown: (event) => this.key(event),
      },
    }, this.picture);
    this.help = make("span", { class: "gs-guess-help" });
    this.clear = make("button", { type: "button", class: "gs-action", "data-gs": "guess-clear", on: { click: () => this.wipe() } });
    this.controls = [this.help, this.clear];
    this.rename();
  }

  rename() {
    this.help.textContent = this.game.word("guess_draw_help");
    this.clear.textContent = this.game.word("guess_clear");
    this.name.textContent = this.game.word("guess_draw");
    this.layer.setAttribute("aria-label", this.game.word("guess_places"));
    this.tell();
  }

  get panel() {
    return /** @type {any} */ (this.game.player.cast.get("loss"));
  }

  get value() {
    return this.curve.drawn ? this.curve.values : null;
  }

  get said() {
    return this.game.word("guess_draw");
  }

  get text() {
    return this.json.join();
  }

  get json() {
    return Array.from(this.curve.values, (value) => Number(value.toPrecision(4)));
  }

  /** What the axis must have room for: while it is drawn all that can be drawn. */
  room() {
    const { curve, game } = this;
    if (game.phase === "skipped") return [];
    return game.asks ? [curve.low(this.log), curve.top] : [Math.max(...curve.values), Math.min(...curve.values.filter((value) => value > 0))];
  }

  get log() {
    return this.panel?.plot?._fullLayout?.yaxis?.type === "log";
  }

  // ---- the hand ------------------------------------------------------------------------------------

  /** @param {PointerEvent} event */
  down(event) {
    if (!this.game.asks || event.button > 0 || !this.panel?.ready) return;
    event.preventDefault();
    this.layer.focus({ preventScroll: true });
    this.layer.setPointerCapture(event.pointerId);
    this.pen = { id: event.pointerId, place: -1 };
    this.move(event);
  }

  /** @param {PointerEvent} event */
  move(event) {
    if (!this.pen || event.pointerId !== this.pen.id) return;
    const axes = this.axes;
    const [left, top] = this.panel.place(event);
    const place = Math.max(1, Math.min(this.curve.count - 1, Math.round((this.curve.count - 1) * share(axes, left))));
    this.curve.stroke(this.pen.place < 0 ? place : this.pen.place, place, this.held(axes.atY(Math.max(axes.top, Math.min(axes.top + axes.height, top)))));
    this.pen.place = this.place = place;
    this.changed();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { count } = this.curve;
    const [across, up] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1], Home: [-count, 0], End: [count, 0] }[event.key] ?? [0, 0];
    if (!this.game.asks || (!across && !up) || !this.panel?.ready) return;
    event.preventDefault();
    event.stopPropagation();
    this.place = Math.max(1, Math.min(count - 1, this.place + across));
    const axes = this.axes;
    const value = this.curve.values[this.place];
    if (up) this.curve.stroke(this.place, this.place, this.held(axes.atY(axes.y(value || this.curve.low(this.log)) - up * NUDGE * axes.height)));
    this.changed();
  }

  /** @param {number} value  what can be drawn */
  held(value) {
    return Math.max(this.log ? this.curve.low(true) : 0, Math.min(this.curve.top, value));
  }

  wipe() {
    this.curve.wipe();
    this.changed();
  }

  changed() {
    this.tell();
    this.seen = "";
    this.paint();
    this.game.changed();
  }

  tell() {
    const { game: { player: { tape } }, curve, place } = this;
    const step = String(Math.round(tape.first + ((tape.total - tape.first) * place) / (curve.count - 1)));
    const value = curve.values[place];
    this.layer.setAttribute("aria-valuemin", "0");
    this.layer.setAttribute("aria-valuemax", String(curve.top));
    this.layer.setAttribute("aria-valuenow", String(value));
    this.layer.setAttribute("aria-valuetext", this.game.word("guess_draw_place", { step, value: format(value, ".3g") }));
  }

  turn() {
    if (this.game.phase === "skipped") this.curve.wipe();
    this.layer.tabIndex = this.game.asks ? 0 : -1;
    this.layer.classList.toggle("gs-drawn-open", this.game.asks);
    this.seen = "";
  }

  // ---- the picture ---------------------------------------------------------------------------------

  /** @returns {Axes} */
  get axes() {
    return this.panel.axes();
  }

  paint() {
    const { curve, game, game: { player: { tape, theme } }, panel } = this;
    if (!panel?.ready) return;
    if (this.layer.parentElement !== panel.box) panel.box.append(this.layer);
    if (this.layer.classList.contains("gs-drawn-open") !== game.asks) this.turn();
    const axes = this.axes;
    const state = [axes.key, curve.revision, this.place, game.phase, theme.key].join("|");
    if (state === this.seen) return;
    this.seen = state;
    const { clientWidth, clientHeight } = panel.box;
    this.picture.setAttribute("viewBox", `0 0 ${clientWidth} ${clientHeight}`);
    const end = tape.total;
    const low = curve.low(this.log);
    const points = Array.from(curve.values, (value, k) => [axes.x(tape.first + ((end - tape.first) * k) / (curve.count - 1)), axes.y(this.log ? Math.max(low, value) : value)]);
    const within = (/** @type {number[]} */ [x, y]) => `${x.toFixed(1)},${Math.max(axes.top, Math.min(axes.top + axes.height, y)).toFixed(1)}`;
    const drawn = curve.drawn || game.asks;
    this.line.setAttribute("points", drawn ? points.map(within).join(" ") : "");
    this.line.classList.toggle("gs-drawn-empty", !curve.drawn);
    const [x, y] = points[this.place];
    this.dot.setAttribute("cx", String(x));
    this.dot.setAttribute("cy", String(Math.max(axes.top, Math.min(axes.top + axes.height, y))));
    const [right, height] = points[points.length - 1];
    this.name.setAttribute("x", String(right - 4));
    this.name.setAttribute("y", String(Math.max(axes.top + 18, Math.min(axes.top + axes.height - 8, height - 10))));
    this.name.toggleAttribute("hidden", !curve.drawn);
  }

  close() {
    this.layer.remove();
  }
}

/** @param {Axes} axes  @param {number} left */
function share({ left: from, width }, left) {
  return (left - from) / width;
}

/** @param {string} name  @param {Record<string, string>} attributes */
function part(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
