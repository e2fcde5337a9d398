import assert from "node:assert/strict";
import { test } from "node:test";

import { Hand } from "../../static/player/hand.js";
import { Tape } from "../../static/player/tape.js";
import { HEADER, tapeArray } from "./making.js";

const PARTS = ["x0", "h1.1", "y", "w1.0.1", "b1.1", "w2.1.1", "b2.1"];
const turn = () => new Promise((done) => setTimeout(done));

/** θ at step k is k, k + 0.1, …; the loss k². */
function piece() {
  const steps = [0, 1, 2, 3, 4, 5];
  const params = tapeArray(steps.flatMap((k) => [k, k + 0.1, k + 0.2, k + 0.3]), { shape: [6, 4] });
  return { kind: "chunk", number: 0, first: 0, last: 5, stride: 1, arrays: { params, loss: tapeArray(steps.map((k) => k * k)) } };
}

/** A player at step 3 whose server answers each question when it is told to. */
function make({ query = "seed=1", total = 20 } = {}) {
  const asked = [];
  const player = {
    tape: new Tape({ ...HEADER, total, pieces: [piece()] }), shown: 3, revision: 0, acted: [], clock: { playing: false },
    scene: { by_hand: true, parts: PARTS }, cast: { markStale: () => {} }, refreshBar: () => {}, invalidate: () => {},
    act: (action) => player.hand.takes(action) || player.acted.push(action),
    commands: { toggle: () => (player.clock.playing = false) }, labels: { hand_most: "too many" },
    refused: "", handling: { refuse: (words) => (player.refused = words) },
    arrivals: {
      latest: { run: "r", tape: "tape/gates/", keys: ["lr"], learning: ["lr"], query, longer: { epochs: "40" } }, opening: { query },
      measure: ({ edits }) => new Promise((answer) => asked.push({ edits, answer: (loss) => answer(answered(loss)) })),
    },
  };
  const answered = (loss) => ({ first: 3, last: 3, stride: 1, arrays: { params: tapeArray([3, 3.1, 3.2, 3.3], { shape: [1, 4] }), loss: tapeArray([loss]) } });
  player.hand = new Hand(player);
  return { player, hand: player.hand, asked, shown: (name) => [...player.tape.row(name, 3).values(null)] };
}

test("a turned weight is in the parameters at once, at its step and nowhere else, and only there until it is let go", () => {
  const { hand, player, shown } = make();
  player.clock.playing = true;
  assert.equal(hand.begin("w2.1.1"), true);
  assert.equal(player.clock.playing, false, "the run rests");
  hand.turn(0.5);
  hand.turn(0.75);
  assert.deepEqual(shown("params"), [3, 3.1, 3.95, 3.3]);
  assert.deepEqual([...player.tape.row("params", 4).values(null)], [4, 4.1, 4.2, 4.3]);
  assert.deepEqual([player.acted, shown("loss")], [[], [9]]);
  hand.drop();
  assert.deepEqual(player.acted, ["edits=3:w2.1.1:3.95"]);
  assert.deepEqual(shown("params"), [3, 3.1, 3.95, 3.3], "until the run is there");
});

test("numbers follow one question at a time, and the last value is asked in any case", async () => {
  const { asked, hand, shown } = make({ query: "edits=1%3Ab1.1%3A2" });
  hand.begin("b2.1");
  for (const by of [0.1, 0.2, 0.3]) hand.turn(by);
  assert.deepEqual(asked.map(({ edits }) => edits), ["1:b1.1:2;3:b2.1:3.4"]);
  asked[0].answer(7);
  await turn();
  assert.deepEqual([shown("loss"), shown("params")], [[7], [3, 3.1, 3.2, 3.6]]);
  assert.deepEqual(asked.map(({ edits }) => edits).slice(1), ["1:b1.1:2;3:b2.1:3.6"]);
  asked[1].answer(8);
  await turn();
  assert.deepEqual([shown("loss"), asked.length], [[8], 2]);
  hand.turn(0.1);
  assert.equal(asked.length, 3);
});

test("notches add up, and are let go together when no more come", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { hand, player } = make();
  for (const by of [1, 1, -1]) assert.equal(hand.nudge("w1.0.1", by), true);
  t.mock.timers.tick(400);
  assert.deepEqual(player.acted, []);
  t.mock.timers.tick(400);
  assert.deepEqual(player.acted, ["edits=3:w1.0.1:3.143"]);
});

test("what is turned by notches is let go before something else is taken", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { hand, player } = make();
  hand.nudge("w1.0.1", 1);
  hand.nudge("b1.1", 1);
  t.mock.timers.tick(600);
  assert.deepEqual(player.acted, ["edits=3:w1.0.1:3.15", "edits=3:w1.0.1:3.15;3:b1.1:3.255"]);
});

test("a typed number is taken as it is", () => {
  const { hand, player } = make();
  hand.set("w1.0.1", -0.123456789);
  hand.set("b1.1", -0);
  assert.deepEqual(player.acted, ["edits=3:w1.0.1:-0.123456789", "edits=3:w1.0.1:-0.123456789;3:b1.1:0"]);
});

test("nodes are no numbers, and weights from a node that is off are not turned", () => {
  const { hand } = make({ query: "edits=2%3Ah1.1%3Aoff%3B2%3Ax0%3Aoff" });
  assert.deepEqual(["h1.1", "w9.9.9", "w2.1.1", "w1.0.1", "b1.1"].map((name) => hand.begin(name)), [false, false, false, false, true]);
});

test("a press that turned nothing changes nothing", () => {
  const { hand, player } = make();
  hand.begin("w1.0.1");
  hand.drop();
  hand.drop();
  assert.deepEqual([player.acted, player.tape.held], [[], null]);
});

test("switches are flipped at the step on screen", () => {
  const { hand, player } = make({ query: "edits=1%3Ah1.1%3Aoff" });
  hand.flip("h1.1");
  hand.flip("w1.0.1");
  assert.deepEqual(player.acted, ["edits=1:h1.1:off;3:h1.1:on", "edits=1:h1.1:off;3:h1.1:on;3:w1.0.1:frozen"]);
  hand.forget();
  assert.equal(player.acted.at(-1), "edits=");
});

test("at its last step the run is made longer, and the page is told so until it knows", () => {
  const { hand, player } = make({ total: 3, query: "epochs=20" });
  hand.set("w1.0.1", 1);
  assert.equal(player.acted.at(-1), "edits=3:w1.0.1:1&epochs=40");
  player.arrivals.latest = { ...player.arrivals.latest, run: "s", query: "epochs=40&edits=3%3Aw1.0.1%3A1" };
  player.tape = new Tape({ ...HEADER, run: "s", total: 6, pieces: [piece()] });
  hand.flip("h1.1");
  assert.equal(player.acted.at(-1), "edits=3:w1.0.1:1;3:h1.1:off&epochs=40");
});

test("what the form wishes is done once, and not again when its packet comes twice", () => {
  const { hand, player } = make();
  for (const id of ["a", "a", "b"]) hand.hear({ from_here: true, wish: { id, changes: { lr: id === "a" ? "0.3" : "0.4" } } });
  assert.deepEqual(player.acted, ["edits=3:lr:0.3", "edits=3:lr:0.4"]);
  assert.equal(hand.fromHere, true);
});

test("of what is wished, what counts already is no edit", () => {
  const { hand, player } = make({ query: "edits=2%3Alr%3A0.3" });
  hand.hear({ wish: { id: "c", changes: { lr: "0.3", batch: "2" } } });
  hand.hear({ wish: { id: "d", changes: { lr: "0.3" } } });
  assert.deepEqual(player.acted, ["edits=2:lr:0.3;3:batch:2"]);
});

test("a button's settings count from here on while the switch says so, those that cannot from the start", () => {
  const { hand, player } = make();
  player.act("lr=0.3");
  hand.choose(true);
  player.act("lr=0.3");
  player.act("seed=4");
  assert.deepEqual(player.acted, ["lr=0.3", "from=here", "edits=3:lr:0.3", "seed=4"]);
});

test("a run that is on its way, one without a page, and a page that takes none cannot be turned", () => {
  const { hand, player } = make();
  player.arrivals.latest.run = "next";
  assert.equal(hand.begin("w1.0.1"), false);
  player.arrivals.latest = { run: "r" };
  assert.deepEqual([hand.free, hand.begin("w1.0.1")], [false, false]);
});

/** The run that was on its way takes the stage. */
function arrive(player, run = "next") {
  player.tape = new Tape({ ...HEADER, run, total: 20, pieces: [piece()] });
  player.hand.resume();
}

test("what is typed or turned by notches while another run is on its way waits for it", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { hand, player } = make();
  player.arrivals.latest.run = "next";
  hand.set("w1.0.1", 0.5);
  assert.deepEqual(player.acted, []);
  arrive(player);
  assert.deepEqual(player.acted, ["edits=3:w1.0.1:0.5"]);
  player.arrivals.latest.run = "third";
  for (const by of [1, 1]) assert.equal(hand.nudge("b1.1", by), true, "a wheel turns it and no page scrolls");
  arrive(player, "third");
  t.mock.timers.tick(600);
  assert.deepEqual(player.acted.slice(1), ["edits=3:b1.1:3.418"]);
});

test("what waits is forgotten when another step is on screen by then, and where no such part comes", () => {
  const { hand, player } = make();
  player.arrivals.latest.run = "next";
  hand.set("w1.0.1", 0.5);
  player.shown = 4;
  arrive(player);
  assert.equal(hand.nudge("w9.9.9", 1), false);
  arrive(player);
  assert.deepEqual(player.acted, []);
});

test("between keyframes a typed number waits for the parameters of this very step", () => {
  const { hand, player } = make();
  const { chunks } = player.tape;
  const all = chunks.get(0);
  chunks.set(0, { ...all, arrays: { loss: all.arrays.loss } });
  hand.set("w1.0.1", 0.5);
  hand.resume();
  assert.deepEqual(player.acted, []);
  chunks.set(0, all);
  hand.resume();
  hand.resume();
  assert.deepEqual(player.acted, ["edits=3:w1.0.1:0.5"]);
});

test("one change more than a run takes is refused in words, and what was turned is taken back", () => {
  const { hand, player, shown } = make({ query: `edits=${encodeURIComponent("1:b1.1:1;2:b1.1:2")}` });
  player.arrivals.latest.most_edits = 2;
  hand.set("w1.0.1", 0.5);
  assert.deepEqual([player.acted, player.refused, shown("params")[0]], [[], "too many", 3]);
  hand.hear({ from_here: true, wish: { id: "many", changes: { lr: "0.3" } } });
  assert.deepEqual([player.acted.splice(0), player.refused], [["from=here"], "too many"], "the form forgets what it wished");
  player.shown = 2;
  hand.set("b1.1", 0.5);
  assert.deepEqual([player.acted, player.refused], [["edits=1:b1.1:1;2:b1.1:0.5"], ""]);
});

test("of a network that has left the stage nothing is in hand", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { hand, player } = make();
  hand.nudge("w1.0.1", 1);
  player.scene = { ...player.scene, labels: {} };
  hand.follow();
  assert.equal(hand.turning?.name, "w1.0.1", "the same network in other words");
  player.scene = { ...player.scene, parts: [...PARTS, "b3.1"] };
  hand.follow();
  t.mock.timers.tick(600);
  assert.deepEqual(player.acted, []);
});
