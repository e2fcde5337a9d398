import assert from "node:assert/strict";
import { test } from "node:test";

import { contour } from "../../static/player/shared/contour.js";

function segments(field, nx, ny, level) {
  const found = [];
  contour(Float32Array.from(field), nx, ny, level, (...ends) => found.push(ends));
  return found;
}

test("an even slope is cut by one straight line where it has the level", () => {
  const ramp = [0, 1, 2, 0, 1, 2, 0, 1, 2];
  for (const [x0, y0, x1, y1] of segments(ramp, 3, 3, 1.5)) {
    assert.deepEqual([x0, x1], [1.5, 1.5]);
    assert.equal(Math.abs(y1 - y0), 1);
  }
  assert.equal(segments(ramp, 3, 3, 1.5).length, 2);
});

test("no line where the level is never met", () => {
  assert.deepEqual(segments([0, 1, 2, 3], 2, 2, 5), []);
});

test("around a peak the line is closed: every end is where another begins", () => {
  const peak = [0, 0, 0, 0, 1, 0, 0, 0, 0];
  const ends = segments(peak, 3, 3, 0.5).flatMap(([x0, y0, x1, y1]) => [`${x0},${y0}`, `${x1},${y1}`]);
  assert.equal(ends.length, 8);
  for (const end of ends) assert.equal(ends.filter((other) => other === end).length, 2, end);
});

test("at a saddle the high corners stay apart", () => {
  const lines = segments([1, 0, 0, 1], 2, 2, 0.5);
  assert.equal(lines.length, 2);
  for (const [x0, y0, x1, y1] of lines) {
    const [middle0, middle1] = [(x0 + x1) / 2, (y0 + y1) / 2];
    assert.ok(Math.abs(middle0 - middle1) < 1e-9, "each line cuts off one of the high corners");
  }
});
