import assert from "node:assert/strict";
import { test } from "node:test";
import { choose, overlap, resampled } from "../../static/player/panels/spots.js";

const FRAME = { left: 0, top: 0, width: 300, height: 200 };
const SIZE = { width: 60, height: 20 };

test("names of curves lie inside the axes, on no other name and on no curve", () => {
  const lines = [[[0, 190], [300, 10]], [[0, 10], [300, 190]], [[0, 100], [300, 100]]].map((line) => resampled(/** @type {any} */ (line)));
  const boxes = [];
  for (const line of lines) boxes.push(choose(line, SIZE, FRAME, lines, boxes).box);
  for (const [i, { left, top }] of boxes.entries()) {
    assert.ok(left >= 0 && top >= 0 && left + 60 <= 300 && top + 20 <= 200);
    assert.ok(boxes.every((other, k) => k === i || !overlap(boxes[i], other)));
    assert.ok(lines.flat().every(([x, y]) => !(x > left && x < left + 60 && y > top && y < top + 20)));
  }
});

test("a name stays where it stood while that is as good, and goes where there is no room", () => {
  const short = resampled([[0, 100], [150, 100]]);
  const before = choose(short, SIZE, FRAME, [short], []);
  const longer = resampled([[0, 100], [160, 100]]);
  assert.equal(choose(longer, SIZE, FRAME, [longer], [], before).share, before.share);
  assert.equal(choose(short, { width: 400, height: 20 }, FRAME, [short], []), null);
  assert.equal(choose([[500, 500]], SIZE, FRAME, [], []), null);
});
