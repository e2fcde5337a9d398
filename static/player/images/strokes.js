/** What is drawn on a pad: strokes from 0 to 1, and the pen that draws them. Pure: no DOM. */

/** @import { Place, Stroke } from "./form.js" */

/** Points nearer to one another say nothing more. */
const APART = 0.004;

export class Strokes {
  /** @type {Stroke[]} */
  all = [];
  /** Whether the last stroke is still being drawn. */
  down = false;
  /** Another number whenever something changed. */
  version = 0;

  get empty() {
    return this.all.length === 0;
  }

  /** The pen comes down.  @param {Place} place */
  begin(place) {
    this.all.push([within(place)]);
    this.down = true;
    this.version += 1;
  }

  /** The pen moves on paper.  @param {Place[]} places */
  extend(places) {
    const stroke = this.all.at(-1);
    if (!this.down || !stroke) return;
    for (const place of places.map(within)) {
      const [x, y] = stroke[stroke.length - 1];
      if (Math.hypot(place[0] - x, place[1] - y) >= APART) stroke.push(place);
    }
    this.version += 1;
  }

  lift() {
    this.down = false;
  }

  /** Take the last stroke back. */
  undo() {
    this.all.pop();
    this.lift();
    this.version += 1;
  }

  clear() {
    this.all = [];
    this.lift();
    this.version += 1;
  }
}

/** @param {Place} place  @returns {Place} */
function within([x, y]) {
  return [Math.max(0, Math.min(1, x)), Math.max(0, Math.min(1, y))];
}
