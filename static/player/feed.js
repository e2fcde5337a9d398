/**
 * Ask Python for the pieces of the tape that are missing, one request at a time,
 * and notice when the server cannot be reached.
 */

/** @import { Need } from "./scene.d.ts" */

const AHEAD_SECONDS = 4;
const MAX_CHUNKS = 6;
const MAX_DETAIL = 64;
/** A request unanswered for this long makes us look whether the server is there. */
const PATIENCE = 2000;
/** A server that is there but has not answered for this long is asked again. */
const ASK_AGAIN = 10000;
const HEALTH_PERIOD = 1000;
const LEAVING_PERIOD = 50;
/**
 * Streamlit gathers what widgets say within one turn of the event loop into one message, and a request of ours that
 * gets into the same message as another widget's change can keep that change from being seen. So requests keep
 * out of the way of the user's hand.
 */
const HANDS_OFF = 150;
const LONGEST_HOLD = 3000;
const HANDS = ["pointerdown", "pointerup", "pointercancel", "keydown", "keyup"];
/** When nothing is urgent, the rest of the tape is fetched at this pace; ever more slowly from a busy server. */
const FILL_PERIOD = 1000;
const FILL_PATIENCE = 8; // times as long as the last answer took

export class Feed {
  /**
   * @param {object} options
   * @param {(need: object) => void} options.send    hand a request to Streamlit
   * @param {(send: () => void) => boolean} options.tell  do so unless the page is being left
   * @param {URL} options.health                     the server's health address
   * @param {(online: boolean) => void} options.onOnline
   * @param {() => void} options.onTurn              called now and then, to ask for more
   * @param {(target: Node) => boolean} options.ours whether an event's target cannot be another widget
   */
  constructor({ send, tell, health, onOnline, onTurn, ours }) {
    this.send = send;
    this.tell = tell;
    this.health = health;
    this.onOnline = onOnline;
    this.ours = ours;
    // Python may remember a request from before a reload; numbers go on rising all the same.
    this.counter = Math.floor(Date.now() / 1000) % 1e8;
    /** @type {(Need & {n: number})|null} */
    this.request = null;
    this.sentAt = 0;
    this.took = 0;
    this.checkedAt = 0;
    this.online = true;
    this.outage = false;
    this.fruitless = 0;
    this.waitUntil = 0;
    this.fillAt = 0;
    this.handFreeAt = 0;
    this.heldUntil = 0;
    this.closed = new AbortController();
    const options = { capture: true, signal: this.closed.signal };
    for (const name of HANDS) document.addEventListener(name, (event) => this.onHand(event), options);
    this.timer = setInterval(() => {
      this.watch();
      if (!document.hidden) onTurn();
    }, 250);
  }

  close() {
    clearInterval(this.timer);
    this.closed.abort();
  }

  onHand({ type, target }) {
    if (this.ours(target)) return;
    this.handFreeAt = performance.now() + (type === "pointerdown" ? LONGEST_HOLD : HANDS_OFF);
  }

  /** The player has told Python of an action: until it answers, a request would ask for what no longer counts. */
  hold() {
    this.heldUntil = performance.now() + LONGEST_HOLD;
  }

  letGo() {
    this.heldUntil = 0;
  }

  /**
   * A packet came.
   * @param {boolean} useful  whether it held anything new
   * @param {number} [n]      the request that it answers; without it any packet counts as the answer
   */
  answered(useful, n) {
    this.setOnline(true);
    if (!this.request || (n !== undefined && n < this.request.n)) return;
    this.request = null;
    this.took = performance.now() - this.sentAt;
    this.outage = false;
    this.fruitless = useful ? 0 : this.fruitless + 1;
    // A server that keeps answering beside the question is asked ever more slowly.
    if (this.fruitless) this.waitUntil = performance.now() + Math.min(8000, 250 * 2 ** this.fruitless);
  }

  /** Another run has begun: what was asked for the old one no longer matters. */
  forget() {
    this.request = null;
    this.fruitless = 0;
    this.waitUntil = 0;
  }

  /** Ask for what the tape misses around the clock's position, unless a request is under way. */
  update(tape, clock, sceneId) {
    const now = performance.now();
    if (this.request || now < Math.max(this.waitUntil, this.handFreeAt, this.heldUntil)) return;
    const detail = clock.playing ? null : missingDetail(tape, clock.position);
    let chunks = missingAhead(tape, clock);
    if (!chunks.length) chunks = [...tape.untold].slice(0, MAX_CHUNKS);
    if (!chunks.length && !clock.playing) chunks = gapsBehind(tape, clock.position);
    if (!chunks.length && !detail) {
      if (now < this.fillAt) return;
      this.fillAt = now + Math.max(FILL_PERIOD, FILL_PATIENCE * this.took);
      chunks = missingElsewhere(tape, clock.position).slice(0, 1);
    }
    if (chunks.length || detail) this.ask({ run: tape.run, chunks, detail, scene: sceneId });
  }

  /** @param {Need} need */
  ask(need) {
    this.counter += 1;
    const request = { ...need, n: this.counter };
    this.request = request;
    this.sentAt = performance.now();
    // Not within a frame: drawing would keep Streamlit's message open for longer.
    setTimeout(() => this.pass(request));
  }

  /** A page that is being left asks nothing; if it stays after all, it asks then. */
  pass(request) {
    if (this.closed.signal.aborted || this.request !== request) return;
    if (!this.tell(() => this.send(request))) setTimeout(() => this.pass(request), LEAVING_PERIOD);
  }

  watch() {
    const now = performance.now();
    if (!this.request || now - this.sentAt < PATIENCE || now - this.checkedAt < HEALTH_PERIOD) return;
    this.checkedAt = now;
    this.check(this.request, now - this.sentAt);
  }

  async check(request, age) {
    const reachable = await this.ping();
    if (this.request !== request) return;
    this.setOnline(reachable);
    this.outage ||= !reachable;
    // After an outage the first try may come before Streamlit has reconnected, so it is repeated.
    if (!reachable || (!this.outage && age < ASK_AGAIN)) return;
    const { n, ...need } = request;
    this.ask(need);
  }

  async ping() {
    try {
      const answer = await fetch(this.health, { cache: "no-store", signal: AbortSignal.timeout(HEALTH_PERIOD) });
      return answer.ok;
    } catch {
      return false;
    }
  }

  setOnline(online) {
    if (online === this.online) return;
    this.online = online;
    this.onOnline(online);
  }
}

/** The numbers of the chunks from one up to, not including, another that are not here. */
function missing(tape, from, to) {
  const numbers = [];
  for (let number = from; number < to; number++) if (!tape.chunks.has(number)) numbers.push(number);
  return numbers;
}

/** Chunks that playing will reach within the next seconds, nearest first. */
function missingAhead(tape, clock) {
  const horizon = clock.position + AHEAD_SECONDS * tape.rate * clock.speed;
  const last = tape.chunkOf(Math.min(horizon, tape.last));
  return missing(tape, tape.chunkOf(clock.position), last + 1).slice(0, MAX_CHUNKS);
}

/** At rest somebody looks at the line so far: gaps in it that can be seen, nearest first. */
function gapsBehind(tape, position) {
  const known = tape.prefix ? tape.chunkOf(tape.prefix.last) : 0;
  return missing(tape, known, tape.chunkOf(position)).reverse().slice(0, MAX_CHUNKS);
}

/** Gaps before the position first (history lines show them), then the rest of the run. */
function missingElsewhere(tape, position) {
  const here = tape.chunkOf(position);
  return [...missing(tape, 0, here).reverse(), ...missing(tape, here, tape.chunkCount)];
}

/**
 * The window of exact steps to have around a paused position, or null if it is here (or the chunks have every step).
 * Windows lie on a fixed grid, so that everybody in a lecture hall asks for the same ones.
 */
/** @returns {[number, number]|null} */
function missingDetail(tape, position) {
  if (tape.stride === 1 || tape.exact || tape.keysOnly) return null;
  const size = Math.min(MAX_DETAIL, 8 * tape.stride);
  for (const step of [position, position + tape.stride, position - tape.stride]) {
    if (step < tape.first || step > tape.last) continue;
    const first = step - ((step - tape.first) % size);
    const last = Math.min(first + size - 1, tape.last);
    if (!tape.covers(first, last)) return [first, last];
  }
  return null;
}
