/** One guess: it is asked for, made, and held against the tape once the tape has come to the truth. */

import { Refused } from "../shared/bytes.js";
import { make } from "../shared/dom.js";
import { filled } from "../shared/format.js";
import { Drawing } from "./drawing.js";
import { Flag } from "./flag.js";
import { Hall } from "./hall.js";
import { Options } from "./options.js";
import { roomHere } from "./room.js";

/** @import { Guesses } from "../guesses.js" */
/** @import { Answer, PredictSpec, Told } from "../scene.d.ts" */

/** @type {Record<PredictSpec["kind"], new (game: Game) => Answer>} */
const KINDS = { step: Flag, choice: Options, drawing: Drawing };
/** After a while the server is asked again (ms). */
const AGAIN = 1500;

export class Game {
  /** @type {"asking"|"skipped"|"made"} */
  phase;
  /** What NumPy says of the guess that was made. @type {Told|null} */
  told = null;
  /** Whether the tape has come to it. */
  reached = false;
  /** What stands in the bar. */
  written = "";
  /** @type {AbortController|null} */
  asked = null;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  timer;

  /** @param {Guesses} guesses  @param {PredictSpec} spec  @param {boolean} asking  whether it is asked for at once */
  constructor(guesses, spec, asking) {
    this.guesses = guesses;
    this.player = guesses.player;
    this.spec = spec;
    this.phase = asking ? "asking" : "skipped";
    /** @type {Answer} */
    this.answer = new KINDS[spec.kind](this);
    this.room = roomHere(this.player.arrivals.root, spec.lesson);
    this.words = make("span", { class: "gs-guess-words", "aria-live": "polite" });
    this.play = this.button("guess-play", this.goes, () => this.start(), "gs-action gs-guess-play");
    this.skip = this.button("guess-skip", "guess_skip", () => this.end(true));
    this.again = this.button("guess-again", "guess_again", () => this.ask());
    this.hall = spec.room && !this.room ? new Hall(this) : null;
    this.write();
  }

  get asks() {
    return this.phase === "asking";
  }

  /** @param {string} name  @param {string} word  @param {() => void} action */
  button(name, word, action, kind = "gs-action") {
    return make("button", { type: "button", class: kind, "data-gs": name, text: this.word(word), on: { click: action } });
  }

  /** @param {string} key  @param {Record<string, string>} [facts] */
  word(key, facts) {
    const text = this.spec.words[key] ?? "";
    return facts ? filled(text, facts) : text;
  }

  /** The words are others.  @param {PredictSpec|null} spec */
  take(spec) {
    if (!spec || spec === this.spec) return;
    this.spec = spec;
    for (const [button, word] of /** @type {[HTMLElement, string][]} */ ([[this.play, this.goes], [this.skip, "guess_skip"]])) button.textContent = this.word(word);
    this.hall?.rename();
    this.answer.rename();
    this.written = "";
    if (this.phase === "made") this.want();
    this.write();
  }

  // ---- what a hand does ----------------------------------------------------------------------------

  /** A guess was made or changed, and may still be. */
  changed() {
    this.play.disabled = this.answer.value === null;
    this.write();
    this.player.invalidate();
  }

  /** It is asked for, from the start. */
  ask() {
    const { clock, tape } = this.player;
    this.forget();
    clock.pause(tape);
    clock.seek(tape, tape.first);
    this.player.settle();
    this.turn("asking");
  }

  /** What the button does once a guess is made. */
  get goes() {
    return this.room ? "guess_send" : "guess_play";
  }

  /** It plays; a telephone in a room sends its guess, and plays when its owner likes. */
  start() {
    this.end();
    if (this.room) this.room.send(this.answer.json, () => this.write());
    else this.player.commands.toggle();
  }

  /** What was guessed counts, if anything was.  @param {boolean} [skipped] */
  end(skipped = false) {
    const made = !skipped && this.answer.value !== null;
    this.turn(made ? "made" : "skipped");
    if (made) this.want();
  }

  /** @param {Game["phase"]} phase */
  turn(phase) {
    this.phase = phase;
    this.answer.turn();
    this.write();
    this.guesses.changed();
    if (this.hall?.open) this.hall.fit();
    this.player.refreshBar();
    this.player.invalidate();
  }

  // ---- what the tape says --------------------------------------------------------------------------

  forget() {
    clearTimeout(this.timer);
    this.asked?.abort();
    Object.assign(this, { asked: null, told: null, reached: false });
  }

  async want() {
    const { reached } = this;
    this.forget();
    this.reached = reached;
    const { answer, spec } = this;
    if (spec.answer !== null) return this.hear({ at: this.player.tape.last, truth: spec.answer, good: spec.answer === answer.value, text: spec.told[Number(answer.value)] });
    const asked = (this.asked = new AbortController());
    const heard = await this.player.arrivals.source?.guess({ predict: spec.topic, guess: answer.text }, asked.signal).catch((error) => /** @type {Error} */ (error));
    if (this.asked !== asked || !heard || heard instanceof Refused) return;
    if (heard instanceof Error) return void (this.timer = setTimeout(() => this.want(), AGAIN));
    if (heard.run === this.player.tape.run) this.hear(heard);
  }

  /** @param {Told} told */
  hear(told) {
    this.told = told;
    this.written = "";
    this.follow();
    this.write();
  }

  /** In each frame. */
  follow() {
    this.answer.paint();
    this.hall?.follow();
    const { shown, tape } = this.player;
    if (this.reached || !this.told || shown < Math.min(this.told.at, tape.last)) return;
    this.reached = true;
    this.answer.turn();
    this.write();
    this.hall?.show();
    this.guesses.changed();
    if (this.hall?.open) this.hall.fit();
  }

  // ---- the bar -------------------------------------------------------------------------------------

  /** Only what changed is made anew: a hand may hold a part of it. */
  write() {
    const { element } = this.guesses;
    const state = `${this.phase}|${this.reached}|${Boolean(this.told)}|${this.spec.lesson}`;
    this.words.textContent = this.said;
    this.again.textContent = this.word(this.phase === "skipped" ? "guess_ask" : "guess_again");
    element.dataset.phase = this.reached ? "told" : this.phase;
    element.dataset.tone = this.reached && this.told ? (this.told.good ? "good" : "info") : "none";
    if (state === this.written) return;
    this.written = state;
    this.play.disabled = this.answer.value === null;
    element.hidden = false;
    element.setAttribute("aria-label", this.spec.question);
    const controls = [...(this.asks ? [...this.answer.controls, this.play, this.skip] : [this.again]), ...(this.hall ? [this.hall.button] : [])];
    element.replaceChildren(this.words, make("div", { class: "gs-guess-hand" }, ...controls));
  }

  get said() {
    if (this.asks) return this.spec.question;
    if (this.phase === "skipped") return "";
    if (this.reached && this.told) return this.told.text;
    return this.word(this.room?.says ?? "guess_made", { said: this.answer.said });
  }

  get report() {
    return { phase: this.reached ? "told" : this.phase, value: this.answer.text, truth: this.told?.truth ?? null };
  }

  close() {
    this.forget();
    this.answer.close();
    this.hall?.close();
  }
}
