import assert from "node:assert/strict";
import { test } from "node:test";

import { Curves } from "../../static/player/panels/curves.js";
import { UnitLinesLayer } from "../../static/player/layers/unitlines.js";
import { placed } from "../../static/player/network/placing.js";
import { Tiles } from "../../static/player/network/tiles.js";
import { REACH, partUnder, spotOf } from "../../static/player/network/under.js";
import { next } from "../../static/player/network/walking.js";
import { across } from "../../static/player/shared/across.js";
import { isOutput, nodeAt } from "../../static/player/shared/naming.js";
import { Tape } from "../../static/player/tape.js";
import { HEADER, chunk, tapeArray } from "./making.js";

/** A network drawn whole, as pages/figures/tiles.py describes it. */
function network(sizes, more = {}) {
  const last = sizes.length - 1;
  const name = (layer, unit) => (layer === 0 ? `x${unit}` : layer === last ? "y" : `h${layer}.${unit + 1}`);
  const nodes = [];
  const edges = [];
  let place = 0;
  sizes.forEach((size, layer) => {
    const before = nodes.filter((node) => node.layer === layer - 1).map((node) => nodes.indexOf(node));
    const first = nodes.length;
    for (let unit = 0; unit < size; unit++) nodes.push({ layer, name: name(layer, unit), label: name(layer, unit) });
    for (const [i, source] of before.entries()) for (let unit = 0; unit < size; unit++) {
      edges.push({ source, to: first + unit, weight: { place: place++, name: `w${layer}.${i + (layer > 1 ? 1 : 0)}.${unit + 1}`, label: "w" } });
    }
    if (layer) for (let unit = 0; unit < size; unit++) nodes[first + unit].bias = { place: place++, name: `b${layer}.${unit + 1}`, label: "b" };
  });
  const of = { array: "params", sizes, hidden: "tanh", output: "sigmoid", threshold: 0.5 };
  return { nodes, edges, of, inputs: [-1, 1], range: [0, 1], ...more };
}

const apart = (places) => {
  const { nodes, side } = places;
  for (const [i, [ax, ay]] of nodes.entries()) for (const [bx, by] of nodes.slice(i + 1)) {
    if (Math.abs(ax - bx) < side && Math.abs(ay - by) < side) return false;
  }
  return true;
};

for (const [sizes, width, height] of [[[2, 6, 1], 420, 250], [[2, 8, 8, 1], 420, 250], [[2, 8, 8, 8, 8, 8, 8, 1], 340, 250], [[1, 10, 1], 346, 240], [[2, 1], 420, 250]]) {
  test(`tiles of ${sizes.join("-")} do not touch and stand within ${width} × ${height}`, () => {
    const places = placed(network(sizes), width, height, 18);
    assert.ok(apart(places));
    for (const [x, y] of places.nodes) {
      assert.ok(x - places.side / 2 >= 0 && x + places.side / 2 <= width, `${x}`);
      assert.ok(y - places.side / 2 >= 0 && y + places.side / 2 <= height, `${y}`);
    }
  });
}

test("six hidden units have tiles of 35 pixels beside one another at a projector's size, and more in a larger box", () => {
  assert.ok(placed(network([2, 6, 1]), 420, 250, 18).side >= 35);
  assert.ok(placed(network([2, 6, 1]), 420, 500, 18).side > placed(network([2, 6, 1]), 420, 250, 18).side);
});

test("whatever is drawn is found where it is drawn", () => {
  const spec = network([2, 4, 1]);
  const places = placed(spec, 420, 250, 18);
  const names = [...spec.nodes.flatMap(({ name, bias }) => (bias ? [name, bias.name] : [name])), ...spec.edges.map(({ weight }) => weight.name)];
  for (const name of names) {
    const [x, y] = spotOf(spec, places, name);
    // In the very middle lines may cross: a little nearer to its own end a weight is alone.
    const edge = spec.edges.find(({ weight }) => weight.name === name);
    const shift = edge ? 0.3 * (places.nodes[edge.to][0] - x) : 0;
    const drop = edge ? 0.3 * (places.nodes[edge.to][1] - y) * ((places.nodes[edge.to][0] - x) / (places.nodes[edge.to][0] - places.side / 2 - x)) : 0;
    assert.equal(partUnder(spec, places, [x + shift, y + drop], REACH.mouse)?.name, name);
  }
  assert.equal(partUnder(spec, places, [2, 2], REACH.mouse), null);
});

test("a finger reaches further than a mouse", () => {
  const spec = network([2, 1]);
  const places = placed(spec, 420, 250, 18);
  const [x, y] = spotOf(spec, places, "w1.0.1");
  assert.equal(partUnder(spec, places, [x, y - 15], REACH.mouse), null);
  assert.equal(partUnder(spec, places, [x, y - 15], REACH.touch)?.name, "w1.0.1");
});

test("arrow keys walk from layer to layer, within one, and stay at the ends", () => {
  const spec = network([2, 4, 1]);
  const walk = (from, ...keys) => keys.reduce((name, key) => next(spec, name, key), from);
  assert.equal(walk(null, "ArrowRight"), "x0");
  assert.equal(walk("x0", "ArrowRight"), "h1.2");
  assert.equal(walk("h1.2", "ArrowDown", "ArrowDown", "ArrowDown"), "h1.4");
  assert.equal(walk("h1.4", "ArrowRight", "ArrowRight"), "y");
  assert.equal(walk("y", "ArrowLeft", "ArrowLeft", "ArrowUp", "ArrowUp", "ArrowLeft"), "x0");
});

test("w leads to the weights into a node, the bias last; left and right to the nodes at their ends", () => {
  const spec = network([2, 4, 1]);
  const walk = (from, ...keys) => keys.reduce((name, key) => next(spec, name, key), from);
  assert.equal(walk("h1.3", "w"), "w1.0.3");
  assert.equal(walk("h1.3", "w", "ArrowDown"), "w1.1.3");
  assert.equal(walk("h1.3", "w", "ArrowDown", "ArrowDown", "ArrowDown"), "b1.3");
  assert.equal(walk("w1.1.3", "ArrowLeft"), "x1");
  assert.equal(walk("w1.1.3", "ArrowRight"), "h1.3");
  assert.equal(walk("b1.3", "w"), "h1.3");
  assert.equal(walk("x0", "w"), "x0");
});

test("each tile is its node's own field: inputs are ramps, the lowest row first", () => {
  const spec = network([2, 1, 1]);
  const tiles = new Tiles(spec, null, () => 0);
  tiles.follow([3, -2, 0.5, 4, -1], 40);
  const { rows } = tiles;
  const side = Math.sqrt(rows[0].length);
  const corner = side * side - 1;
  assert.deepEqual([rows[0][0], rows[0][side - 1], rows[0][corner]], [-1, 1, 1]);
  assert.deepEqual([rows[1][0], rows[1][side - 1], rows[1][corner]], [-1, -1, 1]);
  assert.equal(rows[2][corner], Math.tanh(3 - 2 + 0.5));
  assert.ok(Math.abs(rows[3][corner] - 1 / (1 + Math.exp(-(4 * Math.tanh(1.5) - 1)))) < 1e-12);
  assert.deepEqual(tiles.ranges, [[-1, 1], [-1, 1], [-1, 1], [0, 1]]);
});

test("what has no end is shown as far as it goes, evenly around zero", () => {
  const spec = network([2, 1, 1]);
  const tiles = new Tiles({ ...spec, of: { ...spec.of, hidden: "relu" } }, null, () => 0);
  tiles.follow([3, 0, 1, 1, 0], 40);
  assert.deepEqual(tiles.ranges[2], [-4, 4]);
  tiles.follow([0, 0, -1, 1, 0], 40);
  assert.deepEqual(tiles.ranges[2], [-1, 1]);
});

test("tiles that take too long become coarser, and come now and then at last", () => {
  let time = 0;
  let pace = 0.3;
  const tiles = new Tiles(network([2, 8, 1]), { paint: () => (time += pace) }, () => time);
  const theta = new Float64Array(33);
  for (let k = 0; k < 50; k++) tiles.follow(theta, 30);
  assert.equal(tiles.side, 28);
  pace = 12;
  for (let k = 0; k < 80; k++, time += 200) tiles.follow(theta, 30);
  assert.equal(tiles.side, 16);
  tiles.follow(theta, 30);
  tiles.follow(theta, 30);
  assert.equal(tiles.late, true);
  time += 200;
  tiles.follow(theta, 30);
  assert.equal(tiles.late, false);
});

test("a straight line is cut at the sides of a rectangle, steep or flat", () => {
  assert.deepEqual(across(1, 0, -0.5, [0, 1], [0, 2]), [[0.5, 0], [0.5, 2]]);
  assert.deepEqual(across(0, 1, -0.5, [0, 1], [0, 2]), [[0, 0.5], [1, 0.5]]);
  assert.deepEqual(across(1, 1, -0.5, [0, 1], [0, 1]), [[0, 0.5], [0.5, 0]]);
  assert.equal(across(1, 1, -5, [0, 1], [0, 1]), null);
  assert.equal(across(0, 0, 1, [0, 1], [0, 1]), null);
  assert.equal(across(NaN, 1, 1, [0, 1], [0, 1]), null);
});

test("a unit's line is where its weighted sum is zero, of step units at their threshold", () => {
  const of = { array: "params", sizes: [2, 2, 1], hidden: "tanh", output: "sigmoid", threshold: 0.5 };
  const spec = { type: "unit_lines", of, x: [-1, 1], y: [-1, 1], lines: [{ mark: "1" }, { mark: "2" }] };
  const theta = [1, 0, 0, 2, 0.5, -1]; // h1: x0 + 0.5, h2: 2 x1 - 1
  const at = (place) => theta[place];
  const line = (given, unit) => new UnitLinesLayer(given).lineOf(at, unit).map(([x, y]) => [x + 0, y + 0]); // no -0
  assert.deepEqual(line(spec, 0), [[-0.5, -1], [-0.5, 1]]);
  assert.deepEqual(line(spec, 1), [[-1, 0.5], [1, 0.5]]);
  assert.deepEqual(line({ ...spec, of: { ...of, hidden: "step" } }, 0), [[0, -1], [0, 1]]);
});

test("names say where in the layers a node stands", () => {
  const sizes = [2, 4, 1];
  assert.deepEqual(nodeAt("x1", sizes), { layer: 0, unit: 1 });
  assert.deepEqual(nodeAt("h1.4", sizes), { layer: 1, unit: 3 });
  assert.deepEqual(nodeAt("y", sizes), { layer: 2, unit: 0 });
  assert.deepEqual(nodeAt("y1", [2, 2]), { layer: 1, unit: 1 });
  for (const name of ["x2", "h1.5", "h1.0", "h2.1", "w1.0.1", "b1.1", ""]) assert.equal(nodeAt(name, sizes), null);
  assert.equal(isOutput({ layer: 1, unit: 0 }, [2, 2]), false);
});

test("a node's curve takes the place of the fit, in its own units", () => {
  const of = { array: "params", sizes: [1, 1, 1], hidden: "tanh", output: "linear", threshold: 0.5 };
  const params = tapeArray([2, 0.5, 3, -1], { shape: [1, 4] });
  const tape = new Tape({ ...HEADER, total: 0, pieces: [{ ...chunk(0, 0, 0, {}), arrays: { params } }] });
  const curves = new Curves({ of, x: [-1, 1], axis: [0, 10], points: 3, size: 2, shift: 7 });
  assert.equal(curves.at(tape, 0)(undefined)[1], (3 * Math.tanh(0.5) - 1) * 2 + 7);
  curves.node = { layer: 1, unit: 0 };
  assert.deepEqual([...curves.at(tape, 0)(undefined)], [Math.tanh(-1.5), Math.tanh(0.5), Math.tanh(2.5)]);
  assert.equal(curves.at(tape, 0)(0)[1], Math.tanh(0.5) * 3 * 2);
});
