import assert from "node:assert/strict";
import { test } from "node:test";

import { Computed } from "../../static/player/layers/computed.js";
import { Tape } from "../../static/player/tape.js";
import { HEADER, chunk, tapeArray } from "./making.js";

const SPEC = { array: "params", sizes: [2, 1], hidden: "tanh", output: "linear", threshold: 0.5 };
const SQUARE = [-1, 1];

/** y = step · x₀ + 2 x₁ − 1 at each step, or at keyframes two steps apart. */
function run(each = "step") {
  const steps = each === "step" ? [0, 1, 2, 3, 4] : [0, 2, 4];
  const params = tapeArray(steps.flatMap((step) => [step, 2, -1]), { shape: [steps.length, 3], each });
  const piece = { ...chunk(0, 0, 4, {}), stride: each === "step" ? 1 : 2, arrays: { params } };
  return new Tape({ ...HEADER, total: 4, stride: piece.stride, pieces: [piece] });
}

test("the field is the network's output, the lowest y first", () => {
  const computed = new Computed(SPEC, SQUARE, SQUARE);
  const { side, a, t } = computed.around(run(), 3);
  assert.equal(t, 0);
  const at = (column, row) => a[row * side + column];
  assert.deepEqual([at(0, 0), at(side - 1, 0), at(0, side - 1), at(side - 1, side - 1)], [-6, 0, -2, 4]);
  assert.equal(computed.at(run(), 3, 0.25, 0.5), 0.75);
});

test("between two steps their fields are blended, exact at each", () => {
  const computed = new Computed(SPEC, SQUARE, SQUARE);
  const { a, b, t } = computed.around(run(), 2.25);
  assert.deepEqual([a[0], b[0], t], [-5, -6, 0.25]);
});

test("where only keyframes have parameters, the two around are", () => {
  const { a, b, t } = new Computed(SPEC, SQUARE, SQUARE).around(run("key"), 3);
  assert.deepEqual([a[0], b[0], t], [-5, -7, 0.5]);
});

test("what was computed is kept while the moment is near; without parameters there is nothing", () => {
  const computed = new Computed(SPEC, SQUARE, SQUARE);
  const tape = run();
  computed.learn = () => {};
  assert.equal(computed.around(tape, 1.5).a, computed.around(tape, 1.75).a);
  assert.equal(computed.around(tape, 1.5).b, computed.around(tape, 2.5).a);
  assert.equal(computed.around(new Tape(HEADER), 1), null);
  assert.equal(computed.at(new Tape(HEADER), 1, 0, 0), null);
});

test("pictures are as fine as there is time for in each frame, or ten times a second", () => {
  const computed = new Computed(SPEC, SQUARE, SQUARE);
  const learned = (took, side) => (computed.learn(took, side), [computed.side, computed.slow]);
  assert.deepEqual(learned(0.3, 60), [100, false]);
  assert.deepEqual(learned(12, 100), [43, false]);
  assert.deepEqual(learned(8, 60), [60, true], "too slow for each frame even at 40");
  assert.deepEqual(learned(30, 60), [40, true]);
  assert.deepEqual(learned(2, 40), [60, true], "hardly fast enough again is not worth a change");
  assert.deepEqual(learned(0.5, 40), [84, false]);
});

/** One whose pictures take 20 ms each, and its clock. */
function slowly() {
  const clock = { time: 1000 };
  const computed = new Computed(SPEC, SQUARE, SQUARE, { now: () => clock.time });
  const { compute } = computed;
  computed.compute = (...asked) => {
    clock.time += 20;
    return compute.apply(computed, asked);
  };
  computed.learn = () => (computed.slow = true);
  return { clock, computed };
}

test("of a slow network one picture at a time is made, and the last ones stay until its time has come", () => {
  const { clock, computed } = slowly();
  const tape = run("key");
  const seen = (position) => {
    const { a, b, t } = computed.inTime(tape, position);
    return [a[0], b[0], t, computed.late];
  };
  assert.deepEqual(seen(0.5), [-3, -5, 0.25, false], "the first two at once: nobody knows yet how slow it is");
  assert.deepEqual(seen(1), [-3, -5, 0.5, false], "what is known costs nothing");
  assert.deepEqual(seen(2.5), [-5, -5, 0, true]);
  assert.deepEqual(seen(2.75), [-5, -5, 0, true]);
  clock.time += 100;
  assert.deepEqual(seen(3), [-5, -7, 0.5, false]);
});

test("a slow picture comes even if nothing moves any more", () => {
  const { clock, computed } = slowly();
  const tape = run("key");
  computed.inTime(tape, 0);
  assert.deepEqual([computed.inTime(tape, 4).a[0], computed.late], [-3, true]);
  clock.time += 100;
  assert.deepEqual([computed.inTime(tape, 4).a[0], computed.late], [-7, false]);
});

test("another run's first picture does not wait", () => {
  const { computed } = slowly();
  computed.inTime(run("key"), 0);
  const other = Object.assign(run("key"), { run: "other" });
  assert.deepEqual([computed.inTime(other, 4).a[0], computed.late], [-7, false]);
});
