/** A landscape asked for: that of the run on stage, on the plane that is chosen, once its picture is looked at. */

import { Refused } from "../shared/bytes.js";

/** @import { LandscapeAnswer, Stage } from "../scene.d.ts" */

/** Where nobody answered, the next try comes so much later (ms). */
const REST = 2000;

export class Asking {
  /** What was asked for last, and what of it has come: run and plane. */
  wanted = "";
  here = "";
  /** The word that says why there is none. @type {"nobody"|"refused"|null} */
  refused = null;
  /** @type {AbortController|null} */
  request = null;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  later;

  /** @param {Stage} stage  @param {(answer: LandscapeAnswer) => void} onAnswer
   * @param {() => void} onNews  called when it is waited for, or refused */
  constructor(stage, onAnswer, onNews) {
    this.stage = stage;
    this.onAnswer = onAnswer;
    this.onNews = onNews;
  }

  get waits() {
    return this.wanted !== this.here && !this.refused;
  }

  get state() {
    return `${this.here}|${this.refused}`;
  }

  /** What is shown stays until the other one is here.  @param {string} plane  as an address says it */
  want(plane) {
    const { explanations: { settled, source }, tape } = this.stage;
    const wanted = [tape.run, source?.query, plane].join("|");
    if (wanted === this.wanted || !settled) return;
    this.forget();
    this.wanted = wanted;
    if (source) this.ask(source, plane, wanted);
    else this.refused = "nobody";
    this.onNews();
  }

  /** @param {string} plane  @param {string} wanted */
  async ask(source, plane, wanted) {
    const request = (this.request = new AbortController());
    const answer = await source.landscape(plane, request.signal).catch((error) => /** @type {Error} */ (error));
    if (this.request !== request) return; // no longer wanted
    if (answer instanceof Refused) this.refused = "refused";
    else if (answer instanceof Error) this.later = setTimeout(() => this.ask(source, plane, wanted), REST);
    else this.here = wanted;
    if (this.here === wanted) this.onAnswer(answer);
    else this.onNews();
    this.stage.invalidate();
  }

  forget() {
    clearTimeout(this.later);
    this.request?.abort();
    this.request = this.refused = null;
    this.wanted = "";
  }
}
