/** Where the parts of a run come from, if they did not come with the run. */

import { bytesOf } from "./shared/bytes.js";
import { unpack, unpackWith } from "./shared/packet.js";

/** @import { Explanation, Header, LandscapeAnswer, Opening, Sentence, Told } from "./scene.d.ts" */

/** How urgent a request is, 0 (most) to 7: servers under load answer those first (RFC 9218). */
export const AWAITED = 1;
const USUAL = 3;
const LATE = 7;
/** Of a landscape. */
const ARRAYS = ["land", "steps", "places", "losses", "below", "distances"];

/** A run whose parts have addresses; see docs/tape.md. */
export class Fetched {
  /** @param {URL} tape  to which a part's number is added  @param {string} query
   * @param {string} [kept]  what a scene's address says of the runs that are kept beside it */
  constructor(tape, query, kept = "") {
    this.tape = tape;
    this.query = query;
    this.kept = kept;
  }

  /** @param {number} number  @param {AbortSignal} signal  @param {number} [urgency]  @returns {Promise<Header>} */
  part(number, signal, urgency = USUAL) {
    return this.get(`${number}`, signal, urgency);
  }

  /** Steps first..last, exactly.  @param {[number, number]} steps  @param {AbortSignal} signal  @param {number} urgency */
  window([first, last], signal, urgency) {
    return this.get(`${first}-${last}`, signal, urgency);
  }

  /** How the run comes on stage.  @param {AbortSignal} signal  @returns {Promise<Opening>} */
  async scene(signal) {
    return /** @type {Opening} */ (unpack(await this.bytes("scene", `${this.query}${this.kept}`, signal, USUAL)));
  }

  /** The loss on a plane through θ.  @param {string} plane  @param {AbortSignal} signal  @returns {Promise<LandscapeAnswer>} */
  async landscape(plane, signal) {
    const bytes = await this.bytes("landscape", `${this.query}&${new URLSearchParams({ plane })}`, signal, USUAL);
    return unpackWith(bytes, (header, open) => Object.assign(header, Object.fromEntries(ARRAYS.map((name) => [name, open(header[name])]))));
  }

  /** A point of it, column and row of its grid.  @param {string} plane  @param {[number, number]} point  @param {AbortSignal} signal
   * @returns {Promise<{ action: string }>} */
  async landscapePoint(plane, point, signal) {
    const more = new URLSearchParams({ plane, point: point.join() });
    return JSON.parse(new TextDecoder().decode(await this.bytes("landscape", `${this.query}&${more}`, signal, AWAITED)));
  }

  /** Who is ahead of the runs on stage.  @param {AbortSignal} signal  @returns {Promise<{ run: string, told: Sentence[] }>} */
  async verdict(signal) {
    return JSON.parse(new TextDecoder().decode(await this.bytes("verdict", `${this.query}${this.kept}`, signal, LATE)));
  }

  /** How far off a guess is.  @param {Record<string, string>} more  what is guessed, and the guess
   * @param {AbortSignal} signal  @returns {Promise<Told & { run: string }>} */
  async guess(more, signal) {
    const bytes = await this.bytes("guess", `${this.query}${this.kept}&${new URLSearchParams(more)}`, signal, LATE);
    return JSON.parse(new TextDecoder().decode(bytes));
  }

  /** What NumPy tells of the update after a step.
   * @param {number} step  @param {Record<string, string>} more  what to tell of it  @param {AbortSignal} signal
   * @returns {Promise<Explanation>} */
  async explanation(step, more, signal) {
    const bytes = await this.bytes(`explain/${step}`, `${this.query}&${new URLSearchParams(more)}`, signal, AWAITED);
    return JSON.parse(new TextDecoder().decode(bytes));
  }

  /** The source of a run with other settings.
   * @param {Record<string, string>} changes  @param {(text: string) => string} filled */
  changed(changes, filled = (text) => text) {
    const query = new URLSearchParams(this.query);
    for (const [key, text] of Object.entries(changes)) query.set(key, filled(text));
    return new Fetched(this.tape, `${query}`, this.kept);
  }

  /** @param {string} place  @param {AbortSignal} signal  @param {number} urgency  @returns {Promise<Header>} */
  async get(place, signal, urgency) {
    return unpack(await this.bytes(place, this.query, signal, urgency));
  }

  /** @param {string} place  @param {string} query  @param {AbortSignal} signal  @param {number} urgency */
  bytes(place, query, signal, urgency) {
    const url = new URL(place, this.tape);
    url.search = query;
    return bytesOf(url, signal, { Priority: `u=${urgency}` });
  }
}

/** @param {Pick<Opening, "tape" | "query" | "kept">} opening  @param {URL} root  the address of the app itself
 * @returns {Fetched|null} null where the whole tape has come with its scene */
export function sourceOf({ tape, query = "", kept }, root) {
  return tape === undefined ? null : new Fetched(new URL(tape, root), query, kept);
}

/** Of each run that comes on stage.  @param {Opening} opening  @param {URL} root */
export function sourcesOf(opening, root) {
  return (opening.together?.runs ?? [opening]).map((run) => sourceOf(run, root));
}
