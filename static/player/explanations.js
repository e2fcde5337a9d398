/**
 * What NumPy tells of one update (see docs/tape.md): asked for once it is really wanted, kept, and never taken for
 * another step's.
 */

import { Refused } from "./shared/bytes.js";

/** @import { Player } from "./player.js" */
/** @import { Explanation } from "./scene.d.ts" */
/** @import { Fetched } from "./source.js" */

/** A step that flies by is not asked for: it must have stood so long (ms), */
const STANDS = 120;
/** unless it is at rest and nothing has been asked for as long as this (ms). */
const QUIET = 250;
/** Where nobody answered, the next try comes so much later (ms). */
const REST = 2000;
/** Of so many answers the latest are kept. */
const MOST = 60;

/** What is wanted: the update after a step, of a part or of none. @typedef {{step: number, part: string|null}} Wish */

/** All explanations of the runs on stage, for all who show some. */
export class Explanations {
  /** The sample whose numbers are told: its place in the batch, or all of them. */
  sample = "all";
  /** @type {Map<string, Explanation>} the latest last */
  kept = new Map();

  /** @param {Player} player */
  constructor(player) {
    this.player = player;
  }

  /** Whether there is anybody to ask: a page without routes, or one taken home, has nobody.
   * @returns {Fetched|null} */
  get source() {
    return this.player.feed.source;
  }

  /** Whether the source is that of the run on stage. */
  get settled() {
    return Boolean(this.player.tape) && !this.player.arrivals.coming;
  }

  /** The step on screen of the run that the page's settings are of: a longer one beside it goes on. */
  get step() {
    const { shown, tape } = this.player;
    return Math.min(shown, tape.runs[0].last);
  }

  /** @param {() => void} onNews  called when what is here has changed  @returns {Follower} */
  follow(onNews) {
    return new Follower(this, onNews);
  }

  /** Another sample for everybody. @param {string} sample */
  choose(sample) {
    this.sample = sample;
    this.player.focus.changed();
  }

  /** @param {Wish} wish  what all an answer depends on */
  nameOf({ step, part }) {
    return [this.player.tape.run, this.source?.query, step, part, this.sample].join("|");
  }

  /** @param {Wish} wish  @param {AbortSignal} signal  @returns {Promise<Explanation>} */
  async ask({ step, part }, signal) {
    const { sample, source } = this;
    if (!source) throw new Refused("nobody to ask");
    const get = (more) => source.explanation(step, part === null ? more : { ...more, sel: part }, signal);
    if (sample === "all") return get({ sample });
    return get({ sample }).catch((error) => {
      if (error instanceof Refused) return get({ sample: "all" }); // a smaller batch has no such sample
      throw error;
    });
  }

  keep(name, answer) {
    this.kept.delete(name);
    this.kept.set(name, answer);
    if (this.kept.size > MOST) this.kept.delete(/** @type {string} */ (this.kept.keys().next().value));
  }
}

/** Somebody who shows explanations, of whatever is wanted at the moment. */
export class Follower {
  /** The name of what is wanted. @type {string|null} */
  wanted = null;
  /** @type {Explanation|null} the last that came, also when another one is wanted by now */
  answer = null;
  /** Whether it is the wanted one. */
  right = false;
  /** Whether nobody told what is wanted. */
  failed = false;
  askedAt = -Infinity;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  timer;
  /** @type {AbortController|null} */
  request = null;

  /** @param {Pick<Explanations, "ask" | "keep" | "kept" | "nameOf">} all  @param {() => void} onNews */
  constructor(all, onNews) {
    this.all = all;
    this.onNews = onNews;
  }

  /** @param {Wish} wish  @param {boolean} playing */
  want(wish, playing) {
    const name = this.all.nameOf(wish);
    if (name === this.wanted) return;
    this.drop();
    this.wanted = name;
    const kept = this.all.kept.get(name);
    if (kept) return this.take(name, kept);
    this.onNews(); // what is shown is late now
    const wait = patience(performance.now() - this.askedAt, playing);
    if (wait) this.timer = setTimeout(() => this.ask(name, wish), wait);
    else this.ask(name, wish);
  }

  /** @param {string} name  @param {Wish} wish */
  async ask(name, wish) {
    const request = (this.request = new AbortController());
    this.askedAt = performance.now();
    const answer = await this.all.ask(wish, request.signal).catch((error) => /** @type {Error} */ (error));
    if (this.request !== request) return; // no longer wanted
    if (!(answer instanceof Error)) return this.take(name, answer);
    if (!(answer instanceof Refused)) this.timer = setTimeout(() => this.ask(name, wish), REST);
    this.failed = true;
    this.onNews();
  }

  /** @param {string} name  @param {Explanation} answer */
  take(name, answer) {
    this.all.keep(name, answer);
    this.answer = answer;
    this.right = true;
    this.failed = false;
    this.onNews();
  }

  /** Nothing is wanted. */
  drop() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.request = this.wanted = null;
    this.right = this.failed = false;
  }
}

/** How long (ms) to wait before something is asked for. @param {number} since  the last request (ms)
 * @param {boolean} playing */
export function patience(since, playing) {
  return playing || since < QUIET ? STANDS : 0;
}
