/** A curve drawn by hand: strokes, what lies between them, and what is sent. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Curve } from "../../static/player/guess/curve.js";
import { drawn } from "../../static/player/guess/room.js";

test("it begins level at the first loss, and nothing is drawn yet", () => {
  const curve = new Curve(5, 0.4, 0.6);
  assert.deepEqual([...curve.values], [0.4, 0.4, 0.4, 0.4, 0.4]);
  assert.equal(curve.drawn, false);
});

test("a point goes on level; a later one is joined to it in a straight line", () => {
  const curve = new Curve(5, 0.4, 0.6);
  curve.stroke(1, 1, 0.2);
  assert.deepEqual([...curve.values], [0.4, 0.2, 0.2, 0.2, 0.2]);
  curve.stroke(3, 3, 0);
  assert.deepEqual([...curve.values].map((value) => Number(value.toFixed(9))), [0.4, 0.2, 0.1, 0, 0]);
});

test("a stroke passes all places between, either way, and never moves the first loss", () => {
  const curve = new Curve(5, 0.4, 0.6);
  curve.stroke(4, 4, 0);
  curve.stroke(4, 0, 0.6);
  assert.deepEqual([...curve.values].map((value) => Number(value.toFixed(9))), [0.4, 0.45, 0.3, 0.15, 0]);
  curve.wipe();
  assert.deepEqual([...curve.values], Array(5).fill(0.4));
});

test("codes are of letters that nobody takes for others", () => {
  for (let k = 0; k < 200; k++) assert.match(drawn(6), /^[a-hjkmnp-z2-9]{6}$/);
});
