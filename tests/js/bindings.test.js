import assert from "node:assert/strict";
import { test } from "node:test";

import { applyTo, asRestyle, changesAt, ghostChanges, keepGhosts } from "../../static/player/panels/bindings.js";
import { Curves } from "../../static/player/panels/curves.js";
import { remedy } from "../../static/player/panels/drowned.js";
import { Tape } from "../../static/player/tape.js";
import { HEADER, chunk, tapeArray } from "./making.js";

const run = (at) => new Tape({ ...HEADER, total: 5, pieces: [chunk(0, 0, 5, { loss: at })] });
const history = { type: "history", trace: 0, array: "loss", index: null, ghost: 1 };

test("a line goes up to the shown step, its point stands at the end", () => {
  const tape = run((step) => 10 - step);
  const changes = changesAt([history, { type: "point", trace: 2, array: "loss", index: null }], tape, 3);
  const value = (trace, attr) => [...changes.find((change) => change.trace === trace && change.attr === attr).value];
  assert.deepEqual([value(0, "x"), value(0, "y")], [[0, 1, 2, 3], [10, 9, 8, 7]]);
  assert.deepEqual([value(2, "x"), value(2, "y")], [[3], [7]]);
});

test("between keyframes a curve is drawn between the two that are known; before any has come it stays", () => {
  const key = { ...chunk(0, 0, 10, {}), stride: 10 };
  key.arrays.fit = tapeArray([0, 0, 10, 20], { shape: [2, 2], each: "key" });
  const tape = new Tape({ ...HEADER, total: 10, stride: 10, chunk_steps: 10, pieces: [key] });
  const binding = { type: "set", trace: 0, attr: "y", array: "fit", index: null };
  assert.deepEqual([...changesAt([binding], tape, 5)[0].value], [5, 10]);
  assert.deepEqual(changesAt([binding], new Tape(HEADER), 5), []);
});

/** y = 10 + 2 (step · x − 1) at 0, ½ and 1. */
const FIT = {
  of: { array: "params", sizes: [1, 1], hidden: "tanh", output: "linear", threshold: 0.5 },
  x: [0, 1], points: 3, size: 2, shift: 10,
};
const CURVES = [{ type: "curve", trace: 0 }, { type: "curve", trace: 1, part: 0 }, { type: "curve", trace: 2, part: "bias" }];

test("a curve and its parts follow the parameters of the shown step", () => {
  const params = tapeArray([0, 1, 2].flatMap((step) => [step, -1]), { shape: [3, 2] });
  const tape = new Tape({ ...HEADER, total: 2, pieces: [{ ...chunk(0, 0, 2, {}), arrays: { params } }] });
  const curves = new Curves(FIT);
  const drawn = (step) => changesAt(CURVES, tape, step, curves).map(({ trace, attr, value }) => [trace, attr, [...value]]);
  const at2 = [[0, "y", [8, 10, 12]], [1, "y", [0, 2, 4]], [2, "y", [8, 8, 8]]];
  assert.deepEqual(drawn(2), at2);
  assert.deepEqual(drawn(1)[0], [0, "y", [8, 9, 10]]);
  assert.deepEqual(drawn(2), at2, "what was drawn in between leaves nothing behind");
  assert.deepEqual(changesAt(CURVES, new Tape(HEADER), 2, curves), [], "before any parameters have come they stay");
});

test("where only keyframes have parameters, curves between them are blended", () => {
  const params = tapeArray([0, -1, 4, -1], { shape: [2, 2], each: "key" });
  const key = { ...chunk(0, 0, 4, {}), stride: 4, arrays: { params } };
  const tape = new Tape({ ...HEADER, total: 4, stride: 4, chunk_steps: 4, pieces: [key] });
  const [fit, unit] = changesAt(CURVES, tape, 1, new Curves(FIT));
  assert.deepEqual([[...fit.value], [...unit.value]], [[8, 9, 10], [0, 1, 2]]);
});

test("one restyle takes all changes; what is not said stays as it is", () => {
  const [update, traces] = asRestyle([
    { trace: 4, attr: "x", value: [1] }, { trace: 4, attr: "y", value: [2] }, { trace: 7, attr: "y", value: [3] },
  ]);
  assert.deepEqual(traces, [4, 7]);
  assert.deepEqual(update, { x: [[1], undefined], y: [[2], [3]] });
  const data = [{ marker: { size: 3 } }];
  applyTo(data, [{ trace: 0, attr: "marker.color", value: "red" }]);
  assert.deepEqual(data, [{ marker: { size: 3, color: "red" } }]);
});

test("the run before stays as a ghost, but not where it is far out of this run's picture", () => {
  const ghosts = new Map();
  keepGhosts([history, { ...history, ghost: undefined, array: "other" }], run((step) => (step === 0 ? 1000 : step)), ghosts);
  const [x, y] = ghostChanges([history], ghosts, run(() => 1));
  assert.deepEqual([x.trace, y.trace], [1, 1]);
  assert.deepEqual(y.value, [NaN, 1, 2, 3, 4, 5]);
  assert.deepEqual(ghostChanges([{ ...history, ghost: undefined }], ghosts, run(() => 1)), []);
});

test("a line that runs away gets a logarithmic axis, one that hardly moves an axis from 0", () => {
  const lines = (at, count) => {
    const steps = [0, 1, 2, 3, 4, 5].flatMap(at);
    const piece = { ...chunk(0, 0, 5, {}), arrays: { v: tapeArray(steps, { shape: [6, count] }) } };
    return new Tape({ ...HEADER, total: 5, pieces: [piece] });
  };
  assert.deepEqual(remedy({ array: "v", lines: 1 }, lines((step) => 10 ** step, 1)), { log: true });
  assert.deepEqual(remedy({ array: "v", lines: 1 }, lines((step) => 5 - step, 1)), {});
  assert.deepEqual(remedy({ array: "v", lines: 2 }, lines((step) => [1, (-10) ** step], 2)), { cut: 5, range: [-5, 5] });
  const { range } = remedy({ array: "v", lines: 1 }, lines((step) => 2 + 1e-9 * step, 1));
  assert.equal(range[0], 0);
  const two = new Tape({ ...HEADER, total: 5, pieces: [chunk(0, 0, 5, { a: (step) => 9 - step, b: (step) => 10 ** step })] });
  assert.deepEqual(remedy({ array: "a", lines: 1, others: ["b"] }, two), { log: true }, "a run beside it diverges");
  assert.deepEqual(remedy({ array: "a", lines: 1, others: ["a"] }, two), {});
});
