/**
 * Gradient Stage's player: shows a tape (the record of a training run) as a scene of panels driven by one clock.
 * It knows nothing of neural networks; Python builds scenes and packs tapes (see pages/player).
 */

import { Arrangement } from "./arrangement.js";
import { Arrivals } from "./arrivals.js";
import { Bookmark } from "./bookmark.js";
import { Caption } from "./caption.js";
import { Cast } from "./cast.js";
import { Clock } from "./clock.js";
import { Commands } from "./commands.js";
import { Explanations } from "./explanations.js";
import { Feeds } from "./feeds.js";
import { Focus } from "./focus.js";
import { Frames } from "./frames.js";
import { Guesses } from "./guesses.js";
import { Hand } from "./hand.js";
import { Handling } from "./handling.js";
import { Look } from "./shared/look.js";
import { report } from "./report.js";
import { Scenery } from "./scenery.js";
import { Several } from "./several.js";
import { make } from "./shared/dom.js";
import { reducedMotion } from "./shared/motion.js";
import { unpack } from "./shared/packet.js";
import { Stages } from "./stages.js";
import { Toggles } from "./toggles.js";
import { Transport } from "./transport.js";
import { Verdict } from "./verdict.js";

/** @import { App, Component, Ghost, Header, Opening, Scene, Tape } from "./scene.d.ts" */

/** parentElement -> Player */
const players = new WeakMap();

/**
 * Show a packet where Streamlit wants it.
 * @param {Component<Uint8Array>} component  Streamlit's arguments: parentElement, data (Uint8Array), setTriggerValue
 * @param {URL} root          the address of the app itself
 * @param {App} app           what the player asks of the page around it; see static/player.js
 * @returns {() => void} cleanup
 */
export function show(component, root, app) {
  const { parentElement } = component;
  let player = players.get(parentElement);
  if (!player) {
    player = new Player(parentElement, root, app);
    players.set(parentElement, player);
  }
  player.receive(component);
  return () => {
    // Streamlit also calls this for calls that a newer one overtook, while the component stays mounted.
    if (parentElement.isConnected) return;
    player.destroy();
    players.delete(parentElement);
  };
}

export class Player {
  /** @type {Component<Uint8Array>} Streamlit's arguments of the last call */
  component;
  /** @type {Tape} from the first packet on, as the scene */
  tape;
  /** @type {Scene} */
  scene;
  /** @type {string} */
  sceneId;
  /** Whether a run has come that the panels have not begun. */
  newRun = false;
  /** Whether a hand holds what the run depends on: it stays at its step. */
  staying = false;
  /** What the address says of the run, and its lesson. */
  settings = "";
  /** @type {string|null} */
  lesson = null;

  /** @param {HTMLElement} parentElement  @param {URL} root  @param {App} app */
  constructor(parentElement, root, app) {
    this.app = app;
    /** @type {Map<string, Ghost>} */
    this.ghosts = new Map();
    this.shown = 0;
    this.revision = 0;
    this.clock = new Clock();
    this.commands = new Commands(this);
    this.toggles = new Toggles();
    this.focus = new Focus(this);
    this.hand = new Hand(this);
    this.guesses = new Guesses(this);
    this.explanations = new Explanations(this);
    this.stages = new Stages(this);
    this.frames = new Frames(this);
    this.invalidate = () => this.frames.invalidate();
    this.grid = make("div", { class: "gs-grid" });
    this.root = make("div", { class: "gs-player", "data-gs": "player" }, this.grid);
    this.transport = new Transport(this);
    this.caption = new Caption(this);
    this.handling = new Handling(this);
    this.grid.append(this.transport.element, this.caption.element, this.handling.element);
    this.look = new Look(this.root, app);
    this.arrangement = new Arrangement(this);
    this.cast = new Cast(this, this.grid, this.transport.element, () => this.scenery.rearrange());
    this.scenery = new Scenery(this);
    parentElement.append(this.root);
    // Read-only, for browser tests and benches.
    Object.assign(this.root, { __gs: { state: () => report(this) } });
    this.bookmark = new Bookmark(this);
    this.feed = new Feeds({
      onPart: (header, tape) => this.takePart(header, tape),
      onOnline: () => this.refreshBar(),
      onTurn: () => document.hidden || this.askForMore(),
    });
    this.arrivals = new Arrivals(this, root);
    this.verdict = new Verdict(this);
    this.arrange = () => this.scenery.arrange();
    this.widths = new ResizeObserver(this.arrange);
    this.leave = () => {};
    this.observe();
    app.listenFor(this);
  }

  observe() {
    this.widths.observe(this.root);
    const page = this.root.closest("[data-testid=stMainBlockContainer]");
    if (page) this.widths.observe(page); // notes come and go
    reducedMotion.addEventListener("change", this.invalidate);
    addEventListener("resize", this.arrange);
    const ends = [this.app.onLecture(() => this.scenery.enlarge()), this.app.onNews((url) => this.scenery.takeView(url))];
    this.leave = () => ends.forEach((end) => end());
    this.app.tellMoment(() => this.bookmark.moment());
  }

  // ---- what panels, bar and sentence see: beside this tape, clock, scene, shown, toggles, ghosts, revision ---------

  get labels() {
    return this.scene?.labels ?? {};
  }

  get images() {
    return this.scene?.images;
  }

  get theme() {
    return this.look.theme;
  }

  get fontSize() {
    return this.look.fontSize;
  }

  get factor() {
    return this.look.factor;
  }

  get online() {
    return this.feed.online;
  }

  get inside() {
    return this.stages.now;
  }

  act(value) {
    if (this.hand.takes(value)) return;
    this.arrivals.expect(value, () => this.component.setTriggerValue("action", value));
  }

  /** What a hand holds has been moved; see Drag in core/wire/panels.py. */
  attempt(drag, index, place) {
    this.arrivals.attempt(drag, index, place);
  }

  /** What the hand on the picture moves is seen at the step on screen, until the hand does something else. */
  stay() {
    this.staying = true;
    const leave = () => (this.staying = false);
    // Not the press that began it, which is still under way.
    setTimeout(() => {
      for (const name of ["pointerdown", "keydown"]) addEventListener(name, leave, { capture: true, once: true });
    });
  }

  point(from, place) {
    this.cast.mark(from, place);
  }

  /** A panel's toggle was pressed. */
  flipped(key) {
    this.toggles.chosen.add(key);
    this.app.keep("view", this.toggles.view(this.scene));
    this.arrange();
    this.cast.flipped(key);
  }

  // ---- packets -----------------------------------------------------------------------------------

  receive(component) {
    const fresh = component.data !== this.component?.data;
    this.component = component;
    this.scenery.followTheme();
    this.settings = this.app.settingsOf(location.href);
    const opening = fresh ? /** @type {Opening} */ (unpack(component.data)) : null;
    // Where pages change in haste, Streamlit hands over for a moment what belongs to the component before.
    if (opening?.scene) this.arrivals.arrive(opening);
  }

  /** The run that is on stage comes once more: with other words, or with a button's answer. @param {Opening} opening */
  renew(opening) {
    if (opening.scene.locale !== this.scene.locale) this.tape.forgetWords();
    this.tape.absorb(opening);
    this.hand.release();
    this.guesses.take(opening, false);
    this.scenery.take(opening);
    this.verdict.want();
    // The page has written its address anew, and does not know where a hand has changed the run.
    if (!this.clock.playing) this.bookmark.write(this.shown);
    this.hand.resume();
  }

  /** Another run takes the stage. @param {Tape} tape  @param {Opening} opening  @param {number} at */
  begin(tape, opening, at) {
    this.bookmark.kept = Boolean(opening.url_at);
    if (this.tape) this.cast.keepGhosts(this.tape, this.ghosts);
    this.restInLesson();
    const first = !this.tape;
    if (this.tape?.run !== tape.run) this.app.played(false);
    this.tape = tape;
    Object.assign(this.clock, { waiting: false, restLeft: 0 });
    this.clock.seek(tape, at);
    if (!first) this.bookmark.write(this.clock.playing ? null : this.clock.position);
    this.newRun = true;
    this.revision += 1;
    this.frames.commanded = true;
    this.guesses.take(opening, true);
    this.scenery.take(opening);
    this.verdict.want();
    this.hand.resume();
  }

  /** A part of a run has come. @param {Header} header  @param {import("./tape.js").Tape} run  @returns {boolean} whether it holds anything new */
  takePart(header, run) {
    if (header.run !== run.run || !run.absorb(header)) return false;
    if (this.tape?.runs.includes(run)) this.grow();
    else this.arrivals.enter();
    return true;
  }

  grow() {
    this.clock.position = Math.min(this.clock.position, this.tape.last);
    this.revision += 1;
    this.cast.markStale();
    for (const panel of this.cast) panel.grow?.();
    this.refreshBar();
    this.invalidate();
    this.hand.resume();
  }

  /** Another lesson's question comes before its run. */
  restInLesson() {
    const lesson = new URL(location.href).searchParams.get("lesson");
    if (this.tape && lesson && lesson !== this.lesson) this.clock.pause(this.tape);
    this.lesson = lesson;
  }

  // ---- steps -------------------------------------------------------------------------------------

  /** Show at once what a command did. */
  settle() {
    this.frames.commanded = true;
    this.follow();
    if (!this.clock.playing) this.bookmark.write(this.shown);
    this.refreshBar();
    this.invalidate();
  }

  /** Let everything that shows numbers know that the shown step changed. */
  follow() {
    if (this.tape instanceof Several) this.tape.moving = this.clock.playing;
    const shown = this.clock.shown(this.tape);
    if (shown === this.shown) return;
    this.shown = shown;
    if (shown === this.tape.last) this.app.played(true);
    this.cast.markStale();
    this.refreshBar();
    for (const panel of this.cast) panel.showTip?.();
  }

  /** Numbers beside one another are of the same step: the bar, the sentence, and every table in sight. */
  refreshBar() {
    if (!this.tape || !this.scene) return;
    this.stages.refresh();
    this.transport.refresh();
    this.caption.refresh();
    this.handling.refresh();
    for (const panel of this.cast) if (panel.cheap && panel.stale && panel.visible) panel.refresh?.();
  }

  askForMore() {
    const { coming } = this.arrivals;
    if (coming) this.feed.update(coming.tape, { position: this.arrivals.place, playing: false, speed: 1 });
    else if (this.tape) this.feed.update(this.tape, this.clock);
  }

  // ---- end ---------------------------------------------------------------------------------------

  destroy() {
    this.frames.stop();
    this.bookmark.close();
    removeEventListener("resize", this.arrange);
    this.leave();
    this.app.standAside(null);
    this.hand.close();
    this.stages.close();
    this.arrivals.giveUp();
    this.verdict.close();
    this.guesses.close();
    this.feed.close();
    this.widths.disconnect();
    reducedMotion.removeEventListener("change", this.invalidate);
    this.app.forget(this);
    this.cast.destroy();
    this.root.remove();
  }
}
