/**
 * The hand in a run: it turns a weight or bias at the step on screen, switches units off, freezes parameters, and
 * changes how it learns from there on. Pictures follow at once, numbers as soon as NumPy has answered; what is let go
 * becomes an edit of the run, which trains on from there.
 */

import { added, isHeld, notch, read, rounded, setTo, withChanges, within, withoutLastAdded } from "./edits.js";
import { isParameter, sourceOf } from "./shared/naming.js";

/** @import { Player } from "./player.js" */
/** @import { Changes } from "./edits.js" */
/** @import { Opening, TapeArray } from "./scene.d.ts" */

/** The arrays that have the parameters; a tape has one of them. */
const PARAMETERS = ["params", "theta"];
/** After the last notch of a wheel, or press of a button, it is let go (ms). */
const REST = 500;

/** The last wish that was granted, on this page: a packet may come twice. */
let granted = "";

/**
 * `of`: the parts of the network that it belongs to.
 * @typedef {{ name: string, of: string, place: number, array: string, step: number, theta: Float64Array, from: number, moved: boolean }} Turned
 */

export class Hand {
  /** @type {Turned|null} what is turned */
  turning = null;
  /** Whether what the form changes is changed from the step on screen on. */
  fromHere = false;
  /** What was turned last. @type {Turned|null} */
  latest = null;
  /** What is wanted of a parameter before its numbers at this step are here. @type {{ name: string, step: number, acts: (() => void)[] }|null} */
  waiting = null;
  /** Whether numbers are on their way. */
  asking = false;
  /** What was asked of a run that has not come yet. @type {{ run: string, edits: string }|null} */
  pending = null;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  rest;

  /** @param {Player} player */
  constructor(player) {
    this.player = player;
  }

  /** Whether a hand may change this run: it has a page and parts of its own. */
  get free() {
    const { arrivals, scene } = this.player;
    return Boolean(scene?.by_hand && arrivals.latest?.keys?.length && arrivals.latest.tape);
  }

  /** Whether what is on stage may stay there beside what comes next. */
  get keeps() {
    return Boolean(this.player.labels.pair_keep && this.player.arrivals.latest?.keys?.length);
  }

  /** What has been changed so far. */
  get edits() {
    const { pending } = this;
    if (pending?.run === this.player.arrivals.latest?.run) return pending.edits;
    return new URLSearchParams(this.player.arrivals.latest?.query).get("edits") ?? "";
  }

  // ---- turning a parameter -------------------------------------------------------------------------

  /** Take a parameter in hand: the run rests. @param {string} name  @returns {boolean} whether it can be turned now */
  begin(name) {
    const { arrivals, clock, tape } = this.player;
    if (this.turning?.name === name && this.turning.step === this.player.shown) return true;
    this.drop();
    if (!this.mayTurn(name) || tape?.run !== arrivals.latest.run) return false;
    if (clock.playing) this.player.commands.toggle();
    const step = this.player.shown;
    const array = PARAMETERS.find((one) => tape.row(one, step)) ?? "";
    const theta = tape.row(array, step)?.values(null);
    if (!theta) return false;
    const place = this.placeOf(name);
    this.turning = { name, of: this.parts, place, array, step, theta, from: theta[place], moved: false };
    return true;
  }

  /** @param {number} delta  from where it was when it was taken */
  turn(delta) {
    if (this.turning) this.to(rounded(this.turning.from + delta));
  }

  /** @param {string} name  @param {number} value  as it was typed, to the last digit */
  set(name, value) {
    if (!this.begin(name)) return void this.wait(name, () => this.set(name, value));
    this.to(within(value));
    this.drop();
  }

  /** So many notches on: a wheel, a key, a button. It is let go by itself.  @param {string} name  @param {number} by
   * @returns {boolean} whether it can be turned */
  nudge(name, by) {
    if (!this.begin(name) || !this.turning) return this.wait(name, () => this.nudge(name, by));
    const { place, theta } = this.turning;
    this.to(rounded(theta[place] + by * notch(theta[place])));
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.drop(), REST);
    return true;
  }

  /** What is turned is let go, and stays in sight: the run goes on from there, when it is played. */
  drop() {
    const { turning } = this;
    clearTimeout(this.rest);
    this.turning = null;
    this.player.invalidate();
    if (turning?.moved) this.ask(turning.step, [[turning.name, textOf(turning)]]);
  }

  /** While the run or its numbers at this step are on their way, what is wanted waits for them.
   * @param {string} name  @param {() => void} act  @returns {boolean} whether anything will come */
  wait(name, act) {
    const { shown: step } = this.player;
    if (!this.mayTurn(name)) return false;
    const before = this.waiting?.name === name && this.waiting.step === step ? this.waiting.acts : [];
    this.waiting = { name, step, acts: [...before, act] };
    return true;
  }

  /** Something has come: what waited is done, unless another step is on screen by now. */
  resume() {
    const { waiting } = this;
    this.waiting = null;
    if (waiting?.step === this.player.shown) for (const act of waiting.acts) act();
  }

  /** Another scene is on stage: of another network nothing is in hand. */
  follow() {
    if (!this.turning || this.turning.of === this.parts) return;
    clearTimeout(this.rest);
    this.turning = null;
  }

  /** The stage is left: nothing is let go any more. */
  close() {
    clearTimeout(this.rest);
  }

  /** The run is as it was recorded. */
  release() {
    this.pending = null;
    if (this.turning || !this.player.tape.held) return;
    this.player.tape.held = null;
    this.seen();
  }

  /** @param {number} value */
  to(value) {
    const turned = /** @type {Turned} */ (this.turning);
    turned.theta[turned.place] = value;
    turned.moved = true;
    this.latest = turned;
    this.overlay(turned);
    this.seen();
    this.inquire();
  }

  /** Pictures see the parameters as they are now, tables the numbers that came last.  @param {Turned} turned */
  overlay({ array, step, theta }) {
    const { tape } = this.player;
    const numbers = tape.held?.first === step ? tape.held.arrays : {};
    tape.held = { first: step, last: step, stride: 1, arrays: { ...numbers, [array]: oneRow(theta) } };
  }

  seen() {
    const { player } = this;
    player.revision += 1;
    player.cast.markStale();
    player.refreshBar();
    player.invalidate();
  }

  /** Have the numbers follow: one question at a time, the last one in any case. */
  async inquire() {
    if (this.asking) return;
    this.asking = true;
    for (let turned = this.latest, text = ""; turned && text !== textOf(turned); turned = this.latest) {
      text = textOf(turned);
      if (!(await this.measured(turned, text))) break;
    }
    this.asking = false;
  }

  /** @param {Turned} turned  @param {string} text  @returns {Promise<boolean>} whether its numbers are in sight */
  async measured({ array, name, step }, text) {
    const { player } = this;
    const { tape } = player;
    const edits = withChanges(this.edits, step, [[name, text]]);
    const piece = await player.arrivals.measure({ edits }, step);
    const held = tape.held;
    if (piece?.first !== step || piece.last !== step || held?.first !== step || tape !== player.tape) return false;
    tape.held = { ...held, arrays: { ...piece.arrays, [array]: held.arrays[array] } };
    this.seen();
    return true;
  }

  /** A parameter's number at the step on screen.  @param {string} name  @returns {number|null} */
  valueOf(name) {
    const { shown, tape } = this.player;
    const rows = PARAMETERS.map((array) => tape.row(array, shown));
    return rows.find(Boolean)?.at(this.placeOf(name)) ?? null;
  }

  /** Whether a parameter can be turned at the step on screen, as soon as its numbers are here. @param {string} name */
  mayTurn(name) {
    const source = sourceOf(name);
    return this.free && this.placeOf(name) >= 0 && !(source !== null && this.isHeld(source));
  }

  get parts() {
    return String(this.player.scene.parts);
  }

  /** Where in θ a parameter stands; -1 for what is none. Names stand in θ's order, behind the nodes'. */
  placeOf(name) {
    const { parts = [], parts_from: from = 0 } = this.player.scene;
    const place = parts.filter(isParameter).indexOf(name);
    return place < 0 ? -1 : from + place;
  }

  // ---- what the run is asked to be -----------------------------------------------------------------

  /** Switch a node off or on, freeze a parameter or free it, at the step on screen.  @param {string} what */
  flip(what) {
    const held = isHeld(this.edits, this.player.shown, what);
    const [on, off] = isParameter(what) ? ["frozen", "free"] : ["off", "on"];
    if (this.free) this.ask(this.player.shown, [[what, held ? off : on]]);
  }

  /** @param {string} what */
  isHeld(what) {
    return isHeld(this.edits, this.player.shown, what);
  }

  /** Take back everything that a hand has changed. */
  forget() {
    this.act("");
  }

  /** The drawings that this run learns from, in the order of steps. */
  get added() {
    return added(this.edits);
  }

  /** Take back the drawing that was added last. */
  takeBack() {
    this.act(withoutLastAdded(this.edits));
  }

  /** What the form changes is changed from here on, or from the start.  @param {boolean} here */
  choose(here) {
    this.fromHere = here;
    this.player.refreshBar();
    this.player.act(`from=${here ? "here" : "start"}`);
  }

  /** What the page says of the hand. What the form wants from here on is granted once.  @param {Opening} opening */
  hear({ from_here, wish }) {
    this.fromHere = Boolean(from_here);
    if (!wish || wish.id === granted || !this.free) return;
    granted = wish.id;
    const { shown } = this.player;
    const news = Object.entries(wish.changes).filter(([what, value]) => setTo(this.edits, shown, what) !== value);
    if (news.length && !this.ask(shown, news)) this.choose(this.fromHere); // the form forgets it
  }

  /** Whether a button's settings are to change from the step on screen on, and not from the start.
   * @param {string} action */
  takes(action) {
    const changes = /** @type {Changes} */ (action.split("&").map((pair) => pair.split(/=(.*)/, 2)));
    const { learning = [] } = this.player.arrivals.latest ?? {};
    if (!this.fromHere || !this.free || !changes.every(([key]) => learning.includes(key))) return false;
    this.ask(this.player.shown, changes);
    return true;
  }

  /** @param {number} step  @param {Changes} changes  @returns {boolean} whether the run takes so many */
  ask(step, changes) {
    const { arrivals: { latest: { longer, most_edits: most = Infinity } }, handling, labels, tape } = this.player;
    const edits = withChanges(this.edits, step, changes);
    const refused = read(edits).length > most;
    handling.refuse(refused ? labels.hand_most : "");
    if (refused) this.release();
    else this.act(edits, step >= tape.total ? longer : undefined);
    return !refused;
  }

  /** @param {string} edits  @param {Record<string, string>} [longer]  so that the run goes on */
  act(edits, longer) {
    const { latest, opening } = this.player.arrivals;
    const [known, wanted] = [opening, latest].map(({ query }) => new URLSearchParams(query).get("epochs"));
    // What the page has yet to hear of is said once more: of two messages in haste it hears the second.
    const epochs = longer?.epochs ?? (wanted !== known ? wanted : null);
    this.pending = { run: latest.run, edits };
    this.player.act(`edits=${edits}${epochs ? `&epochs=${epochs}` : ""}`);
  }
}

/** @param {Turned} turned  @returns {string} the number as a link has it */
function textOf({ theta, place }) {
  return String(theta[place] + 0); // no -0
}

/** @param {Float64Array} theta  @returns {TapeArray} */
function oneRow(theta) {
  return { data: theta.slice(), shape: [1, theta.length], rows: 1, width: theta.length, each: "step", lo: 0, gain: 1 };
}
