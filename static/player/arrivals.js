/**
 * What is on its way to the stage: the page's next run, until its first picture can be drawn, and what a hand tries out.
 */

import { Several } from "./several.js";
import { AWAITED, sourceOf, sourcesOf } from "./source.js";
import { Tape } from "./tape.js";

/** @import { Player } from "./player.js" */
/** @import { Opening, Piece, Tape as AnyTape } from "./scene.d.ts" */

/** What a hand has let go is taken back if the page has not taken it up after so long (ms). */
const PATIENCE = 4000;
/** The page is told of it within this time (ms). */
const SOON = 150;
/** What a hand changes in a run at a step: edits, and how long it goes on. */
const OF_EDITS = ["edits", "epochs"];

export class Arrivals {
  /** @type {Opening} what the page wants on stage */
  opening;
  /** @type {Opening} what is on stage or on its way there: the page may yet have to hear of it */
  latest;
  /** Runs that a hand asked for and the page has not yet brought, by name. @type {string[]} */
  expected = [];
  /** What will follow, and the step at which it will open; null: where the player is.
   * @type {{ opening: Opening, tape: AnyTape, at: number|null }|null} */
  coming = null;
  /** @type {AbortController|null} */
  trying = null;
  /** The settings that a hand asked for, while the scene with them is on its way. @type {Record<string, string>|null} */
  wanted = null;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  back;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  soon;
  /** What the page has yet to be told. @type {(() => void)|null} */
  untold = null;

  /** @param {Player} player  @param {URL} root  the address of the app itself */
  constructor(player, root) {
    this.player = player;
    this.root = root;
  }

  /** Where the run on stage comes from. */
  get source() {
    return sourceOf(this.latest, this.root);
  }

  /** The page wants this on stage. @param {Opening} opening */
  arrive(opening) {
    this.opening = opening;
    const older = this.expected.indexOf(opening.run);
    const overtaken = this.wanted ? !answers(opening, this.wanted) : older >= 0 && older < this.expected.length - 1;
    this.expected = this.expected.slice(overtaken ? older + 1 : this.expected.length);
    if (!overtaken) {
      this.giveUp();
      this.bring(opening);
    }
    this.player.hand.hear(opening);
  }

  /** @param {Opening} opening */
  bring(opening) {
    const { player, latest } = this;
    this.latest = opening;
    if (this.coming?.tape.run === opening.run) return void (this.coming.opening = opening);
    player.feed.follow(sourcesOf(opening, this.root));
    this.coming = null;
    if (player.tape?.run === opening.run) return player.renew(opening);
    const here = Boolean(player.tape) && sameButEdits(latest?.query, opening.query);
    const at = player.staying ? Math.round(player.clock.position) : opening.at ?? (here ? null : opening.first_step ?? 0);
    this.coming = { opening, tape: tapeOf(opening), at };
    this.enter();
  }

  /** The step at which what is coming will open. */
  get place() {
    return this.coming?.at ?? Math.round(this.player.clock.position);
  }

  /** The run that is coming begins as soon as its first picture is here; one that is wanted at once, when it is whole. */
  enter() {
    if (!this.coming) return;
    const { opening, tape } = this.coming;
    const at = Math.min(this.place, tape.last);
    const here = tape.atOnce ? tape.whole : tape.chunkAt(at);
    if (!here) return this.player.askForMore();
    this.coming = null;
    this.player.begin(tape, opening, at);
    this.tell();
  }

  // ---- what a hand tries out -----------------------------------------------------------------------

  /** What is held is seen where it is before it is let go: the run that its place would give.
   * @param {string} drag  @param {number} index  @param {string[]} place  x and y */
  async attempt(drag, index, [x, y]) {
    const changes = this.opening.handles?.[drag]?.[index];
    const source = sourceOf(this.opening, this.root);
    if (this.trying || this.coming || !changes || !source) return;
    const { clock, feed, tape: shown } = this.player;
    const trying = (this.trying = new AbortController());
    const other = source.changed(changes, (text) => text.replace("{x}", x).replace("{y}", y));
    const header = await other.part(shown.chunkOf(clock.position), trying.signal).catch(() => null);
    if (this.trying !== trying) return;
    this.trying = null;
    if (!header || header.run === this.player.tape.run) return; // where no run can be, the one before stays
    feed.follow([other]);
    const tape = new Tape({ ...header, at_once: this.opening.at_once });
    this.coming = { opening: this.opening, tape, at: Math.round(clock.position) };
    this.enter();
  }

  /** The numbers of one step of the run on stage with other settings; null where they cannot be had.
   * @param {Record<string, string>} changes  @param {number} step  @returns {Promise<Piece|null>} */
  async measure(changes, step) {
    const source = sourceOf(this.latest, this.root);
    const asked = new AbortController();
    const header = await source?.changed(changes).window([step, step], asked.signal, AWAITED).catch(() => null);
    return header?.pieces?.[0] ?? null;
  }

  // ---- what the page is told -----------------------------------------------------------------------

  /**
   * What a hand asked for is shown as soon as it can be had; the page follows, or it is taken back. The page is told a
   * moment later: while it draws itself, server and browser have no time for the picture.
   * @param {string} action  @param {() => void} tell
   */
  async expect(action, tell) {
    this.giveUp();
    this.untold = tell;
    this.back = setTimeout(() => this.bring(this.opening), PATIENCE);
    const changes = Object.fromEntries(action.split("&").map((pair) => pair.split(/=(.*)/, 2)));
    const source = sourceOf(this.latest, this.root);
    if (!source || !Object.keys(changes).every((key) => this.opening.keys?.includes(key))) return this.tell();
    this.soon = setTimeout(() => this.tell(), SOON);
    const trying = (this.trying = new AbortController());
    this.wanted = changes;
    const opening = await source.changed(changes).scene(trying.signal).catch(() => null);
    if (this.trying !== trying) return;
    this.trying = this.wanted = null;
    if (opening) this.expected.push(opening.run);
    if (opening) this.bring({ ...opening, url_at: this.opening.url_at });
    if (!this.coming) this.tell();
  }

  /** Now, if there is anything to tell. */
  tell() {
    clearTimeout(this.soon);
    const { untold } = this;
    this.untold = null;
    untold?.();
  }

  giveUp() {
    this.tell();
    clearTimeout(this.back);
    this.trying?.abort();
    this.trying = this.wanted = null;
  }
}

/** @param {Opening} opening  @returns {AnyTape} */
function tapeOf(opening) {
  return opening.together ? new Several({ ...opening, together: opening.together }) : new Tape(opening);
}

/** Whether the page has heard of these settings; an older answer of its is still another run's.
 * @param {Opening} opening  @param {Record<string, string>} wanted */
function answers({ query }, wanted) {
  const settings = new URLSearchParams(query);
  return Object.entries(wanted).every(([key, text]) => (settings.get(key) ?? "") === text);
}

/** Whether two runs differ in what a hand changed on the way, and in nothing else: who looks at one stays where he is.
 * @param {string} [a]  @param {string} [b]  their queries */
function sameButEdits(a, b) {
  const [one, other] = [a, b].map((query) => new URLSearchParams(query));
  if (a === undefined || one.get("edits") === other.get("edits")) return false;
  for (const settings of [one, other]) for (const key of OF_EDITS) settings.delete(key);
  for (const settings of [one, other]) settings.sort();
  return `${one}` === `${other}`;
}
