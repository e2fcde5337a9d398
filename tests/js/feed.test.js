import assert from "node:assert/strict";
import { test } from "node:test";

import { Refused } from "../../static/player/shared/bytes.js";
import { Tape } from "../../static/player/tape.js";
import { HEADER, chunk } from "./making.js";

globalThis.addEventListener = () => {};
globalThis.removeEventListener = () => {};
const { Feed } = await import("../../static/player/feed.js");

const LONG = { ...HEADER, total: 1000, chunk_steps: 10 };
const part = (number) => chunk(number, number ? 10 * number + 1 : 0, 10 * number + 10, { loss: (step) => step });
const at = (position, more = {}) => ({ position, playing: true, speed: 1, ...more });
const turn = () => new Promise((done) => setTimeout(done));

/** A source that answers when it is told to. */
class Slow {
  constructor() {
    this.waiting = new Map();
  }

  part(number, signal) {
    return new Promise((answer, refuse) => {
      this.waiting.set(number, { answer: () => answer({ run: "r", pieces: [part(number)] }), refuse });
      signal.addEventListener("abort", () => this.waiting.delete(number));
    });
  }

  get asked() {
    return [...this.waiting.keys()];
  }

  async let(number) {
    this.waiting.get(number).answer();
    this.waiting.delete(number);
    await turn();
  }

  async fail(number, error) {
    this.waiting.get(number).refuse(error);
    this.waiting.delete(number);
    await turn();
  }
}

function make() {
  const tape = new Tape(LONG);
  const feed = new Feed({ onPart: (header, to) => to.absorb(header), onOnline() {}, onTurn() {} });
  clearInterval(feed.timer);
  const source = new Slow();
  feed.follow(source);
  return { feed, source, tape };
}

test("three are asked for at a time, the nearest first, and the next when one has come", async () => {
  const { feed, source, tape } = make();
  feed.update(tape, at(0));
  feed.update(tape, at(0));
  assert.deepEqual(source.asked, [0, 1, 2]);
  await source.let(1);
  feed.update(tape, at(0));
  assert.deepEqual(source.asked, [0, 2, 3]);
  assert.deepEqual([...tape.chunks.keys()], [1]);
});

test("after a leap what is no longer near is given up", async () => {
  const { feed, source, tape } = make();
  feed.update(tape, at(0));
  feed.update(tape, at(505));
  assert.deepEqual(source.asked, [50, 51, 52]);
  await turn();
  assert.equal(feed.online, true, "to give up is no failure");
});

test("another run's feed drops what was asked for the one before", async () => {
  const { feed, source, tape } = make();
  feed.update(tape, at(0));
  const next = new Slow();
  feed.follow(next);
  assert.deepEqual(source.asked, []);
  feed.update(new Tape({ ...LONG, run: "other" }), at(0));
  assert.deepEqual(next.asked, [0, 1, 2]);
});

test("without an answer it is offline and asks again after a rest, ever more slowly; an answer ends that", async () => {
  const { feed, source, tape } = make();
  const rests = [];
  for (let turns = 0; turns < 3; turns++) {
    feed.restUntil = 0;
    feed.update(tape, at(0));
    const now = performance.now();
    await source.fail(0, new TypeError("network"));
    rests.push(feed.restUntil - now);
    assert.equal(feed.online, false);
    feed.update(tape, at(0));
    assert.ok(!source.asked.includes(0), "not at once");
  }
  assert.ok(rests[1] > 1.5 * rests[0] && rests[2] > 1.5 * rests[1]);
  await source.let(1);
  assert.deepEqual([feed.online, feed.failures], [true, 0]);
});

test("whoever refuses is there; and is not asked at once again", async () => {
  const { feed, source, tape } = make();
  feed.update(tape, at(0));
  await source.fail(0, new Refused("404"));
  assert.equal(feed.online, true);
  assert.ok(feed.restUntil > performance.now());
});

test("a server that answers beside the question is asked ever more slowly", async () => {
  const { feed, source, tape } = make();
  feed.onPart = () => false;
  feed.update(tape, at(0));
  await source.let(0);
  assert.ok(feed.failures === 1 && feed.restUntil > performance.now());
});

test("the rest of the tape comes one part at a time, at its own pace", async () => {
  const { feed, source, tape } = make();
  tape.absorb({ pieces: [0, 1, 2, 3, 4].map(part) });
  feed.update(tape, at(0));
  assert.deepEqual(source.asked, [5]);
  await source.let(5);
  feed.update(tape, at(0));
  assert.deepEqual(source.asked, []);
  feed.fillAt = 0;
  feed.update(tape, at(0));
  assert.deepEqual(source.asked, [6]);
});

test("what could wait is asked for once more when it no longer can", async () => {
  const { feed, source, tape } = make();
  const urgencies = [];
  const part_ = source.part.bind(source);
  source.part = (number, signal, urgency) => {
    urgencies.push([number, urgency]);
    return part_(number, signal);
  };
  tape.absorb({ pieces: [0, 1, 2, 3, 4].map(part) });
  feed.update(tape, at(0));
  feed.update(tape, at(12));
  feed.update(tape, at(12));
  assert.deepEqual(urgencies, [[5, 6], [5, 3]]);
  assert.deepEqual(source.asked, [5]);
});
