/** Turning a picture by hand: mouse, fingers, wheel, arrow keys. */

/** @import { View } from "./view3d.js" */
/** @import { Point } from "../scene.d.ts" */

const PER_PIXEL = 0.008;
const PER_KEY = 0.1;
const PER_NOTCH = 0.0015;
const KEYS = {
  ArrowLeft: (view) => view.turn(-PER_KEY, 0),
  ArrowRight: (view) => view.turn(PER_KEY, 0),
  ArrowUp: (view) => view.turn(0, -PER_KEY),
  ArrowDown: (view) => view.turn(0, PER_KEY),
  "+": (view) => view.enlarge(1.15),
  "-": (view) => view.enlarge(1 / 1.15),
};

export class Turning {
  /**
   * One finger turns (up and down it scrolls the page, unless it began sideways); two enlarge and tilt.
   * @param {HTMLElement} box  what is taken hold of
   * @param {View} view
   * @param {() => void} changed  called after every change of the view
   */
  constructor(box, view, changed, signal) {
    this.box = box;
    this.view = view;
    this.changed = changed;
    /** @type {Map<number, Point>} fingers, and the mouse */
    this.hands = new Map();
    box.dataset.gsKeys = Object.keys(KEYS).join(" ");
    const on = (name, listener, options = {}) => box.addEventListener(name, listener, { signal, ...options });
    on("pointerdown", (event) => this.take(event));
    on("pointermove", (event) => this.move(event));
    for (const name of ["pointerup", "pointercancel", "lostpointercapture"]) on(name, ({ pointerId }) => this.hands.delete(pointerId));
    on("wheel", (event) => this.wheel(event), { passive: false });
    on("keydown", (event) => this.key(event));
    on("dblclick", () => this.reset());
  }

  get held() {
    return this.hands.size > 0;
  }

  reset() {
    this.view.reset();
    this.changed();
  }

  take(event) {
    if (event.button > 0) return;
    this.box.setPointerCapture(event.pointerId);
    this.hands.set(event.pointerId, [event.clientX, event.clientY]);
  }

  move(event) {
    const before = this.hands.get(event.pointerId);
    if (!before) return;
    /** @type {Point} */
    const now = [event.clientX, event.clientY];
    const other = [...this.hands].find(([id]) => id !== event.pointerId)?.[1];
    const [dx, dy] = [now[0] - before[0], now[1] - before[1]];
    if (other) {
      this.view.enlarge(apart(now, other) / Math.max(1, apart(before, other)));
      this.view.turn(0, (dy / 2) * PER_PIXEL);
    } else this.view.turn(dx * PER_PIXEL, dy * PER_PIXEL);
    this.hands.set(event.pointerId, now);
    this.changed();
  }

  /** Only once the picture was taken in hand (or with Ctrl, as trackpads pinch): else the page scrolls. */
  wheel(event) {
    if (!event.ctrlKey && document.activeElement !== this.box) return;
    event.preventDefault();
    this.view.enlarge(Math.exp(-event.deltaY * PER_NOTCH * (event.ctrlKey ? 6 : 1)));
    this.changed();
  }

  key(event) {
    const command = KEYS[event.key];
    if (!command || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    command(this.view);
    this.changed();
  }
}

function apart(a, b) {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
