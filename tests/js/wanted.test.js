import assert from "node:assert/strict";
import { test } from "node:test";

import { Tape } from "../../static/player/tape.js";
import { elsewhere, urgent } from "../../static/player/wanted.js";
import { HEADER, chunk } from "./making.js";

const LONG = { ...HEADER, total: 1000, chunk_steps: 10 }; // 10 steps a second: four seconds are four parts
const part = (number, arrays = { loss: (step) => step }) => chunk(number, number ? 10 * number + 1 : 0, 10 * number + 10, arrays);
const parts = (wants) => wants.map((want) => want.part ?? want.window);
const at = (position, more = {}) => ({ position, playing: true, speed: 1, ...more });

test("what plays next comes first, four seconds of it, more at a higher speed", () => {
  const tape = new Tape({ ...LONG, pieces: [part(3)] });
  assert.deepEqual(parts(urgent(tape, at(25))), [2, 4, 5, 6]);
  assert.deepEqual(parts(urgent(tape, at(25, { speed: 2 }))), [2, 4, 5, 6, 7, 8, 9, 10]);
});

test("at rest the gaps behind are wanted too, the nearest first; while it plays they are not", () => {
  const tape = new Tape({ ...LONG, pieces: [5, 6, 7, 8, 9].map((number) => part(number)) });
  assert.deepEqual(parts(urgent(tape, at(52))), []);
  assert.deepEqual(parts(urgent(tape, at(52, { playing: false }))), [4, 3, 2, 1, 0]);
});

test("when nothing is urgent: what lies before the position, then the rest", () => {
  const tape = new Tape({ ...LONG, total: 60, pieces: [part(2), part(3)] });
  assert.deepEqual(elsewhere(tape, 25), [1, 0, 4, 5]);
});

test("a tape that is wanted at once is asked for from the position on, then before it", () => {
  const tape = new Tape({ ...LONG, total: 100, at_once: true, rate: 1, pieces: [part(5)] });
  assert.deepEqual(parts(urgent(tape, at(41, { playing: false }))), [4, 3, 2, 1, 0, 6, 7, 8, 9]);
});

test("a run that has ended has nothing behind its end", () => {
  const tape = new Tape({ ...LONG, end: 27, pieces: [part(0), part(1)] });
  assert.deepEqual(parts(urgent(tape, at(5))), [2]);
});

test("where parts have keyframes only, the exact steps around a rest are wanted, as soon as its part is here", () => {
  const header = { ...LONG, total: 100, stride: 5, chunk_steps: 100 };
  const keys = { ...chunk(0, 0, 100, {}), stride: 5, arrays: { w: { ...chunk(0, 0, 20, { w: (k) => k }).arrays.w, each: "key" } } };
  const rest = at(60, { playing: false });
  assert.deepEqual(parts(urgent(new Tape(header), rest)), [0]);
  const tape = new Tape({ ...header, pieces: [keys] });
  assert.deepEqual(parts(urgent(tape, rest)), [[40, 79]]);
  assert.deepEqual(parts(urgent(tape, at(60))), [], "not while it plays");
  tape.absorb({ pieces: [{ ...chunk(0, 40, 79, { w: (k) => k }), kind: "detail" }] });
  assert.deepEqual(parts(urgent(tape, rest)), []);
});

test("words in another language are wanted of what is here", () => {
  const tape = new Tape({ ...LONG, total: 30, pieces: [part(0), part(1), part(2)] });
  tape.forgetWords();
  assert.deepEqual(parts(urgent(tape, at(5))), [0, 1, 2]);
});
