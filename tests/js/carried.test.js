import assert from "node:assert/strict";
import { test } from "node:test";

import { unfilter } from "../../pages/player/page/unfilter.js";
import { Several } from "../../static/player/several.js";
import { unpack } from "../../static/player/shared/packet.js";
import { HEADER, packet, tapeArray } from "./making.js";

/** A whole run of 20 steps with pictures at every `stride`-th. */
function sparse(run, stride) {
  const steps = Array.from({ length: 21 }, (_, step) => step);
  const keys = steps.filter((step) => step % stride === 0);
  const arrays = { loss: tapeArray(steps), field: tapeArray(keys.map((step) => 10 * step), { each: "key" }) };
  const piece = { kind: "chunk", number: 0, first: 0, last: 20, stride, arrays };
  return { ...HEADER, run, chunk_steps: 20, stride, end: 20, keys_only: stride > 1, pieces: [piece] };
}

/** Two runs by updates, whose keyframes are every second and every fourth step, as one page carries them. */
function carried() {
  const plain = [[0, 0, 1, 1, 1]];
  const together = { runs: [sparse("a", 2), sparse("b", 4)], spans: [plain, plain] };
  const scene = /** @type {any} */ ({});
  return new Several({ run: "a+b", total: 20, stride: 4, keys_only: true, chunk_steps: 20, rate: 10, scene_id: "", scene, together });
}

test("runs that came whole are there from the start", () => {
  const tape = carried();
  assert.deepEqual([tape.whole, tape.last, tape.reach(0), tape.buffered], [true, 20, 20, [[0, 20]]]);
});

test("where only keyframes came, numbers and pictures of a run are of its last one", () => {
  const tape = carried();
  const read = (name) => tape.row(name, 7)?.values(null)[0];
  assert.deepEqual(["step", "loss", "field"].map(read), [6, 6, 60]);
  assert.deepEqual(["1:step", "1:loss", "1:field"].map(read), [4, 4, 40]);
});

test("one rests and steps where all have keyframes", () => {
  const tape = carried();
  assert.deepEqual([tape.restAt(7), tape.restAt(5), tape.restAt(19)], [8, 4, 20]);
  assert.deepEqual([tape.beside(8, 1), tape.beside(8, -1), tape.beside(20, -1)], [12, 4, 16]);
});

test("the arrays of each run are opened", () => {
  const run = (put, value) => ({ run: `${value}`, pieces: [{ arrays: { loss: put("f8", [2], [value, -value]) } }] });
  const { together } = unpack(packet((put) => ({ together: { runs: [run(put, 1), { run: "b" }, run(put, 3)], spans: [] } })));
  assert.deepEqual([...together.runs[0].pieces[0].arrays.loss.data], [1, -1]);
  assert.deepEqual([...together.runs[2].pieces[0].arrays.loss.data], [3, -3]);
});

test("bytes are put together again from their differences, row by row", () => {
  // (1 2) (4 6) (3 255), each row less the one before, then from the left: 1 1, 3 1, 255 250
  const filtered = packet((put) => ({ images: put("u1", [3, 2], [1, 1, 3, 1, 255, 250]) }));
  const bytes = unfilter(filtered);
  const start = 4 + new DataView(bytes.buffer).getUint32(0, true);
  assert.deepEqual([...bytes.subarray(start, start + 6)], [1, 2, 4, 6, 3, 255]);
});
