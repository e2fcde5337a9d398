/**
 * Inside one update: the slow mode in which an arrow key goes on by one stage of the update (forward layer by layer, loss,
 * backward layer by layer, the new parameters) and only after the last to the next step.
 */

/** @import { Player } from "./player.js" */
/** @import { Follower } from "./explanations.js" */
/** @import { Inside } from "./scene.d.ts" */
/** @typedef {import("./explanation/telling.js").Telling} Telling */

/** The last stage, of however many. */
const LAST = Infinity;

/**
 * Where one stage on (by = 1) or back (-1) leads: by so many steps, to this stage there.
 * @param {{at: number, count: number}} place  @param {number} by
 */
export function beside({ at, count }, by) {
  const next = Math.min(at, count - 1) + by;
  if (next < 0) return { steps: -1, at: LAST };
  return next < count ? { steps: 0, at: next } : { steps: 1, at: 0 };
}

export class Stages {
  on = false;
  /** Which stage is told; LAST until it is known how many there are. */
  at = 0;
  /** The run and the step that it belongs to. */
  place = "";
  /** What tells the stage, once it is here. @type {Telling|null} */
  telling = null;

  /** @param {Player} player */
  constructor(player) {
    this.player = player;
    /** @type {Follower} */
    this.follower = player.explanations.follow(() => this.tell());
  }

  /** Whether there is anything to go through: a network that is seen whole, and somebody who explains it. */
  get possible() {
    const { explanations: { source }, scene } = this.player;
    return Boolean(scene?.parts?.length && !scene.parts_from && source);
  }

  /** What is told of the step on screen, once it is here. */
  get answer() {
    return this.on && this.follower.right ? this.follower.answer : null;
  }

  /** The stage that pictures show. @returns {Inside|null} */
  get now() {
    if (!this.answer) return null;
    const { kind, layer, values, lit } = this.answer.stages[this.index(this.answer)];
    return { kind, layer, values, lit: new Set(lit) };
  }

  index({ stages }) {
    return Math.min(this.at, stages.length - 1);
  }

  /** What stands in the sentence's place. @returns {HTMLElement|null} */
  get element() {
    return this.on && this.telling?.answer ? this.telling.element : null;
  }

  /** Begin, at the first stage of the step on screen, or leave. */
  toggle() {
    const { clock, tape } = this.player;
    if (this.on) this.leave();
    else {
      clock.pause(tape);
      this.on = true;
      this.at = 0;
      this.load();
    }
    this.player.settle();
    this.player.scenery.arrange();
  }

  leave() {
    this.on = false;
    this.place = "";
    this.follower.drop();
    this.player.scenery.arrange();
    this.player.focus.changed();
  }

  /** Nobody is asked any more. */
  close() {
    this.follower.drop();
  }

  async load() {
    const { Telling } = await import("./explanation/telling.js");
    this.telling ??= new Telling(this.player);
    this.tell();
  }

  /** One stage on or back, and beyond the ends into the steps beside. @param {number} by */
  go(by) {
    const { clock, shown, tape } = this.player;
    if (!this.answer && !this.follower.failed) return; // it is coming
    const { steps, at } = beside({ at: this.at, count: this.answer?.stages.length ?? 1 }, by);
    const step = shown + steps;
    if (step < tape.first || step > tape.last) return;
    this.at = at;
    this.place = `${tape.run}|${step}`;
    if (steps) clock.seek(tape, step);
    this.player.settle();
    this.tell();
  }

  /** The step on screen, or the run, may be another: it begins with its first stage. Playing leaves the mode. */
  refresh() {
    if (!this.on) return;
    const { clock, explanations, shown, tape } = this.player;
    if (clock.playing || !this.possible) return this.leave();
    if (!explanations.settled) return;
    const place = `${tape.run}|${shown}`;
    if (place !== this.place) this.at = 0;
    this.place = place;
    this.follower.want({ step: explanations.step, part: null }, false);
  }

  /** Say the stage in words and formulas, and let the pictures show it. */
  tell() {
    if (!this.on) return;
    if (this.answer) this.telling?.tell(this.answer, this.index(this.answer));
    this.telling?.fade(!this.answer);
    this.player.caption.refresh();
    this.player.focus.changed();
  }
}
