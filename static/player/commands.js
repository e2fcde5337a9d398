/** What the bar, the keyboard and a remote can have the player do. */

import { SPEEDS } from "./clock.js";

/** @import { Player } from "./player.js" */

export class Commands {
  /** @param {Player} player */
  constructor(player) {
    this.player = player;
  }

  toggle() {
    const { clock, guesses, tape } = this.player;
    guesses.end();
    if (clock.playing) clock.pause(tape);
    else clock.play(tape);
    this.player.settle();
  }

  step(by) {
    const { clock, guesses, stages, tape } = this.player;
    if (guesses.step(by)) return;
    if (stages.on) return stages.go(by);
    clock.pause(tape);
    clock.seek(tape, tape.beside(clock.position, by));
    this.player.settle();
  }

  seek(step) {
    if (this.player.guesses.seek(step)) return this.player.refreshBar();
    this.player.clock.seek(this.player.tape, step);
    this.player.settle();
  }

  toStart() {
    this.seek(this.player.tape.first);
  }

  toEnd() {
    this.seek(this.player.tape.last);
  }

  setSpeed(speed) {
    this.player.clock.speed = speed;
    this.player.settle();
  }

  changeSpeed(by) {
    const index = SPEEDS.indexOf(this.player.clock.speed) + by;
    this.setSpeed(SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, index))]);
  }

  setLoop(loop) {
    this.player.clock.loop = loop;
    this.player.refreshBar();
  }
}
