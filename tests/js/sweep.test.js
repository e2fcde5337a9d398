import assert from "node:assert/strict";
import { test } from "node:test";

import { axis, logTicks, tickText, ticks } from "../../static/player/sweep/axes.js";
import { Parts, openPart } from "../../static/player/sweep/parts.js";
import { Results } from "../../static/player/sweep/results.js";
import { goodness, range, turned, valueOf, written } from "../../static/player/sweep/scale.js";
import { momentAt, nearest } from "../../static/player/sweep/strip.js";

const NOTHING = { n: 0, median_loss: null, quartiles: null, median_steps: null, learned: 0, share: null, diverged: 0, pinned: null };
const cell = (said) => ({ ...NOTHING, n: 4, ...said });

// ---- numbers in cells ----------------------------------------------------------------------------

test("numbers are short, and a dash where there is none", () => {
  assert.equal(written(0.00123, "loss"), "0.0012");
  assert.equal(written(1.24e-5, "loss"), "1.2e-5");
  assert.equal(written(3e12, "loss"), "3e12");
  assert.equal(written(0.96, "share"), "96%");
  assert.deepEqual([written(120, "steps"), written(10.5, "steps")], ["120", "10.5"]);
  assert.equal(written(null, "steps"), "–");
});

test("a cell without runs has no number, whatever is shown", () => {
  for (const show of /** @type {const} */ (["loss", "steps", "share"])) assert.equal(valueOf(NOTHING, show), null);
});

test("colours follow the logarithm of losses that span much, and none where there is nothing", () => {
  const cells = [cell({ median_loss: 1e-6 }), cell({ median_loss: 1e-3 }), cell({ median_loss: 1 }), NOTHING];
  const scale = range(cells, "loss");
  assert.deepEqual(scale, { low: 1e-6, high: 1, log: true });
  assert.deepEqual([1e-6, 1e-3, 1].map((loss) => goodness(loss, scale, "loss")?.toFixed(6)), ["1.000000", "0.500000", "0.000000"]);
  assert.equal(goodness(null, scale, "loss"), null);
  assert.equal(range([NOTHING, cell({ median_loss: null })], "loss"), null);
});

test("cells that are all alike, or at zero, have a colour", () => {
  assert.equal(goodness(0.25, range([cell({ median_loss: 0.25 })], "loss"), "loss"), 1);
  const scale = range([cell({ median_loss: 0 }), cell({ median_loss: 1 })], "loss");
  assert.deepEqual([goodness(0, scale, "loss"), goodness(1, scale, "loss")], [1, 0]);
});

test("a share's colour is the share, whatever the others are", () => {
  const scale = range([cell({ share: 0.4 })], "share");
  assert.equal(goodness(0.4, scale, "share"), 0.4);
});

test("the first axis goes down only where that needs less room", () => {
  const rates = { whole: 60, each: Array(10).fill(60) };
  const optimisers = { whole: 150, each: Array(5).fill(80) };
  assert.equal(turned([rates, optimisers], 900), false);
  assert.equal(turned([rates, optimisers], 600), true);
  assert.equal(turned([optimisers, rates], 300), false, "the other way it would be wider still");
  assert.equal(turned([rates, { whole: 0, each: [0] }], 400), true, "one axis becomes a column");
});

// ---- axes ----------------------------------------------------------------------------------------

test("ticks are round, within the axis, and not too many", () => {
  assert.deepEqual(ticks(0, 500, 4), [0, 200, 400]);
  assert.deepEqual(ticks(0, 500, 6), [0, 100, 200, 300, 400, 500]);
  assert.deepEqual(ticks(3, 3, 5), [3]);
  assert.deepEqual(logTicks(2e-9, 0.3, 4).map(tickText), ["1e-7", "1e-5", "0.001", "0.1"]);
  assert.ok(logTicks(0.2, 0.7, 5).length >= 2, "less than a power of ten");
});

test("a place on an axis leads back to its value", () => {
  for (const log of [false, true]) {
    const y = axis([0.001, 10], [300, 20], { log });
    assert.deepEqual([Math.round(y.at(0.001)), Math.round(y.at(10))], [300, 20]);
    for (const value of [0.002, 0.5, 7]) assert.ok(Math.abs(y.value(y.at(value)) / value - 1) < 1e-9);
  }
});

// ---- what has come -------------------------------------------------------------------------------

const array = (values, shape) => ({ data: Float32Array.from(values), shape, rows: shape[0], width: values.length / shape[0], each: "step", lo: 0, gain: 1 });

const opening = { parts: 2, axes: [
  { key: "lr", name: "Rate", values: ["0.1", "1"], labels: ["0.1", "1"] },
  { key: "opt", name: "Optimiser", values: ["gd", "adam"], labels: ["gradient descent", "Adam"] },
] };

function part(number, losses) {
  const run = (place, points) => ({ cell: place, seed: 7 + number, loss: 1, points });
  const bands = { steps: array([0, 5, 0, 5, 0, 5, 0, 5], [4, 2]), losses: array(Array.from({ length: 24 }, (_, i) => i), [4, 2, 3]) };
  return { number, runs: [run(0, 2), run(3, 1)], curves: { steps: array([0, 5, 0], [3]), losses: array(losses, [3]) },
    cells: [cell({}), NOTHING, NOTHING, cell({})], bands, best: { loss: 3, steps: null, share: 0 }, sentences: { loss: { at: 0, text: "so far" } } };
}

test("each run has its own piece of the part's curves", () => {
  const results = new Results(/** @type {any} */ (opening));
  assert.equal(results.frame(), null);
  results.add(/** @type {any} */ (part(0, [0.5, 0.25, 0.5])));
  results.add(/** @type {any} */ (part(1, [0.5, 0.125, Infinity])));
  assert.ok(results.whole);
  assert.deepEqual(results.runs.map((run) => [...run.losses]), [[0.5, 0.25], [0.5], [0.5, 0.125], [Infinity]]);
  assert.deepEqual(results.of(3).map((run) => run.seed), [7, 8]);
});

test("a cell's band is its own rows: quartile, median, quartile", () => {
  const results = new Results(/** @type {any} */ (opening));
  assert.equal(results.band(0), null);
  results.add(/** @type {any} */ (part(0, [0.5, 0.25, 0.5])));
  const band = results.band(3);
  assert.deepEqual([[...band.steps], [...band.low], [...band.middle], [...band.high]], [[0, 5], [18, 21], [19, 22], [20, 23]]);
  assert.equal(results.band(1), null, "no run yet");
});

test("a cell is the first axis' value, and the second one's, which changes first", () => {
  const results = new Results(/** @type {any} */ (opening));
  assert.deepEqual([0, 1, 2, 3].map((place) => results.values(place).map(({ label }) => label).join()),
    ["0.1,gradient descent", "0.1,Adam", "1,gradient descent", "1,Adam"]);
});

test("what diverges does not make the picture higher than the starts want", () => {
  const results = new Results(/** @type {any} */ (opening));
  results.add(/** @type {any} */ (part(0, [0.5, 1e30, 0.001])));
  const { steps, low, high, log } = results.frame();
  assert.deepEqual([steps, high, log], [5, 1.5, true]);
  assert.ok(low > 0 && low <= 0.0011);
});

test("losses of zero alone have an axis too", () => {
  const results = new Results(/** @type {any} */ (opening));
  results.add(/** @type {any} */ (part(0, [0, 0, 0])));
  assert.deepEqual(results.frame(), { steps: 5, low: 0, high: 1, log: false });
});

// ---- pointing ------------------------------------------------------------------------------------

test("the nearest moment is found in any list", () => {
  const steps = Int32Array.from([0, 3, 10, 500]);
  assert.deepEqual([-5, 1, 2, 6, 7, 300, 9999].map((step) => momentAt(steps, step)), [0, 0, 1, 1, 2, 3, 3]);
  assert.equal(momentAt(Int32Array.from([0]), 40), 0);
});

test("the curve under the pointer is told of, of two as near the cell's own", () => {
  const frame = /** @type {any} */ ({ x: axis([0, 10], [0, 100]), y: axis([0, 1], [100, 0]) });
  const run = (place, loss) => ({ cell: place, steps: Int32Array.from([0, 10]), losses: Float32Array.from([loss, loss]) });
  const runs = /** @type {any} */ ([run(0, 0.5), run(1, 0.5), run(2, 0.9)]);
  assert.equal(nearest(runs, frame, [100, 50], 1)?.run.cell, 1);
  assert.equal(nearest(runs, frame, [100, 12], 1)?.run.cell, 2);
  assert.equal(nearest(/** @type {any} */ ([run(0, 0.9)]), frame, [50, 99], null), null, "nothing near");
});

// ---- parts, one after another --------------------------------------------------------------------

test("parts that came with the page are taken in order, until it is cancelled", async () => {
  const carried = [0, 1, 2].map((number) => ({ number }));
  const seen = [];
  const parts = new Parts(/** @type {any} */ ({ parts: 3, carried }), new URL("http://x/"), {
    part: ({ number }) => {
      seen.push(number);
      if (number === 1 && seen.length === 2) parts.stop();
    },
    waiting: () => {},
    refused: () => {},
  });
  await parts.go();
  assert.deepEqual([seen, parts.going], [[0, 1], false]);
  await parts.go();
  assert.deepEqual([seen, parts.going], [[0, 1, 2], false]);
});

test("one that there is not ends it, and somebody is told", async () => {
  const before = globalThis.fetch;
  globalThis.fetch = /** @type {any} */ (async () => new Response("no such part", { status: 404 }));
  let refused = 0;
  const told = { part: () => {}, waiting: () => {}, refused: () => (refused += 1) };
  const parts = new Parts(/** @type {any} */ ({ parts: 3, tape: "tape/gates/sweep/", query: "" }), new URL("http://x/"), told);
  await parts.go();
  globalThis.fetch = before;
  assert.deepEqual([refused, parts.going], [1, false]);
});

test("a part's arrays are opened where they stand", () => {
  const opened = openPart({ curves: { steps: 1, losses: 2 }, bands: { steps: 3, losses: 4 } }, (n) => 10 * n);
  assert.deepEqual(opened, /** @type {any} */ ({ curves: { steps: 10, losses: 20 }, bands: { steps: 30, losses: 40 } }));
});
