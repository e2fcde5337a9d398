/** A sweep's parts, one after another, from its server or from the packet that it came with. */

import { Refused, bytesOf } from "../shared/bytes.js";
import { unpackWith } from "../shared/packet.js";

/** @import { Opening, Part } from "./sweep.d.ts" */

/** How long to wait before asking again (ms), the longer the more often nobody answered. */
const WAITS = [500, 1000, 2000, 4000];

/** @param {any} header  @param {(description: any) => any} open  @returns {Part} */
export function openPart(header, open) {
  for (const of of [header.curves, header.bands]) for (const name of ["steps", "losses"]) of[name] = open(of[name]);
  return header;
}

export class Parts {
  /** @param {Opening} opening  @param {URL} root  the address of the app itself
   * @param {{part: (part: Part) => void, waiting: (on: boolean) => void, refused: () => void}} told */
  constructor(opening, root, told) {
    this.opening = opening;
    this.root = root;
    this.told = told;
    this.next = 0;
    this.ended = new AbortController();
    this.going = false;
  }

  /** Ask for what is missing, until all is there or `stop` is called. */
  async go() {
    if (this.going) return;
    this.going = true;
    this.ended = new AbortController();
    const { signal } = this.ended;
    let failed = 0;
    while (this.next < this.opening.parts && !signal.aborted) {
      try {
        const part = await this.get(this.next, signal);
        if (signal.aborted) return;
        this.next += 1;
        if (failed) this.told.waiting(false);
        failed = 0;
        this.told.part(part);
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof Refused) {
          this.going = false;
          return this.told.refused();
        }
        this.told.waiting(true);
        await pause(WAITS[Math.min(failed, WAITS.length - 1)], signal);
        failed += 1;
      }
    }
    if (!signal.aborted) this.going = false;
  }

  /** Whoever trains it hears of this and trains no further part. */
  stop() {
    this.going = false;
    this.ended.abort();
  }

  /** @param {number} number  @param {AbortSignal} signal  @returns {Promise<Part>} */
  async get(number, signal) {
    const { carried, tape, query = "" } = this.opening;
    if (carried) return carried[number];
    const url = new URL(`${tape}${number}`, this.root);
    url.search = query;
    return unpackWith(await bytesOf(url, signal, {}), openPart);
  }
}

/** @param {number} wait  @param {AbortSignal} signal  @returns {Promise<void>} */
function pause(wait, signal) {
  return new Promise((done) => {
    const timer = setTimeout(done, wait);
    signal.addEventListener("abort", () => (clearTimeout(timer), done()), { once: true });
  });
}
