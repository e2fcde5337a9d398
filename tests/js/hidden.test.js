import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { Choice } from "../../static/player/hidden/choice.js";
import { borders, polygon, segment, sumAt } from "../../static/player/hidden/decision.js";
import { UnitAxes } from "../../static/player/hidden/axes.js";
import { LINES, Mapped, gridOf } from "../../static/player/hidden/mapped.js";
import { Plane } from "../../static/player/hidden/plane.js";
import { Space } from "../../static/player/hidden/space.js";
import { parametersAt } from "../../static/player/layers/computed.js";
import { samplesOf } from "../../static/player/layers/samples.js";
import { Fitted } from "../../static/player/relief/fitted.js";
import { View } from "../../static/player/relief/view3d.js";
import { Net } from "../../static/player/shared/net.js";
import { Row } from "../../static/player/row.js";
import { tapeArray } from "./making.js";

const { scene } = JSON.parse(readFileSync(new URL("../scene.json", import.meta.url), "utf-8"));
const SPEC = scene.panels.find(({ kind }) => kind === "hidden");

const near = (a, b) => assert.ok(Math.abs(a - b) < 1e-9, `${a} is not ${b}`);

/** 2-3-2-1; every parameter another one. */
const NET = { array: "params", sizes: [2, 3, 2, 1], hidden: "tanh", output: "sigmoid", threshold: 0.5 };
const PARAMS = Float64Array.from({ length: 20 }, (_, i) => Math.sin(3 * i + 1));
const SAMPLES = [
  { inputs: [0, 1], label: 1, held: false }, { inputs: [1, 1], label: 0, held: true }, { inputs: [0.25, -1], label: 1, held: false },
];
const MAPPED = { ...SPEC, of: NET, x: [-1, 1], y: [0, 2] };

test("the samples are read with their class, and whether they are held out", () => {
  assert.deepEqual(samplesOf(tapeArray(SPEC.data.values, SPEC.data)), [
    { inputs: [0, 1], label: 1, held: false }, { inputs: [1, 1], label: 0, held: true },
  ]);
});

test("the warped grid and the samples are where the network's forward pass puts them", () => {
  const places = 5;
  const mapped = new Mapped(MAPPED, SAMPLES, places);
  const [across, up] = gridOf(MAPPED.x, MAPPED.y, places);
  assert.equal(across.length, 2 * LINES * places);
  assert.deepEqual([across[0], up[0], across[places - 1], up[places - 1]], [-1, 0, -1, 2], "the first line goes up at the left");
  assert.deepEqual([across.at(-places), up.at(-places), across.at(-1), up.at(-1)], [-1, 2, 1, 2], "the last along the upper edge");
  for (const layer of [1, 2]) {
    const { grid, samples } = mapped.at(PARAMS, layer);
    const one = (x, y, unit) => new Net(NET).forward(PARAMS, [[x], [y]])[layer][unit][0];
    grid.forEach((row, unit) => row.forEach((value, k) => near(value, one(across[k], up[k], unit))));
    samples.forEach((row, unit) => row.forEach((value, k) => near(value, one(...SAMPLES[k].inputs, unit))));
    mapped.one(PARAMS, layer, [0.25, -1]).forEach((value, unit) => near(value, samples[unit][2]));
  }
});

test("between two steps the parameters are as far between", () => {
  const rows = tapeArray([0, 10, 2, 20], { shape: [2, 2] });
  const [a, b] = [new Row(rows, 0), new Row(rows, 1)];
  assert.deepEqual([...parametersAt({ a, b, t: 0 })], [0, 10]);
  assert.deepEqual([...parametersAt({ a, b, t: 0.25 })], [0.5, 12.5]);
});

test("on the border of the output its sum is what it decides at; it is cut at the frame", () => {
  const [border] = borders(new Net(NET), PARAMS, 2, [1, 0], [0, 0], 0.2);
  const [w0, w1, b] = PARAMS.slice(-3);
  const ends = segment(border, [-1, 1], [-1, 1]) ?? [];
  assert.equal(ends.length, 2);
  for (const [across, up] of ends) {
    near(w0 * up + w1 * across + b, 0.2);
    near(Math.max(Math.abs(across), Math.abs(up)), 1);
  }
  assert.deepEqual(borders(new Net(NET), PARAMS, 2, [0, 1], [0, 0], undefined), [], "an output that no sum decides");
  assert.equal(segment({ weights: [1, 1], bias: 5 }, [-1, 1], [-1, 1]), null);
});

test("units that are not shown stand at their mean", () => {
  const means = [0.3, -0.4, 0.5];
  const [first, second] = borders(new Net(NET), PARAMS, 1, [0, 2], means, 0);
  const place = [0.1, 0.9];
  const sum = (unit) => [0.1, -0.4, 0.9].reduce((all, a, i) => all + a * PARAMS[9 + 2 * i + unit], PARAMS[15 + unit]);
  near(sumAt(first, place), sum(0));
  near(sumAt(second, place), sum(1));
});

test("of two outputs the difference of their sums decides", () => {
  const two = { ...NET, sizes: [2, 2, 2], output: "softmax" };
  const params = Float64Array.from([1, 0, 0, 1, 0, 0, /* W */ 1, 4, 2, -3, /* b */ 0.5, 1]);
  const [border, ...others] = borders(new Net(two), params, 1, [0, 1], [0, 0], 0);
  assert.deepEqual([border, others.length], [{ weights: [3, -5], bias: 0.5 }, 0]);
});

test("a plane in a box has its corners on the box's edges, in order", () => {
  const ranges = [[-1, 1], [-1, 1], [0, 4]];
  const border = { weights: [1, 0.5, -0.4], bias: 0.6 };
  const corners = polygon(border, ranges);
  assert.ok(corners.length >= 3 && corners.length <= 6);
  for (const corner of corners) {
    near(sumAt(border, corner), 0);
    assert.equal(corner.filter((value, axis) => ranges[axis].some((end) => Math.abs(value - end) < 1e-9)).length, 2);
  }
  const common = (one, other) => one.some((value, axis) => ranges[axis].includes(value) && value === other[axis]);
  assert.ok(corners.every((corner, k) => common(corner, corners[(k + 1) % corners.length])), "neighbours share a face");
  assert.deepEqual(polygon({ weights: [1, 1, 1], bias: 50 }, ranges), []);
});

test("what lies on the eye's side of a plane is before it", () => {
  const view = new View();
  view.fit(400, 400, [1, 1, 0.8], 18);
  const space = new Space(view, [[-1, 1], [-1, 1], [-1, 1]], 18);
  for (const weights of [[0, 0, 1], [0, 0, -1]]) {
    assert.ok(space.isBefore({ weights, bias: 0 }, [0, 0, 0.5]), "one looks down");
    assert.ok(!space.isBefore({ weights, bias: 0 }, [0, 0, -0.5]));
  }
});

test("a place of the plane leads to its pixel and back", () => {
  const plane = new Plane(500, 380, [[-1, 1], [0, 5]], 18);
  const [left, top] = plane.project([0.25, 4]);
  plane.at(left, top).forEach((value, k) => near(value, [0.25, 4][k]));
  const { width, height } = plane.frame;
  assert.equal(width, height);
});

test("axes are those of the activation; without bounds they follow, but do not tremble", () => {
  const [low, high] = new UnitAxes([-1, 1]).range("1.0", [0.5]);
  assert.ok(low < -1 && high > 1);
  assert.deepEqual(new UnitAxes([-1, 1]).range("1.0", [7]), [low, high]);
  const axes = new UnitAxes(null);
  const first = axes.range("1.0", [0, 2]);
  assert.ok(first[0] <= 0 && first[1] >= 2);
  assert.equal(axes.range("1.0", [0, 1.9]), first);
  assert.ok(axes.range("1.0", [0, 5])[1] >= 5);
  assert.ok(axes.range("1.0", [0, 0.5])[1] < 2, "mostly empty: fitted again");
  assert.notEqual(axes.range("1.1", [0, 100])[1], axes.range("1.0", [0, 0.5])[1]);
  assert.deepEqual(new Fitted([0, 1]).follow([NaN, Infinity]), new Fitted([0, 1]).follow([]));
});

test("the last layer's first units are shown, of three all; no unit stands on two axes", () => {
  const named = (layer, count) => ({ layer, label: `layer ${layer}`, units: Array.from({ length: count }, (_, k) => `h${layer}-${k + 1}`) });
  const choice = new Choice();
  choice.take({ ...SPEC, layers: [named(1, 4), named(2, 3)] });
  assert.deepEqual([choice.layer.layer, choice.units], [2, [0, 1, 2]]);
  choice.chooseUnit(2, -1);
  assert.deepEqual(choice.units, [0, 1]);
  choice.chooseUnit(0, 1);
  assert.deepEqual(choice.units, [1, 0]);
  choice.chooseUnit(2, 1);
  assert.deepEqual([choice.units.at(-1), new Set(choice.units).size], [1, 3]);
  choice.take({ ...SPEC, layers: [named(1, 4), named(2, 3)] });
  assert.equal(choice.units.at(-1), 1, "the same network again: what was chosen stays");
  choice.take({ ...SPEC, layers: [named(1, 2)] });
  assert.deepEqual([choice.layer.layer, choice.units], [1, [0, 1]]);
});
