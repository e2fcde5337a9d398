/** Who is ahead of the runs on stage: asked for once they play, and asked again until it is known. */

import { Several } from "./several.js";
import { Refused } from "./shared/bytes.js";
import { sourceOf } from "./source.js";

/** @import { Player } from "./player.js" */

/** To know it all of them are trained to their ends; nobody waits for that with the first picture (ms). */
const [SOON, AGAIN] = [400, 1500];

export class Verdict {
  /** What it is of: the runs and the language. */
  of = "";
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  timer;
  /** @type {AbortController|null} */
  asked = null;

  /** @param {Player} player */
  constructor(player) {
    this.player = player;
  }

  /** Of what is on stage now, in its language; nothing of one run alone. */
  want() {
    const { scene, tape } = this.player;
    const of = tape instanceof Several ? `${tape.run}|${scene.locale}` : "";
    if (of === this.of) return;
    this.close();
    this.of = of;
    if (of) this.timer = setTimeout(() => this.ask(), SOON);
  }

  close() {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.asked = null;
    this.of = "";
  }

  async ask() {
    const { player, player: { arrivals, tape } } = this;
    const source = sourceOf(arrivals.latest, arrivals.root);
    // What came last may be one run alone, and these still on stage until its first part is here.
    if (!source?.kept || !(tape instanceof Several)) return;
    const asked = (this.asked = new AbortController());
    const answer = await source.verdict(asked.signal).catch((error) => /** @type {Error} */ (error));
    if (this.asked !== asked || answer instanceof Refused) return;
    if (answer instanceof Error) return void (this.timer = setTimeout(() => this.ask(), AGAIN));
    if (answer.run !== tape.run) return;
    tape.tell(answer.told);
    player.refreshBar();
    player.invalidate();
  }
}
