import assert from "node:assert/strict";
import { test } from "node:test";

import { Several } from "../../static/player/several.js";
import { made, stepAt, valueAt } from "../../static/player/spans.js";
import { HEADER, chunk } from "./making.js";

const UPDATES = [[0, 0, 1, 1, 1]];
/** 70 samples in batches of 30; from step 20 on of 50 (tests/core/pair/test_clock.py has the same). */
const SAMPLES = [[0, 0, 3, 30, 70], [20, 480, 2, 50, 70]];

/** Two runs: 20 steps on stage, and one of twice as many with batches of half the size. */
function pair({ kept = {}, spans = [[[0, 0, 1, 2, 2]], UPDATES], total = 20 } = {}) {
  const stage = { ...HEADER, run: "a" };
  const other = { ...HEADER, run: "b", total: 40, ...kept };
  return new Several({ run: "a+b", total, stride: 1, chunk_steps: 5, rate: 10, scene_id: "", scene: /** @type {any} */ ({}), together: { runs: [stage, other], spans } });
}

const fill = (tape, run, from, to, loss) => {
  for (let number = from; number <= to; number++) {
    tape.absorb({ run, pieces: [chunk(number, 5 * number, 5 * number + 4, { loss })] });
  }
};

test("the clock counts samples as Python does, also where batches change on the way", () => {
  assert.deepEqual([0, 1, 2, 3, 4, 20, 21, 22, 23].map((step) => valueAt(SAMPLES, step)), [0, 30, 60, 70, 100, 480, 530, 550, 600]);
  for (let step = 0; step < 300; step++) assert.equal(made(SAMPLES, valueAt(SAMPLES, step)), step);
  assert.equal(stepAt(SAMPLES, 505), 20.5);
});

test("an epoch of three updates is one whatever thirds add up to", () => {
  const thirds = [[0, 0, 3, 1 / 3, 1]];
  for (let step = 0; step < 300; step++) assert.equal(made(thirds, valueAt(thirds, step)), step);
});

test("a kept run's numbers are those of its own step at the same time", () => {
  const tape = pair();
  fill(tape, "a", 0, 3, (step) => step);
  fill(tape, "b", 0, 7, (step) => -step);
  assert.deepEqual([...tape.row("loss", 6).values(null)], [6]);
  assert.deepEqual([...tape.row("1:loss", 6).values(null)], [-12]);
  assert.deepEqual([...tape.row("1:step", 6).values(null)], [12]);
  assert.deepEqual([tape.row("1:loss", 3).values(null)[0], tape.around("1:loss", 3.25).t], [-6, 0.5]);
});

test("one that has ended stays at its end, and the other goes on", () => {
  const tape = pair({ spans: [UPDATES, UPDATES], total: 40 });
  fill(tape, "a", 0, 3, (step) => step);
  tape.absorb({ run: "a", end: 12 });
  fill(tape, "b", 0, 7, (step) => -step);
  assert.deepEqual([tape.last, tape.row("step", 30).values(null)[0], tape.row("loss", 30).values(null)[0]], [40, 12, 12]);
  assert.equal(tape.row("1:loss", 30).values(null)[0], -30);
});

test("why a run has stopped is known from its last step on, and of no other run", () => {
  const tape = pair({ spans: [UPDATES, UPDATES], total: 40 });
  const stopped = (step) => ["stopped", "1:stopped"].map((name) => tape.row(name, step).values(null)[0]);
  assert.deepEqual(stopped(39), [0, 0]);
  tape.absorb({ run: "a", end: 12, why: 3 });
  assert.deepEqual([stopped(11), stopped(12), stopped(39)], [[0, 0], [4, 0], [4, 0]]);
});

test("a part belongs to the run whose name it has, and to no other", () => {
  const tape = pair();
  assert.equal(tape.absorb({ run: "c", pieces: [chunk(0, 0, 4, { loss: () => 1 })] }), false);
  assert.equal(tape.absorb({ run: "b", pieces: [chunk(0, 0, 4, { loss: () => 1 })] }), true);
  assert.deepEqual([tape.row("loss", 0), tape.chunkAt(0)], [null, null]);
  fill(tape, "a", 0, 0, () => 2);
  assert.ok(tape.chunkAt(0));
});

test("it can be played as far as all runs are here", () => {
  const tape = pair();
  fill(tape, "a", 0, 3, (step) => step);
  fill(tape, "b", 0, 1, (step) => step); // its steps 0 to 9: half of the way to step 5
  assert.deepEqual([tape.reach(0), tape.buffered], [4.5, [[0, 4.5]]]);
  fill(tape, "b", 2, 7, (step) => step);
  assert.equal(tape.reach(0) >= 19, true);
});

test("while it plays a run shows its last keyframe, at rest only what is exact", () => {
  const tape = pair({ kept: { stride: 4 } });
  const keys = { ...chunk(0, 0, 39, {}), stride: 4 };
  keys.arrays.theta = { data: Float64Array.from({ length: 10 }, (_, i) => 4 * i), shape: [10], rows: 10, width: 1, each: "key", lo: 0, gain: 1 };
  tape.runs[1].chunkSteps = 40;
  tape.absorb({ run: "b", pieces: [keys] });
  assert.equal(tape.row("1:theta", 3), null);
  tape.moving = true;
  assert.equal(tape.row("1:theta", 3).values(null)[0], 4);
});

test("a line stands over the clock, and its end where the run is", () => {
  const tape = pair();
  fill(tape, "a", 0, 3, (step) => step);
  fill(tape, "b", 0, 7, (step) => -step);
  const [own, kept] = ["loss", "1:loss"].map((name) => tape.column(name, null).upTo(3));
  assert.deepEqual([[...own.x], [...own.y]], [[0, 2, 4, 6], [0, 1, 2, 3]]);
  assert.deepEqual([[...kept.x], [...kept.y]], [[0, 1, 2, 3, 4, 5, 6], [0, -1, -2, -3, -4, -5, -6].map((y) => y + 0)]);
  assert.deepEqual([tape.across("loss", 3), tape.across("1:loss", 3), tape.value(3)], [6, 6, 6]);
});

test("what will soon be played of each run is what the clock will reach", () => {
  const tape = pair();
  const [, kept] = tape.runs;
  assert.deepEqual(tape.placeIn(kept, { position: 5, playing: true, speed: 1 }), { position: 10, playing: true, speed: 2 });
  assert.equal(tape.placeIn(kept, { position: 5, playing: false, speed: 1 }).position, 10);
});
