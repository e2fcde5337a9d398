/** The pen over a pad: mouse, pen and finger draw where they are, arrow keys move one that Space puts down and lifts. */

/** @import { Place } from "./form.js" */
/** @import { Strokes } from "./strokes.js" */

/** How far one press of a key moves the pen, and with Shift. */
const [FAR, NEAR] = [0.04, 0.01];
/** Slanted as on a keyboard's block of numbers. @type {Record<string, Place>} */
const WAYS = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
  Home: [-1, -1], PageUp: [1, -1], End: [-1, 1], PageDown: [1, 1],
};
const PEN = [...Object.keys(WAYS), "Space"];
/** They count as long as something is drawn: Escape also leaves the lecture. */
const ERASER = ["Escape", "Delete", "Backspace"];

export class Holding {
  /** Where the pen of the keys is; null while nobody draws by keys. @type {Place|null} */
  pen = null;
  /** The hand that draws. @type {number|null} */
  pointer = null;
  /** Where the paper is, for as long as a stroke takes. @type {DOMRect} */
  area;

  /**
   * @param {HTMLElement} paper  @param {Strokes} strokes  @param {() => void} changed  called after every change
   * @param {AbortSignal} signal
   */
  constructor(paper, strokes, changed, signal) {
    this.paper = paper;
    this.strokes = strokes;
    this.changed = changed;
    const on = (name, listener) => paper.addEventListener(name, listener, { signal });
    on("pointerdown", (event) => this.take(event));
    on("pointermove", (event) => this.move(event));
    for (const name of ["pointerup", "pointercancel", "lostpointercapture"]) on(name, (event) => this.leave(event));
    on("keydown", (event) => this.key(event));
    on("focus", () => this.begin());
    on("blur", () => this.end());
  }

  /** Which keys are the pad's own: after a hand has drawn, Space plays and arrow keys step as everywhere. */
  tellKeys() {
    const keys = [...(this.pen ? PEN : []), ...(this.strokes.empty ? [] : ERASER)];
    this.paper.dataset.gsKeys = keys.join(" ");
  }

  // ---- by hand -----------------------------------------------------------------------------------

  /** @param {PointerEvent} event */
  take(event) {
    if (event.button > 0 || this.pointer !== null) return;
    this.end();
    this.pointer = event.pointerId;
    this.paper.setPointerCapture(event.pointerId);
    this.area = this.paper.getBoundingClientRect();
    this.strokes.begin(this.placeOf(event));
    this.say();
  }

  /** @param {PointerEvent} event */
  move(event) {
    if (event.pointerId !== this.pointer) return;
    const between = event.getCoalescedEvents?.() ?? [];
    this.strokes.extend([...between, event].map((one) => this.placeOf(one)));
    this.say();
  }

  /** @param {PointerEvent} event */
  leave(event) {
    if (event.pointerId !== this.pointer) return;
    this.pointer = null;
    this.strokes.lift();
    this.say();
  }

  /** @param {PointerEvent} event  @returns {Place} */
  placeOf({ clientX, clientY }) {
    const { left, top, width, height } = this.area;
    return [(clientX - left) / width, (clientY - top) / height];
  }

  // ---- by keys -----------------------------------------------------------------------------------

  begin() {
    if (this.paper.matches(":focus-visible")) this.pen ??= [0.5, 0.5];
    this.say();
  }

  end() {
    if (this.pen) this.strokes.lift();
    this.pen = null;
    this.say();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const done = this.erase(event.key) || (this.pen && this.draw(event.key, event.shiftKey ? NEAR : FAR));
    if (!done) return;
    event.preventDefault();
    event.stopPropagation();
    this.say();
  }

  /** @param {string} key  @returns {boolean} whether it is one that takes ink away */
  erase(key) {
    if (!ERASER.includes(key) || this.strokes.empty) return false;
    if (key === "Backspace") this.strokes.undo();
    else this.strokes.clear();
    return true;
  }

  /** @param {string} key  @param {number} far  @returns {boolean} whether it is one of the pen's */
  draw(key, far) {
    const [x, y] = /** @type {Place} */ (this.pen);
    if (key === " ") return this.press([x, y]);
    const way = WAYS[key];
    if (!way) return false;
    const [left, top] = [x + far * way[0], y + far * way[1]].map((value) => Math.max(0, Math.min(1, value)));
    this.pen = [left, top];
    this.strokes.extend([this.pen]); // as long as it is down
    return true;
  }

  /** @param {Place} place */
  press(place) {
    if (this.strokes.down) this.strokes.lift();
    else this.strokes.begin(place);
    return true;
  }

  say() {
    this.tellKeys();
    this.changed();
  }
}
