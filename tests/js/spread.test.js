import assert from "node:assert/strict";
import { test } from "node:test";

import { spread } from "../../static/player/shared/spread.js";

test("names that would hide one another keep their order and their distance", () => {
  assert.deepEqual(spread([50, 10], 20, 0, 100), [50, 10]);
  assert.deepEqual(spread([90, 95, 20], 20, 0, 100), [80, 100, 20]);
  assert.deepEqual(spread([5, 5], 20, 0, 100), [5, 25]);
  assert.deepEqual(spread([-40, 200], 20, 0, 100), [0, 100]);
});

test("what has no place stands at the far end, and nothing makes none", () => {
  assert.deepEqual(spread([NaN, 10], 20, 0, 100), [100, 10]);
  assert.deepEqual(spread([], 20, 0, 100), []);
});
