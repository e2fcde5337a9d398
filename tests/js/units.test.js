import assert from "node:assert/strict";
import { test } from "node:test";

import { Excitement, extremes } from "../../static/player/images/unitexcited.js";
import { fullOf } from "../../static/player/images/unitmoment.js";
import { placesFor } from "../../static/player/images/unitplaces.js";
import { beside, shareOf, under } from "../../static/player/images/unitspots.js";
import { largest, largestLeads, leadsFrom, product, rankInputs, total } from "../../static/player/images/unitsums.js";
import { even, gridFor } from "../../static/player/images/weightsgrid.js";
import { Net } from "../../static/player/shared/net.js";
import { tapeArray } from "./making.js";

const near = (a, b) => assert.ok(Math.abs(a - b) < 1e-12, `${a} is not ${b}`);

/** Two pixels by two, two hidden units, two outputs. W₁ is (4, 2), b₁ (2), W₂ (2, 2), b₂ (2). */
const SPEC = { array: "theta", sizes: [4, 2, 2], hidden: "relu", output: "softmax", threshold: 0.5 };
const PARAMS = Float64Array.from([1, -1, 2, 0, -3, 1, 0.5, 2, /* b₁ */ 0.5, -0.5, /* W₂ */ 2, -1, 0.5, 4, /* b₂ */ 0.1, -0.2]);
const NET = new Net(SPEC);
/** Five images of four bytes. */
const IMAGES = {
  data: tapeArray([255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 255, 255, 0, 255], { shape: [5, 4] }), labels: [0, 1, 2, 3, 4], side: 2,
};

test("a unit has its weights pixel by pixel; their product with an image and the bias make its sum", () => {
  const { bias, weights } = NET.unit(PARAMS, 1, 0);
  assert.deepEqual([weights, bias], [[1, 2, -3, 0.5], 0.5]);
  const parts = product(weights, [1, 0.5, 1, 0]);
  assert.deepEqual([...parts], [1, 1, -3, 0]);
  NET.forward(PARAMS, [[1], [0.5], [1], [0]]);
  const sum = new Float64Array(1);
  NET.sums(PARAMS, 1, 0, sum);
  near(total(parts) + bias, sum[0]);
  assert.deepEqual([largest(parts), largest([0, 0])], [3, 1]);
});

test("inputs come by what they add, by their weights where nothing is sent; the others are one sum", () => {
  const weights = [1, -4, 2, 0.5];
  assert.deepEqual(rankInputs(weights, null, 2), {
    largest: [{ from: 1, weight: -4, adds: -4 }, { from: 2, weight: 2, adds: 2 }], rest: 1.5,
  });
  const sent = rankInputs(weights, [3, 0, 1, 8], 2);
  assert.deepEqual(sent.largest.map(({ from, adds }) => [from, adds]), [[3, 4], [0, 3]]);
  assert.equal(sent.rest, 2);
});

test("a unit leads to every unit of the next layer, an output nowhere", () => {
  assert.deepEqual(leadsFrom(NET, PARAMS, 1, 1), [{ to: 0, weight: 0.5 }, { to: 1, weight: 4 }]);
  assert.deepEqual(leadsFrom(NET, PARAMS, 2, 0), []);
  assert.deepEqual(largestLeads(leadsFrom(NET, PARAMS, 1, 0), 1), [{ to: 0, weight: 2 }]);
});

test("the images that excite a unit are found by its sums: of h₁ 1.5 2.5 −2.5 1 4, in every slice", () => {
  for (const slice of [1, 2, 3, 5]) {
    const excitement = new Excitement(SPEC, IMAGES, 2);
    Object.assign(excitement, { slice, sums: new Float64Array(slice) });
    let calls = 1;
    while (!excitement.advance({ layer: 1, unit: 0 }, PARAMS, 0, false)) calls += 1;
    assert.equal(calls, Math.ceil(5 / slice), "a slice a call");
    assert.deepEqual(excitement.found?.most, [{ image: 4, sum: 4 }, { image: 1, sum: 2.5 }]);
    assert.deepEqual(excitement.found?.least, [{ image: 2, sum: -2.5 }, { image: 3, sum: 1 }]);
  }
});

test("of an output it is the sum of its inputs, behind their activation", () => {
  const excitement = new Excitement(SPEC, IMAGES, 1);
  assert.ok(excitement.advance({ layer: 2, unit: 1 }, PARAMS, 0, false));
  const h = [1, 1.5]; // of image 3: relu(0.5 + 0.5), relu(2 − 0.5)
  near(excitement.found?.most[0].sum ?? NaN, -h[0] + 4 * h[1] - 0.2);
  assert.equal(excitement.found?.most[0].image, 3);
  assert.deepEqual(excitement.inputs(4), [1, 1, 0, 1]);
});

test("while it plays a search waits for its time; another unit, or rest, does not", () => {
  const excitement = new Excitement(SPEC, IMAGES, 1);
  const [h1, h2] = [{ layer: 1, unit: 0 }, { layer: 1, unit: 1 }];
  const later = PARAMS.map((value) => value + 1);
  assert.ok(excitement.advance(h1, PARAMS, 1000, true), "the first at once");
  assert.ok(!excitement.advance(h1, later, 1100, true));
  assert.equal(excitement.found?.params, PARAMS, "what was found stays");
  assert.ok(excitement.advance(h2, later, 1100, true));
  assert.ok(excitement.advance(h2, PARAMS, 1400, true), "a quarter of a second later");
  assert.ok(excitement.advance(h2, later, 1401, false), "at rest");
});

test("of equal sums the first image comes first", () => {
  assert.deepEqual(extremes([1, 1, 1], 2), { most: [{ image: 0, sum: 1 }, { image: 1, sum: 1 }], least: [{ image: 0, sum: 1 }, { image: 1, sum: 1 }] });
});

test("one large weight does not leave all others pale", () => {
  assert.equal(fullOf([1, -1, 1, -1]), 1);
  assert.ok(fullOf([...Array(99).fill(0.1), 10]) < 4);
  assert.equal(fullOf([0, 0]), 1);
});

test("images in a grid do not overlap, and none leaves its room", () => {
  for (const [count, width, height] of [[10, 440, 200], [32, 450, 260], [64, 450, 205], [64, 360, 350], [1, 300, 300]]) {
    const cell = { pixels: 14, beside: 8, below: 20, least: 30 };
    const { across, columns, down, left, side } = gridFor(count, width, height, cell);
    assert.ok(side >= 14 && across >= side + 8 - 1e-9 && down >= side + 20 - 1e-9, `${count}: ${side}`);
    assert.ok(left >= 0 && left + columns * across <= width + 1e-9 && Math.ceil(count / columns) * down <= height + 1e-9);
  }
  assert.deepEqual([even(43, 14), even(40, 14), even(20, 28)], [42, 40, 20], "whole pixels where that costs little");
});

test("the parts of a unit's picture keep to their rooms, whatever the box", () => {
  for (const [width, height] of [[910, 310], [440, 205], [455, 590], [346, 590], [610, 200], [276, 560]]) {
    for (const pixels of [true, false]) {
      for (const leads of [true, false]) {
        const rooms = Object.values(placesFor(width, height, 18, { pixels, leads })).filter((room) => room !== null);
        for (const { left, top, width: w, height: h } of rooms) {
          assert.ok(w > 0 && h > 0 && left >= 0 && top >= 0 && left + w <= width + 1e-9 && top + h <= height + 1e-9);
        }
        const apart = (a, b) => a.left + a.width <= b.left || b.left + b.width <= a.left || a.top + a.height <= b.top || b.top + b.height <= a.top;
        rooms.forEach((a, i) => rooms.slice(i + 1).forEach((b) => assert.ok(apart(a, b))));
      }
    }
  }
});

test("arrow keys lead to the nearest spot that way, and stay where there is none", () => {
  const spots = [0, 1, 2, 3].map((k) => ({ key: String(k), left: 50 * (k % 2), top: 50 * Math.floor(k / 2), width: 40, height: 40, lines: () => [] }));
  const go = (from, arrow) => beside(spots, spots[from], arrow).key;
  assert.deepEqual([go(0, "ArrowRight"), go(0, "ArrowDown"), go(3, "ArrowUp"), go(3, "ArrowLeft"), go(0, "ArrowUp")], ["1", "2", "1", "2", "0"]);
  assert.equal(under(spots, [60, 10])?.key, "1");
  assert.equal(under(spots, [45, 10]), null);
  assert.deepEqual(shareOf(spots[1], [60, 10]), [0.25, 0.25]);
});
