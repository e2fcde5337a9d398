import assert from "node:assert/strict";
import { test } from "node:test";
import { compared, stretched, sumTold, sums } from "../../static/player/matrices/model.js";

test("weighted sums are those of NumPy, and say how they come about", () => {
  const [x, W, b] = [[[1, 2], [0, -1]], [[0.5, 1], [-2, 3]], [0.1, 0]];
  assert.deepEqual(sums(x, W, b), [[-3.4, 7], [2.1, -3]]);
  assert.equal(sumTold(x, W, b, 1, 0), "z[1,0] = 0 × 0.5 + −1 × (−2) + 0.1 = 2.1");
});

test("arrays are stretched where a side is one, and refused where shapes clash", () => {
  assert.deepEqual(stretched([4, 1], [4, 2])(2, 1), [2, 0]);
  assert.deepEqual(stretched([1, 2], [4, 2])(2, 1), [0, 1]);
  assert.deepEqual(stretched([1, 1], [4, 2])(2, 1), [0, 0]);
  assert.equal(stretched([1, 4], [4, 2]), null);
  assert.deepEqual(compared([4, 2], [4]).map(({ a, b, fits }) => [a, b, fits]), [[4, null, true], [2, 4, false]]);
});
