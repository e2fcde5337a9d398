/**
 * What is on its way to the stage: the page's next run, until its first picture can be drawn, and what a hand tries out.
 */

import { sourceOf } from "./source.js";
import { Tape } from "./tape.js";

/** @import { Player } from "./player.js" */
/** @import { Opening } from "./scene.d.ts" */

/** What a hand has let go is taken back if the page has not taken it up after so long (ms). */
const PATIENCE = 4000;

export class Arrivals {
  /** @type {Opening} what the page wants on stage */
  opening;
  /** The run that will follow, and the step at which it will open. @type {{ tape: Tape, at: number }|null} */
  coming = null;
  /** @type {AbortController|null} */
  trying = null;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  back;

  /** @param {Player} player  @param {URL} root  the address of the app itself */
  constructor(player, root) {
    this.player = player;
    this.root = root;
  }

  /** @param {Opening} opening */
  arrive(opening) {
    const { player } = this;
    this.opening = opening;
    this.giveUp();
    player.feed.follow(sourceOf(opening, this.root));
    this.coming = null;
    if (player.tape?.run === opening.run) return player.renew(opening);
    const at = player.staying ? Math.round(player.clock.position) : opening.at ?? opening.first_step ?? 0;
    this.coming = { tape: new Tape(opening), at };
    this.enter();
  }

  /** The run that is coming begins as soon as its first picture is here. */
  enter() {
    if (!this.coming) return;
    const { tape, at } = this.coming;
    if (!tape.chunkAt(Math.min(at, tape.last))) return this.player.askForMore();
    this.coming = null;
    this.player.begin(tape, this.opening, at);
  }

  // ---- what a hand tries out -----------------------------------------------------------------------

  /** What is held is seen where it is before it is let go: the run that its place would give.
   * @param {string} drag  @param {number} index  @param {string[]} place  x and y */
  async attempt(drag, index, [x, y]) {
    const changes = this.opening.handles?.[drag]?.[index];
    const source = sourceOf(this.opening, this.root);
    if (this.trying || this.coming || !changes || !source) return;
    const { clock, feed, tape } = this.player;
    const trying = (this.trying = new AbortController());
    const other = source.changed(changes, (text) => text.replace("{x}", x).replace("{y}", y));
    const header = await other.part(tape.chunkOf(clock.position), trying.signal).catch(() => null);
    if (this.trying !== trying) return;
    this.trying = null;
    if (!header || header.run === this.player.tape.run) return; // where no run can be, the one before stays
    feed.follow(other);
    this.player.begin(new Tape(header), this.opening, clock.position);
  }

  /** The page has been told of what was held last. */
  letGo() {
    this.giveUp();
    if (this.player.tape.run !== this.opening.run) this.back = setTimeout(() => this.arrive(this.opening), PATIENCE);
  }

  giveUp() {
    clearTimeout(this.back);
    this.trying?.abort();
    this.trying = null;
  }
}
