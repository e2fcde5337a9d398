import assert from "node:assert/strict";
import { test } from "node:test";

import { Heights, niceTicks } from "../../static/player/relief/heights.js";
import { Land } from "../../static/player/relief/land.js";
import { View } from "../../static/player/relief/view3d.js";

const near = (a, b) => assert.ok(Math.abs(a - b) < 1e-9, `${a} is not ${b}`);

test("heights go from 0 to 1, logarithmic ones rise fast from the lowest", () => {
  for (const log of [false, true]) {
    const heights = new Heights([-2, 6], log);
    near(heights.at(-2), 0);
    near(heights.at(6), 1);
    const slope = (heights.at(1 + 1e-4) - heights.at(1 - 1e-4)) / 2e-4;
    near(slope, heights.slope(1));
  }
  assert.ok(new Heights([0, 100], true).at(5) > 0.5);
});

test("ticks are round, in the range, and apart from one another", () => {
  assert.deepEqual(niceTicks(0.1, 1.3, 4), [0.5, 1]);
  const ticks = new Heights([0, 1000], true).ticks();
  assert.ok(ticks.length >= 3);
  ticks.slice(1).forEach(([height], i) => assert.ok(height - ticks[i][0] >= 0.13));
});

test("logarithmic ticks are powers of ten where the land spans many, else steps above the lowest", () => {
  const words = (low, high) => new Heights([low, high], true).ticks().map(([, label]) => label);
  assert.deepEqual(words(1.992e-4, 0.25), ["0.0002", "0.001", "0.01", "0.1"]);
  assert.ok(words(0.5, 0.6).every((label) => Number(label) >= 0.5));
});

test("a pixel of the turned box leads back to its point", () => {
  const view = new View();
  view.turn(0.7, -0.2);
  view.enlarge(1.5);
  view.fit(640, 480, [1, 0.8, 0.62], 18);
  const [left, top, depth] = view.project(0.3, -0.5, 0.2);
  const [x, y] = view.unproject(left, top, depth);
  near(x, 0.3);
  near(y, -0.5);
});

test("no hand tilts the box below the horizon or beyond the view from above, or enlarges it without end", () => {
  const view = new View();
  view.turn(0, -9);
  assert.ok(view.pitch > 0);
  view.turn(0, 9);
  near(view.pitch, Math.PI / 2);
  view.enlarge(1e6);
  assert.equal(view.zoom, 8);
});

test("the surface says the sample that lies under a point", () => {
  const values = [0, 1, 2, 10, 11, 12];
  const spec = { x: [-3, 3], y: [0, 2], names: ["x0", "x1"], label: "f", levels: [5], data: { data: values } };
  const land = new Land({ nx: 3, ny: 2, spec }, [0, 12], new Heights([0, 12], false));
  const [px, py] = [land.box.place0(2.6), land.box.place1(1.8)];
  assert.deepEqual(land.sample(px, py).map((value) => Number(value.toFixed(9))), [3, 2, 12]);
  near(land.box.place(0, 1, 12)[2], 0.62);
  near((land.standing(3, 2) ?? [])[2], 0.62);
  assert.equal(land.standing(3.1, 2), null);
});
