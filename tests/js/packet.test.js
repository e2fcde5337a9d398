import assert from "node:assert/strict";
import { test } from "node:test";

import { unpack, unpackWith } from "../../static/player/shared/packet.js";
import { packet } from "./making.js";

test("arrays of a piece are opened with their shape, their kind and their scale", () => {
  const bytes = packet((put) => ({
    run: "größe",
    pieces: [{ arrays: {
      loss: put("f8", [3], [0.5, 0.25, NaN]),
      field: put("u2", [2, 1, 2], [0, 65535, 13107, 32768], { each: "key", scale: [-1, 1] }),
    } }],
  }));
  const { run, pieces: [{ arrays: { loss, field } }] } = unpack(bytes);
  assert.equal(run, "größe");
  assert.deepEqual([...loss.data], [0.5, 0.25, NaN]);
  assert.deepEqual([loss.rows, loss.width, loss.each, loss.gain], [3, 1, "step", 1]);
  assert.deepEqual([field.rows, field.width, field.each], [2, 2, "key"]);
  const values = [...field.data].map((level) => field.lo + field.gain * level);
  assert.deepEqual(values.map((value) => value.toFixed(4)), ["-1.0000", "1.0000", "-0.6000", "0.0000"]);
});

test("a message that begins at an odd address can be read", () => {
  const bytes = packet((put) => ({ pieces: [{ arrays: { w: put("f8", [2], [1.5, -2]) } }] }));
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  assert.deepEqual([...unpack(shifted.subarray(3)).pieces[0].arrays.w.data], [1.5, -2]);
});

test("a panel's own data is opened, a layer's too, and whoever knows where else arrays stand opens them there", () => {
  const layers = (put) => [{ data: put("f4", [2], [1, 2]) }, {}];
  const scene = (put) => ({ scene: { panels: [{ layers: layers(put) }, { data: put("f4", [1, 2], [3, 4]) }, {}] } });
  const [first, second] = unpack(packet(scene)).scene.panels;
  assert.deepEqual([...first.layers[0].data.data], [1, 2]);
  assert.deepEqual([[...second.data.data], second.data.rows, second.data.width], [[3, 4], 1, 2]);
  const deep = packet((put) => ({ thumbs: [{ frames: put("i4", [2], [7, -7]) }] }));
  assert.deepEqual([...unpackWith(deep, (header, open) => open(header.thumbs[0].frames)).data], [7, -7]);
});
