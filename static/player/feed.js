/**
 * Fetch what a tape is missing, several parts at a time and the nearest first, and notice when nobody answers.
 */

import { Refused } from "./shared/bytes.js";
import { elsewhere, urgent } from "./wanted.js";

/** @import { Header, Place } from "./scene.d.ts" */
/** @import { Tape } from "./tape.js" */
/** @import { Fetched } from "./source.js" */
/** @typedef {import("./wanted.js").Want} Want */

const MOST_AT_ONCE = 3;
/**
 * How urgent a request is, 0 (most) to 7: for a run's first picture, for what is seen soon, for the rest. What is seen
 * soon is asked for in time and answered in turn: were the nearest part more urgent, others would wait until too late.
 */
const [FIRST, SOON, REST] = [1, 3, 6];
/** How often what is wanted is looked up without a frame (ms): a tab in the background draws none. */
const TURN = 250;
/** After a failure the next try comes so much later (ms), and ever later. */
const [FIRST_REST, LONGEST_REST] = [300, 5000];
/** When nothing is urgent, the rest of the tape is fetched at this pace; ever more slowly from a busy server. */
const FILL_PERIOD = 1000;
const FILL_PATIENCE = 8; // times as long as the last part of the rest took

export class Feed {
  online = true;
  failures = 0;
  restUntil = 0;
  fillAt = 0;
  /** What is being asked for, by its name. @type {Map<string, { request: AbortController, urgency: number }>} */
  asked = new Map();
  /** @type {Fetched|null} null: nobody can be asked */
  source = null;

  /**
   * @param {object} options
   * @param {(header: Header, tape: Tape) => boolean} options.onPart  whether it brought anything new
   * @param {() => void} options.onOnline  called when `online` has changed
   * @param {() => void} options.onTurn    called now and then, to ask for more
   */
  constructor({ onPart, onOnline, onTurn }) {
    this.onPart = onPart;
    this.onOnline = onOnline;
    this.timer = setInterval(onTurn, TURN);
    this.hurry = () => (this.restUntil = 0);
    addEventListener("online", this.hurry);
  }

  close() {
    clearInterval(this.timer);
    removeEventListener("online", this.hurry);
    this.drop();
  }

  /** From now on another run, or the same one at another address. @param {Fetched|null} source */
  follow(source) {
    this.drop();
    this.source = source;
    this.restUntil = 0;
    this.fillAt = 0;
  }

  /** Nothing of what is under way is wanted any more. */
  drop() {
    for (const { request } of this.asked.values()) request.abort();
    this.asked.clear();
  }

  /** Ask for what the tape misses around a place. @param {Tape} tape  @param {Place} place */
  update(tape, place) {
    const now = performance.now();
    if (!this.source || now < this.restUntil) return;
    const wants = urgent(tape, place);
    if (wants.length) return this.askAll(tape, wants, SOON);
    if (this.asked.size || now < this.fillAt) return;
    this.fillAt = now + FILL_PERIOD;
    this.askAll(tape, elsewhere(tape, place.position).slice(0, 1).map((part) => ({ part })), REST);
  }

  /** @param {Tape} tape  @param {Want[]} wants  @param {number} urgency */
  askAll(tape, wants, urgency) {
    const first = wants.slice(0, MOST_AT_ONCE);
    const names = new Set(first.map(nameOf));
    const idle = [...this.asked.keys()].filter((name) => !names.has(name));
    for (const want of first) {
      const held = this.asked.get(nameOf(want));
      if (held && (held.urgency < REST || urgency === REST)) continue;
      if (held) this.giveUp(nameOf(want)); // it could wait; now it cannot
      if (this.asked.size >= MOST_AT_ONCE) this.giveUp(idle.pop());
      this.ask(tape, want, tape.chunks.size || want !== first[0] ? urgency : FIRST);
    }
  }

  /** @param {string|undefined} name */
  giveUp(name) {
    if (name === undefined) return;
    this.asked.get(name)?.request.abort();
    this.asked.delete(name);
  }

  /** @param {Tape} tape  @param {Want} want  @param {number} urgency */
  async ask(tape, want, urgency) {
    const [name, request, began] = [nameOf(want), new AbortController(), performance.now()];
    this.asked.set(name, { request, urgency });
    const answer = await this.get(want, request.signal, urgency).catch((error) => /** @type {Error} */ (error));
    if (this.asked.get(name)?.request !== request) return; // no longer wanted
    this.asked.delete(name);
    const now = performance.now();
    if (urgency === REST) this.fillAt = now + Math.max(FILL_PERIOD, FILL_PATIENCE * (now - began));
    if (answer instanceof Error) this.setOnline(answer instanceof Refused);
    else this.setOnline(true);
    if (!(answer instanceof Error) && this.onPart(answer, tape)) this.failures = 0;
    else this.rest();
  }

  /** @param {Want} want  @param {AbortSignal} signal  @param {number} urgency  @returns {Promise<Header>} */
  get(want, signal, urgency) {
    const source = /** @type {Fetched} */ (this.source);
    return "part" in want ? source.part(want.part, signal, urgency) : source.window(want.window, signal, urgency);
  }

  /** Nothing came, or nothing new: whoever is asked again is asked ever more slowly. */
  rest() {
    this.restUntil = performance.now() + Math.min(LONGEST_REST, FIRST_REST * 2 ** this.failures);
    this.failures += 1;
  }

  setOnline(online) {
    if (online === this.online) return;
    this.online = online;
    this.onOnline();
  }
}

/** @param {Want} want */
function nameOf(want) {
  return "part" in want ? `${want.part}` : want.window.join("-");
}
