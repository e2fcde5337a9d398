import assert from "node:assert/strict";
import { test } from "node:test";

import { Known } from "../../static/player/landscape/known.js";
import { percent, pointSaid, said } from "../../static/player/landscape/said.js";
import { wayTape } from "../../static/player/landscape/way.js";
import { Heights } from "../../static/player/relief/heights.js";

const numbers = (values, shape = [values.length]) => ({ data: Float64Array.from(values), shape, rows: shape[0] });
const WORDS = {
  first: "1st direction of the path, {share}", second: "2nd direction of the path, {share}", short: "direction {k}, {share}",
  loss: "loss", loss_log: "loss (log)", step: "step", slice: "on the slice", distance: "distance", infinite: "not finite",
  random_first: "1st random", random_second: "2nd random",
  hides_path: "2 of {n}: {outside} outside.", here: "Step {step}: {loss}, slice {slice}, {distance} away.",
};
const SPEC = { words: WORDS, names: { "w1.0.1": "x₀→h₁", "b1.1": "b(h₁)" } };
const ANSWER = {
  kind: "path", names: [], parameters: 17, shares: [0.956, 0.0384], outside: 0.0055, x: [-4, 2], y: [0, 10],
  scale: { low: 1, high: 9, finest: null, levels: [3, 6] }, land: numbers([1, 2, 4, 8, 50, Infinity], [2, 3]),
  steps: numbers([0, 10, 15]), places: numbers([-4, 0, 0, 5, 2, 10], [3, 2]), losses: numbers([9, 2, 1]),
  below: numbers([7.5, 2.25, NaN]), distances: numbers([0.5, 0.25, 0]), takes: true,
};

test("the path's points stand at their steps, and between them the point is on its way", () => {
  const known = new Known(ANSWER, SPEC);
  assert.deepEqual([0, 5, 10, 12, 15, 99].map((step) => known.indexAt(step)), [0, 0.5, 1, 1.4, 2, 2]);
  assert.deepEqual(known.place(1), [0, 5]);
  const tape = wayTape(known);
  assert.deepEqual([...tape.column("place", [0, 1]).y], [0, 5, 10]);
  assert.equal(tape.last, 2);
});

test("a place has its nearest point of the grid, with the loss as it came", () => {
  const known = new Known(ANSWER, SPEC);
  assert.deepEqual(known.nearest([-0.9, 1]), [1, 0]);
  assert.deepEqual(known.nearest([100, 100]), [2, 1]);
  assert.deepEqual(known.placeOf([1, 1]), [-1, 10]);
  assert.equal(known.lossAt([1, 0]), 2);
  assert.equal(known.lossAt([2, 1]), Infinity);
  assert.equal(known.within([3, 3]), null);
  assert.deepEqual(known.within([1, 3]), [1, 3]);
});

test("what is not finite, or too high to be told apart, looks like the highest", () => {
  const known = new Known(ANSWER, SPEC);
  assert.deepEqual([...known.samples.data.data], [1, 2, 4, 8, 9, 9]);
  assert.deepEqual([...known.heights], [7.5, 2.25, 9]);
  const none = new Known({ ...ANSWER, scale: null, land: numbers([NaN, Infinity, NaN, NaN, NaN, NaN], [2, 3]) }, SPEC);
  assert.ok([...none.samples.data.data, ...none.heights].every(Number.isFinite));
});

test("axes are named by what they are, in short where there is no room", () => {
  const names = (answer, room) => new Known({ ...ANSWER, ...answer }, SPEC).names((words) => words.length, room);
  assert.deepEqual(names({}, 99), ["1st direction of the path, 96\u00a0%", "2nd direction of the path, 3.8\u00a0%"]);
  assert.deepEqual(names({}, 20), ["direction 1, 96\u00a0%", "direction 2, 3.8\u00a0%"]);
  assert.deepEqual(names({ kind: "weights", names: ["b1.1", "w9.9.9"], shares: null }, 99), ["b(h₁)", "w9.9.9"]);
  assert.deepEqual(names({ kind: "random", shares: null }, 99), ["1st random", "2nd random"]);
});

test("what is said of the slice are the numbers of the keyframe that was reached", () => {
  assert.deepEqual(said(ANSWER, WORDS, 1), ["2 of 17: 0.5\u00a0% outside.", "Step 10: 2, slice 2.25, 0.25 away."]);
  assert.equal(said(ANSWER, WORDS, 2)[1], "Step 15: 1, slice not finite, 0 away.");
  assert.deepEqual(pointSaid(ANSWER, WORDS, 0), ["step 0", "loss = 9", "on the slice = 7.5", "distance = 0.5"]);
});

test("a share that is not nothing is never said to be nothing", () => {
  const shares = [0, 1e-9, 0.00049, 0.0005, 0.0384, 0.956, 1].map(percent);
  assert.deepEqual(shares, ["0", "< 0.1", "< 0.1", "0.1", "3.8", "96", "100"].map((number) => `${number}\u00a0%`));
});

test("heights are logarithmic down to the finest difference", () => {
  const heights = new Heights([1e-6, 1], true, 1e-6);
  assert.ok(Math.abs(heights.at(1e-3) - 0.5) < 1e-3, "half of six decades");
  assert.equal(heights.at(1e-6), 0);
  assert.ok(Math.abs(heights.at(1) - 1) < 1e-12);
  assert.ok(heights.ticks().length >= 4);
  assert.ok(new Heights([0.5, 1e300], true, 5e-301).ticks().every(([height]) => height >= 0 && height < 1.01));
});
