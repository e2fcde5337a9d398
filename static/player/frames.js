/** The frames in which everything is drawn: layers in each, of the plots at most one, tables and the bar at once. */

import { reducedMotion } from "./shared/motion.js";

/** @import { Player } from "./player.js" */
/** @import { Actor } from "./scene.d.ts" */

/** A tab that was hidden must not leap ahead when it is shown again. */
const LONGEST_TICK = 100; // ms

export class Frames {
  /** What was said of the pictures last: the revision and the step. */
  said = "";
  wasPlaying = false;

  /** @param {Player} player */
  constructor(player) {
    this.player = player;
    this.painted = 0;
    this.request = 0;
    this.lastTime = 0;
    this.dirty = false;
    this.commanded = false;
    this.draw = this.draw.bind(this);
  }

  /** Something looks different now. */
  invalidate() {
    this.dirty = true;
    this.ask();
  }

  ask() {
    if (!this.request) this.request = requestAnimationFrame(this.draw);
  }

  stop() {
    cancelAnimationFrame(this.request);
  }

  draw(now) {
    const { player } = this;
    this.request = 0;
    if (!player.root.isConnected) return;
    const elapsed = Math.min(LONGEST_TICK, now - this.lastTime);
    this.lastTime = now;
    this.dirty = false;
    if (!player.tape || !player.scene) return;
    this.advance(elapsed);
    this.paint();
    player.guesses.follow();
    // The frame after a command belongs to the picture and the bar; restyling plots can wait for the next one.
    if (this.commanded) this.commanded = false;
    else this.refreshDue(now);
    if (!player.clock.playing && !player.hand.turning) this.describeAloud();
    player.askForMore();
    if (player.clock.playing || this.dirty || player.cast.stale) this.ask();
  }

  advance(elapsed) {
    const { player, player: { bookmark, clock, tape } } = this;
    const { playing, waiting } = clock;
    clock.tick(tape, this.wasPlaying ? elapsed : 0);
    this.wasPlaying = clock.playing;
    player.follow();
    if (playing && !clock.playing) bookmark.write(player.shown);
    if (playing !== clock.playing || waiting !== clock.waiting) player.refreshBar();
  }

  paint() {
    const { cast, clock, shown } = this.player;
    const position = reducedMotion.matches ? shown : clock.position;
    for (const panel of cast) if (panel.visible) panel.drawLayers(position);
    this.painted += 1;
  }

  /** Of the plots at most one is restyled per frame: that which has waited longest beyond its interval. */
  refreshDue(now) {
    const { cast, clock, hand } = this.player;
    const moving = clock.playing || hand.turning;
    let next = /** @type {Actor|null} */ (null);
    let longest = 0;
    for (const panel of cast) {
      if (!panel.stale || !panel.ready || !panel.visible) continue;
      const overdue = now - (panel.lastRefresh ?? 0) - (moving ? panel.interval : 0);
      if (overdue < 0) continue;
      if (panel.cheap) panel.refresh?.();
      else if (overdue >= longest) [longest, next] = [overdue, panel];
    }
    next?.refresh?.();
  }

  /** At rest every picture says in words and numbers what it shows; not while it plays, nobody could follow. */
  describeAloud() {
    const { cast, revision, shown } = this.player;
    const said = `${revision}|${shown}`;
    if (said === this.said) return;
    this.said = said;
    for (const panel of cast) panel.describeAloud?.();
  }
}
