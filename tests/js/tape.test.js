import assert from "node:assert/strict";
import { test } from "node:test";

import { decimate } from "../../static/player/column.js";
import { Tape } from "../../static/player/tape.js";
import { HEADER, chunk, tapeArray } from "./making.js";

const square = { loss: (step) => step * step };
const said = (at, text) => ({ at, text });

test("a number is there as soon as its chunk is, whatever the order", () => {
  const tape = new Tape(HEADER);
  assert.equal(tape.row("loss", 7), null);
  assert.equal(tape.absorb({ pieces: [chunk(1, 6, 10, square)] }), true);
  assert.deepEqual([...tape.row("loss", 7).values(null)], [49]);
  assert.equal(tape.row("other", 7), null);
  assert.equal(tape.absorb({ pieces: [chunk(1, 6, 10, square)] }), false, "nothing new");
});

test("buffered stretches meet, and reach tells how far one can play", () => {
  const tape = new Tape({ ...HEADER, pieces: [chunk(3, 16, 20, square), chunk(0, 0, 5, square), chunk(1, 6, 10, square)] });
  assert.deepEqual(tape.buffered, [[0, 10], [16, 20]]);
  assert.deepEqual([tape.reach(2), tape.reach(12), tape.reach(17)], [10, -1, 20]);
});

test("the end is known later: a run that ended early has fewer chunks", () => {
  const tape = new Tape(HEADER);
  assert.deepEqual([tape.last, tape.chunkCount, tape.chunkOf(20)], [20, 4, 3]);
  tape.absorb({ end: 8 });
  assert.deepEqual([tape.last, tape.chunkCount, tape.chunkOf(20)], [8, 2, 1]);
});

test("between keyframes pictures are blended, numbers are not", () => {
  const key = { ...chunk(0, 0, 10, {}), stride: 5 };
  key.arrays.field = tapeArray([0, 0, 10, 20, 30, 60], { shape: [3, 2], each: "key" });
  key.arrays.loss = tapeArray(Array.from({ length: 11 }, (_, i) => i));
  const tape = new Tape({ ...HEADER, total: 10, stride: 5, chunk_steps: 10, pieces: [key] });
  assert.equal(tape.row("field", 7), null);
  assert.deepEqual([...tape.row("loss", 7).values(null)], [7]);
  const { a, b, t } = tape.around("field", 7.5);
  assert.deepEqual([[...a.values(null)], [...b.values(null)], t], [[10, 20], [30, 60], 0.5]);
  assert.deepEqual([...tape.row("field", 10).values([1])], [60]);
});

test("an exact window answers where chunks have keyframes only", () => {
  const key = { ...chunk(0, 0, 10, {}), stride: 5 };
  key.arrays.w = tapeArray([0, 50, 100], { each: "key" });
  const tape = new Tape({ ...HEADER, total: 10, stride: 5, chunk_steps: 10, pieces: [key] });
  assert.equal(tape.exact, false);
  tape.absorb({ pieces: [{ ...chunk(0, 5, 9, { w: (step) => 10 * step + 1 }), kind: "detail" }] });
  assert.deepEqual([...tape.row("w", 7).values(null)], [71]);
  assert.deepEqual([tape.covers(5, 9), tape.covers(4, 9)], [true, false]);
});

test("a history has gaps where nothing has come, and fills them", () => {
  const tape = new Tape({ ...HEADER, pieces: [chunk(1, 6, 10, square)] });
  const column = tape.column("loss", null);
  assert.deepEqual([...column.upTo(7).y].slice(4), [NaN, NaN, 36, 49]);
  tape.absorb({ pieces: [chunk(0, 0, 5, square)] });
  assert.deepEqual([...column.upTo(3).x], [0, 1, 2, 3]);
  assert.deepEqual([...column.upTo(3).y], [0, 1, 4, 9]);
});

test("a history of keyframes ends at the shown step as soon as that step's own number is there", () => {
  const key = { ...chunk(0, 0, 10, {}), stride: 5 };
  key.arrays.w = tapeArray([0, 50, 100], { each: "key" });
  const tape = new Tape({ ...HEADER, total: 10, stride: 5, chunk_steps: 10, pieces: [key] });
  const line = (step) => tape.column("w", null).upTo(step);
  assert.deepEqual(line(7), { x: [0, 5], y: [0, 50] });
  tape.absorb({ pieces: [{ ...chunk(0, 5, 9, { w: (step) => 10 * step + 1 }), kind: "detail" }] });
  assert.deepEqual(line(7), { x: [0, 5, 7], y: [0, 50, 71] });
  assert.deepEqual(line(10), { x: [0, 5, 10], y: [0, 50, 100] });
});

test("a long history loses no spike and ends at the present step", () => {
  const y = Float64Array.from({ length: 5000 }, (_, i) => Math.sin(i));
  y[1234] = 99;
  y[4321] = -99;
  const { x, y: kept } = decimate(y, 5000, 10);
  assert.ok(x.length < 2000);
  assert.equal(kept[x.indexOf(1244)], 99);
  assert.equal(kept[x.indexOf(4331)], -99);
  assert.equal(x.at(-1), 5009);
  assert.ok(x.every((value, i) => i === 0 || value > x[i - 1]), "every point is later than the one before");
});

test("a gap in a long history hides nothing beside it", () => {
  const y = new Float64Array(4500).fill(1); // five numbers a bucket
  y.set([NaN, 7, NaN, -7, 1], 100);
  const { x, y: kept } = decimate(y, 4500, 0);
  assert.deepEqual([kept[x.indexOf(101)], kept[x.indexOf(103)]], [7, -7]);
});

test("sentences stand in their order, in whichever order their parts come", () => {
  const tape = new Tape(HEADER);
  tape.absorb({ pieces: [chunk(1, 6, 10, square, { captions: [said(7, "c")] })] });
  tape.absorb({ pieces: [chunk(0, 0, 5, square, { captions: [said(0, "a"), said(2, "b")] })] });
  assert.deepEqual(tape.captions.map(({ text }) => text), ["a", "b", "c"]);
});

test("in another language the old words stay until all of the new ones have come", () => {
  const parts = (words) => [
    chunk(0, 0, 5, square, { captions: [said(1, words[0])] }), chunk(1, 6, 10, square, { captions: [said(8, words[1])] }),
  ];
  const tape = new Tape({ ...HEADER, pieces: parts(["one", "two"]) });
  const [first, second] = parts(["ichi", "ni"]);
  tape.forgetWords();
  tape.absorb({ pieces: [first] });
  assert.deepEqual(tape.captions.map(({ text }) => text), ["one", "two"]);
  tape.absorb({ pieces: [second] });
  assert.deepEqual(tape.captions.map(({ text }) => text), ["ichi", "ni"]);
});
