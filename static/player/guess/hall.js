/** What a teacher shows a class: the code of a room for its telephones, and what they guess, as it comes. */

import { make } from "../shared/dom.js";
import { drawn, Room, sessionKept } from "./room.js";
import { Shown } from "./shown.js";

/** @import { Game } from "./game.js" */
/** @import { Tally, Told } from "../scene.d.ts" */

/** While the panel is open the room is asked this often (ms); then now and then, so that it stays. */
const [OFTEN, SELDOM] = [1000, 15_000];
/** A code that another lesson has is drawn anew, so many times. */
const TRIES = 4;

export class Hall {
  /** @type {Room|null} */
  room = null;
  /** @type {Tally|null} */
  tally = null;
  tag = "";
  /** What is true, and from which step on it is known. @type {Pick<Told, "at"|"truth">|null} */
  known = null;
  wanted = false;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  timer;
  seen = "";

  /** @param {Game} game */
  constructor(game) {
    this.game = game;
    this.button = make("button", {
      type: "button", class: "gs-action gs-hall-button", "data-gs": "class", "aria-expanded": "false", on: { click: () => this.toggle() },
    });
    this.shown = new Shown(game);
    this.title = make("h3", { class: "gs-title" });
    this.count = make("span", { class: "gs-hall-count", "data-gs": "class-count" });
    this.leave = make("button", { type: "button", class: "gs-action", "data-gs": "class-close", on: { click: () => this.toggle() } });
    this.code = make("img", { class: "gs-hall-code", alt: "" });
    this.join = make("span");
    this.address = make("a", { class: "gs-hall-address", target: "_blank", rel: "noopener", "data-gs": "class-address" });
    this.problem = make("p", { class: "gs-hall-problem", role: "alert", hidden: "" });
    const way = make("div", { class: "gs-hall-way" }, this.code, this.join, this.address);
    const head = make("header", { class: "gs-head" }, this.title, this.count, this.leave);
    this.element = make("section", { class: "gs-hall", "data-gs": "hall", hidden: "" }, head, this.problem, make("div", { class: "gs-hall-parts" }, way, this.shown.element));
    this.rename();
  }

  rename() {
    const { game } = this;
    this.button.textContent = game.word("guess_class");
    this.button.title = this.button.ariaDescription = game.word("guess_class_help");
    this.title.textContent = game.word("guess_room");
    this.element.setAttribute("aria-label", game.word("guess_room"));
    this.leave.textContent = game.word("guess_close");
    this.join.textContent = game.word("guess_join");
    this.code.alt = game.word("guess_code");
    this.show();
  }

  get open() {
    return !this.element.hidden;
  }

  toggle() {
    const { grid } = this.game.player;
    this.element.hidden = this.open;
    this.button.setAttribute("aria-expanded", String(this.open));
    this.seen = "";
    if (this.open && this.element.parentElement !== grid) grid.append(this.element);
    if (!this.open) return this.button.focus();
    this.fit();
    if (this.room) this.poll();
    else this.enter();
  }

  /** It ends where the guess begins, or the bar where none is in sight. */
  fit() {
    const { grid, guesses, transport } = this.game.player;
    const below = guesses.height ? guesses.element : transport.element;
    this.element.style.height = `${Math.max(380, below.getBoundingClientRect().top - grid.getBoundingClientRect().top - 4)}px`;
  }

  // ---- the room ------------------------------------------------------------------------------------

  /** Opens a room; the same one again after the page was loaded anew. */
  async enter() {
    const { game, game: { spec } } = this;
    const root = game.player.arrivals.root;
    let code = sessionKept(`room:${spec.lesson}`, () => drawn(6));
    for (let tries = 0; tries < TRIES; tries++) {
      const room = new Room(root, code, spec.lesson);
      const status = await room.ask("PUT", { lesson: spec.lesson });
      if (status === 201) return this.entered(room);
      if (status !== 409) break;
      code = drawn(6);
    }
    this.problem.textContent = game.word("guess_full");
    this.problem.hidden = false;
  }

  /** @param {Room} room */
  entered(room) {
    this.room = room;
    this.problem.hidden = true;
    this.code.src = `${room.url}/code.svg?${new URLSearchParams({ link: room.url.href })}`;
    this.address.href = room.url.href;
    this.address.replaceChildren(`${room.url.host}${room.url.pathname.slice(0, -room.code.length)}`, make("wbr"), make("strong", { text: room.code }));
    this.poll();
  }

  /** Asks what has come, and again after a while. */
  async poll() {
    clearTimeout(this.timer);
    const { room } = this;
    if (!room) return;
    const headers = { Accept: "application/json", "If-None-Match": this.tag };
    const answer = document.hidden && this.open ? null : await fetch(room.url, { headers, cache: "no-store" }).catch(() => null);
    if (this.room !== room) return;
    if (answer?.status === 404) await room.ask("PUT", { lesson: room.lesson }); // the server has begun anew
    if (answer?.ok) this.take(await answer.json(), answer.headers.get("etag") ?? "");
    if (this.room === room) this.timer = setTimeout(() => this.poll(), this.open ? OFTEN : SELDOM);
  }

  /** @param {Tally} tally  @param {string} tag */
  take(tally, tag) {
    this.tag = tag;
    this.tally = tally;
    this.show();
  }

  // ---- what is true --------------------------------------------------------------------------------

  /** In each frame: once it plays it is asked what is true, and shown when the tape has come there. */
  follow() {
    const { game, game: { player: { shown, tape }, told } } = this;
    if (!this.open) return;
    if (!game.asks && !this.wanted) this.want();
    if (told) this.known = told;
    const state = `${game.asks}|${Boolean(this.known && shown >= Math.min(this.known.at, tape.last))}`;
    if (state !== this.seen) this.show();
    this.seen = state;
  }

  /** Which of the guesses would be right does not depend on any of them. */
  async want() {
    const { spec, player } = this.game;
    this.wanted = true;
    if (spec.answer !== null) return void (this.known = { at: player.tape.last, truth: spec.answer });
    const guess = spec.kind === "drawing" ? Array(spec.places).fill(0).join() : "0";
    const told = await player.arrivals.source?.guess({ predict: spec.topic, guess }, new AbortController().signal).catch(() => null);
    if (told) this.known = told;
    else this.wanted = false;
    player.invalidate();
  }

  show() {
    const { game, known, tally } = this;
    this.count.textContent = game.word("guess_count", { n: String(tally?.n ?? 0) });
    const { shown, tape } = game.player;
    const come = !game.asks && known && shown >= Math.min(known.at, tape.last) ? known : null;
    if (tally) this.shown.show(tally, come);
  }

  close() {
    clearTimeout(this.timer);
    this.room = null;
    this.element.remove();
  }
}
