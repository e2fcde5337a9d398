import assert from "node:assert/strict";
import { test } from "node:test";

import { codeOf } from "../../static/player/images/code.js";
import { BOX, formOf, LEVELS, middleOf, SIDE } from "../../static/player/images/form.js";
import { Strokes } from "../../static/player/images/strokes.js";

/** A seven that fills most of the pad, moved and made smaller or larger. */
const seven = (scale = 1, left = 0, top = 0) =>
  [[[0.2, 0.2], [0.8, 0.2], [0.45, 0.9]], [[0.35, 0.55], [0.7, 0.55]]]
    .map((stroke) => stroke.map(([x, y]) => [left + scale * x, top + scale * y]));

/** The rows or columns of an image in which there is ink. */
const inked = (pixels, side, place) => {
  const there = [...pixels.keys()].filter((k) => pixels[k] > 0).map((k) => place(k, side));
  return [Math.min(...there), Math.max(...there)];
};
const row = (k, side) => Math.floor(k / side);
const column = (k, side) => k % side;
const near = (ours, theirs, far) => ours.forEach((value, k) => assert.ok(Math.abs(value - theirs[k]) <= far, `${k}: ${value}, ${theirs[k]}`));

test("the longest side fills the box, and the other keeps its share of it", () => {
  const { box } = formOf([[[0.1, 0.3], [0.9, 0.3], [0.9, 0.5]]], 28);
  assert.deepEqual(inked(box, BOX, column), [0, BOX - 1]);
  const [top, bottom] = inked(box, BOX, row);
  assert.ok(bottom - top < BOX / 2 && Math.abs(top + bottom - (BOX - 1)) <= 1, `${top} ${bottom}`);
});

test("the middle of the mass stands where MNIST's stands: in the middle of a pixel beside the centre", () => {
  for (const strokes of [seven(), seven(0.3, 0.5, 0.1), [[[0.2, 0.1], [0.2, 0.9], [0.6, 0.9]]], [[[0.5, 0.5]]]]) {
    near(middleOf(formOf(strokes, 28).centred, SIDE), [14.5, 14.5], 0.05);
  }
});

test("neither where nor how large it was drawn changes what the network sees", () => {
  const { seen } = formOf(seven(), 14);
  for (const other of [seven(0.2), seven(0.5, 0.4, 0.1), seven(1, 0.05, 0.1), seven(4)]) near(formOf(other, 14).seen, seen, 1 / LEVELS + 1e-9);
});

test("an image has sixteen levels at each of the sizes, between paper and ink", () => {
  for (const side of [28, 14, 7]) {
    const { seen } = formOf(seven(), side);
    assert.equal(seen.length, side * side);
    for (const ink of seen) assert.ok(ink >= 0 && ink <= 1 && Math.abs(LEVELS * ink - Math.round(LEVELS * ink)) < 1e-9, `${ink}`);
    assert.ok(Math.max(...seen) > 0.5);
  }
});

test("means over squares of pixels: of the same drawing each size has the same ink", () => {
  const [large, small] = [28, 14].map((side) => formOf(seven(), side).seen.reduce((sum, ink) => sum + ink, 0) * (28 / side) ** 2);
  assert.ok(Math.abs(large - small) < 0.05 * large, `${large} ${small}`);
});

test("a tap is a dot as wide as a stroke, and a trembling one is not made large", () => {
  for (const dot of [[[[0.1, 0.9]]], [[[0.1, 0.9], [0.1, 0.9]]], [[[0.5, 0.5], [0.505, 0.5], [0.5, 0.504]]]]) {
    const { centred } = formOf(dot, 28);
    const [left, right] = inked(centred, SIDE, column);
    assert.ok(right - left >= 2 && right - left <= 6, `${left} ${right}`);
    assert.equal(Math.max(...centred), 1);
  }
});

test("nothing drawn is nothing seen", () => {
  assert.equal(formOf([], 14), null);
});

test("an image's code has two pixels a byte, the first in the high half, and no sign that an address does not know", () => {
  assert.equal(atob(codeOf([1 / 15, 2 / 15, 1, 0])), "\x12\xf0");
  assert.equal(atob(codeOf([1, 2 / 15, 3 / 15]).padEnd(4, "=")), "\xf2\x30");
  assert.match(codeOf(Array.from({ length: 784 }, (_, k) => (k % 16) / 15)), /^[\w-]+$/);
});

test("strokes begin, go on while the pen is down, are taken back one by one, and stay on the paper", () => {
  const strokes = new Strokes();
  strokes.begin([0.5, 0.5]);
  strokes.extend([[0.6, 0.5], [0.6005, 0.5], [1.4, -1]]);
  strokes.lift();
  strokes.extend([[0.1, 0.1]]);
  assert.deepEqual(strokes.all, [[[0.5, 0.5], [0.6, 0.5], [1, 0]]]);
  strokes.begin([0.2, 0.2]);
  strokes.undo();
  assert.equal(strokes.all.length, 1);
  strokes.clear();
  assert.ok(strokes.empty);
});
