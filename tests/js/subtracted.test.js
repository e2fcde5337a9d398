import assert from "node:assert/strict";
import { test } from "node:test";

import { resampled, Subtracted } from "../../static/player/layers/subtracted.js";

/** A source of one picture, and of the value 3 everywhere. */
const source = (side, values, t = 0, b = values) => ({
  late: false, around: () => ({ side, a: Float64Array.from(values), b: Float64Array.from(b), t }), inTime: () => null, at: () => 3,
});

test("a field less another one, sample by sample, each at its own moment", () => {
  const own = source(2, [1, 2, 3, 4], 0.5, [3, 4, 5, 6]);
  const { a, side, t } = /** @type {any} */ (new Subtracted(own, source(2, [1, 1, 1, 1])).around(null, 0));
  assert.deepEqual([[...a], side, t], [[1, 2, 3, 4], 2, 0]);
});

test("of a field with other many samples what lies between them is taken", () => {
  const { a } = /** @type {any} */ (new Subtracted(source(3, Array(9).fill(1)), source(2, [0, 2, 4, 6])).around(null, 0));
  assert.deepEqual([...a], [1, 0, -1, -1, -2, -3, -3, -4, -5]);
  const fine = Float64Array.from([0, 1, 2, 2, 3, 4, 4, 5, 6]);
  assert.deepEqual([...resampled(fine, 3, 2)], [0, 2, 4, 6]);
});

test("without one of the two there is no difference", () => {
  const gone = { ...source(2, []), around: () => null, at: () => null };
  assert.equal(new Subtracted(source(2, [1, 1, 1, 1]), gone).around(null, 0), null);
  assert.equal(new Subtracted(source(2, [1, 1, 1, 1]), gone).at(null, 0, 0, 0), null);
  assert.equal(new Subtracted(source(2, [1, 1, 1, 1]), source(2, [])).at(null, 0, 0, 0), 0);
});
