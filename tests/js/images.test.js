import assert from "node:assert/strict";
import { test } from "node:test";

import { Calm } from "../../static/player/images/calm.js";
import { gridIn } from "../../static/player/images/grid.js";
import { cellsOf, imagesOf, matrixIn, rightOf, stripOf } from "../../static/player/images/matrix.js";
import { printed } from "../../static/player/images/printed.js";
import { beside, under } from "../../static/player/images/spots.js";

const EM = 18;
const ends = ({ left, top, width, height }) => [left + width, top + height];
const disjoint = (a, b) => ends(a)[0] <= b.left || ends(b)[0] <= a.left || ends(a)[1] <= b.top || ends(b)[1] <= a.top;

test("places are printed as NumPy prints an array", () => {
  assert.equal(printed([5192, 874, 59561]), "[ 5192   874 59561]");
  assert.equal(printed([7]), "[7]");
  assert.equal(printed([]), "[]");
});

test("a cell has the images of its true class that are answered so, and a class its share", () => {
  const [labels, answers] = [[4, 9, 4, 4, 9], [9, 9, 4, 9, 4]];
  assert.deepEqual(imagesOf(answers, labels, 49), [0, 3]);
  assert.deepEqual(imagesOf(answers, labels, 44), [2]);
  assert.deepEqual(imagesOf(answers, labels, 10), []);
  const counts = new Float64Array(100);
  Object.assign(counts, { 44: 1, 49: 2, 94: 1, 99: 1 });
  const rows = rightOf(counts);
  assert.deepEqual([rows[4], rows[9], rows[0]], [{ right: 1, all: 3 }, { right: 1, all: 2 }, { right: 0, all: 0 }]);
});

for (const [width, height, em] of [[438, 391, 18], [346, 388, 15], [560, 377, 20], [900, 900, 30]]) {
  test(`a matrix of ${width}×${height} has its cells, shares and strip side by side, and room for its letters`, () => {
    const matrix = matrixIn(width, height, em);
    const cells = cellsOf(matrix);
    assert.equal(cells.length, 100);
    assert.deepEqual([cells[12].left, cells[12].top], [cells[2].left, cells[11].top], "row by row");
    assert.ok(matrix.wide >= 1.2 * em && matrix.high >= em, "two digits fit");
    assert.ok(matrix.shares.width >= 3.8 * em, "a share fits");
    assert.ok(ends(matrix.shares)[0] <= width + 1e-9 && ends(matrix.strip)[1] <= height + 1e-9);
    assert.ok(matrix.foot + em / 2 <= matrix.strip.top);
    assert.ok(disjoint(cells[99], matrix.shares) && disjoint(cells[99], matrix.strip));
    const images = stripOf(matrix.strip, em, 100);
    assert.ok(images.length >= 3);
    images.forEach((spot) => assert.ok(ends(spot)[0] <= width && ends(spot)[1] <= height + 1e-9));
    assert.equal(stripOf(matrix.strip, em, 2).length, 2);
  });
}

test("cards are as large as their box allows, none outside it, and their words fit", () => {
  for (const [count, width, height] of [[10, 895, 200], [10, 346, 560], [12, 895, 560], [1, 895, 300], [12, 346, 560]]) {
    const { spots, side } = gridIn(count, { left: 0, top: 20, width, height }, EM, 2, 60);
    assert.equal(spots.length, count);
    spots.forEach((spot) => {
      assert.ok(spot.left >= 0 && spot.top >= 20 && ends(spot)[0] <= width + 1e-9 && ends(spot)[1] <= height + 20 + 1e-9);
      assert.ok(spot.width >= Math.min(60, width) - 1e-9 && spot.height > side);
    });
    spots.forEach((a, i) => spots.slice(i + 1).forEach((b) => assert.ok(disjoint(a, b))));
  }
  const one = gridIn(1, { left: 0, top: 0, width: 895, height: 200 }, EM, 2, 60);
  const ten = gridIn(10, { left: 0, top: 0, width: 895, height: 200 }, EM, 2, 60);
  assert.ok(one.side > 1.5 * ten.side, "one alone is larger");
});

test("arrow keys lead to the neighbours, and out of a matrix to the images under it", () => {
  const matrix = matrixIn(438, 391, EM);
  const spots = [...cellsOf(matrix), ...stripOf(matrix.strip, EM, 3)];
  assert.equal(beside(spots, 0, "ArrowRight"), 1);
  assert.equal(beside(spots, 0, "ArrowDown"), 10);
  assert.equal(beside(spots, 55, "ArrowUp"), 45);
  assert.equal(beside(spots, 55, "ArrowLeft"), 54);
  assert.equal(beside(spots, 9, "ArrowRight"), 9, "there is nothing");
  assert.ok(beside(spots, 95, "ArrowDown") >= 100);
  assert.equal(under(spots, spots[37].left + 1, spots[37].top + 1), 37);
  assert.equal(under(spots, -5, 5), null);
});

test("a reach grows at once and shrinks calmly, to the end", () => {
  const calm = new Calm();
  assert.deepEqual(calm.next([1, 2], 0, false), [1, 2]);
  assert.deepEqual(calm.next([3, 2], 16, false), [3, 2]);
  const [first, second] = calm.next([1, 2], 32, false);
  assert.ok(first < 3 && first > 2.5 && second === 2 && calm.shrinking);
  for (let time = 48; time < 6000; time += 16) calm.next([1, 2], time, false);
  assert.deepEqual([calm.reaches, calm.shrinking], [[1, 2], false]);
  calm.next([5, 5], 6000, false);
  assert.deepEqual(calm.next([1, 1], 6016, true), [1, 1], "at once where things are to stay still");
  calm.next([9, 9], 6032, false);
  calm.forget();
  assert.deepEqual(calm.next([1, 1], 6048, false), [1, 1]);
});
