/**
 * The playhead: a position in steps that moves while playing and rests on a whole step otherwise.
 * It knows the tape only by its keyframes and by how far it can go.
 */

/** @import { Tape } from "./scene.d.ts" */

export const SPEEDS = [0.25, 0.5, 1, 2, 4, 8, 16];

/** How long the last picture rests before a looping run starts again. */
const LOOP_REST = 1000;

export class Clock {
  constructor({ loop = false } = {}) {
    this.position = 0;
    this.playing = false;
    this.speed = 1;
    this.loop = loop;
    this.waiting = false;
    this.restLeft = 0;
  }

  /** The step whose numbers are shown. */
  shown(tape) {
    return this.playing ? tape.keyAt(this.position) : Math.round(this.position);
  }

  play(tape) {
    if (this.position >= tape.last) this.position = tape.first;
    this.playing = true;
  }

  pause(tape) {
    this.position = this.shown(tape);
    this.playing = false;
    this.waiting = false;
    this.restLeft = 0;
  }

  seek(tape, step) {
    this.position = tape.restAt(step);
    this.restLeft = 0;
  }

  /** Move on by a time in milliseconds, not beyond what is buffered; pause or loop at the end. */
  tick(tape, elapsed) {
    if (!this.playing) return;
    if (this.restLeft > 0) {
      this.restLeft -= elapsed;
      if (this.restLeft <= 0) this.position = tape.first;
      return;
    }
    const wanted = this.position + (elapsed / 1000) * tape.rate * this.speed;
    const limit = tape.reach(tape.keyAt(this.position));
    this.waiting = limit < tape.last && wanted > limit;
    this.position = Math.min(wanted, Math.max(limit, this.position), tape.last);
    if (this.position < tape.last) return;
    if (this.loop) this.restLeft = LOOP_REST;
    else this.pause(tape);
  }
}
