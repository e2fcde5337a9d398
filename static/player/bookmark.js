/** What the page's address says of the player: the step where it rests, and whether it is to start playing. */

import { reducedMotion } from "./shared/motion.js";

/** @import { Player } from "./player.js" */
/** @import { Moment } from "./scene.d.ts" */

/** After a pause the address follows within this time (ms); browsers limit how often it may change. */
const DELAY = 300;

export class Bookmark {
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  timer;

  /** @param {Player} player */
  constructor(player) {
    this.player = player;
    /** Whether the run's step stands in the address. */
    this.kept = false;
  }

  /** Keep `at=` in the page's address, so that a copied link opens at the step where the player rests; null: it plays.
   * @param {number|null} step */
  write(step) {
    if (!this.kept) return;
    const { app, root } = this.player;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (!root.isConnected) return;
      const url = new URL(location.href);
      app.setStep(url, step);
      if (url.href !== location.href) history.replaceState(history.state, "", url);
    }, DELAY);
  }

  /** @returns {Moment|null} what a link says of this player, while it is there */
  moment() {
    const { clock, root, shown, tape } = this.player;
    if (!this.kept || !tape || !root.isConnected) return null;
    return { step: shown, playing: clock.playing };
  }

  /** A run that comes on an empty stage plays at once, unless its address has it wait. */
  playAtOnce() {
    const { app, clock, tape } = this.player;
    if (this.kept && !app.waits() && !reducedMotion.matches) clock.play(tape);
  }

  /** A link that says `play=1` starts its run, once; not for those who want things to stay still. */
  playIfAsked() {
    const { app, clock, guesses, tape } = this.player;
    if (app.asked("play") !== "1") return;
    app.keep("play", null);
    guesses.end();
    if (!reducedMotion.matches) clock.play(tape);
  }

  close() {
    clearTimeout(this.timer);
  }
}
