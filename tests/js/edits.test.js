import assert from "node:assert/strict";
import { test } from "node:test";

import { added, isHeld, notch, read, rounded, setTo, withChanges, withoutLastAdded } from "../../static/player/edits.js";

test("an edit joins the others in the order of steps, written as a link has it", () => {
  assert.equal(withChanges("", 5, [["w1.0.1", "0.5"]]), "5:w1.0.1:0.5");
  assert.equal(withChanges("9:lr:0.1", 5, [["w1.0.1", "0.5"]]), "5:w1.0.1:0.5;9:lr:0.1");
  assert.equal(withChanges(null, 5, [["opt", "adam"], ["b1", "0.5"]]), "5:opt:adam;5:b1:0.5");
  assert.deepEqual(read("5:w1.0.1:-1e-7"), [{ step: 5, what: "w1.0.1", value: "-1e-7" }]);
});

test("the same thing at the same step is replaced; at another step, and in another way, it is not", () => {
  assert.equal(withChanges("5:w1.0.1:2", 5, [["w1.0.1", "3"]]), "5:w1.0.1:3");
  assert.equal(withChanges("5:w1.0.1:2", 6, [["w1.0.1", "3"]]), "5:w1.0.1:2;6:w1.0.1:3");
  assert.equal(withChanges("5:w1.0.1:2", 5, [["w1.0.1", "frozen"]]), "5:w1.0.1:2;5:w1.0.1:frozen");
});

test("a switch flipped twice at one step is no edit, at two steps it is two", () => {
  assert.equal(withChanges("5:h1.1:off", 5, [["h1.1", "on"]]), "");
  assert.equal(withChanges("5:h1.1:off", 8, [["h1.1", "on"]]), "5:h1.1:off;8:h1.1:on");
  assert.equal(withChanges("5:h1.1:off;8:h1.1:on", 8, [["h1.1", "off"]]), "5:h1.1:off");
});

test("a setting counts from its step on, whatever was to change later; a weight may be set again", () => {
  assert.equal(withChanges("9:lr:0.1;9:b1:0.5;9:b1.1:2", 5, [["lr", "1"], ["b1.1", "3"]]), "5:lr:1;5:b1.1:3;9:b1:0.5;9:b1.1:2");
  assert.deepEqual([4, 5, 9].map((step) => setTo("5:lr:1;9:lr:2", step, "lr")), [null, "1", "2"]);
});

test("what is off or frozen at a step follows from the edits up to it", () => {
  const edits = "5:h1.1:off;8:h1.1:on;9:w1.0.1:frozen;10:w1.0.1:3";
  assert.deepEqual([4, 5, 7, 8].map((step) => isHeld(edits, step, "h1.1")), [false, true, true, false]);
  assert.deepEqual([isHeld(edits, 12, "w1.0.1"), isHeld(edits, 12, "h1.2"), isHeld(null, 1, "h1.1")], [true, false, false]);
});

test("a number that was turned has four digits and stays within what a link may say", () => {
  assert.deepEqual([0.123456, -3e7, 12.3456].map(rounded), [0.1235, -1e6, 12.35]);
  assert.deepEqual([0.1, -8].map(notch), [0.05, 0.4]);
});

test("drawings stand beside one another, at one step too, and the last one is taken back", () => {
  const two = withChanges(withChanges("9:lr:0.1", 5, [["add", "7.AA"]]), 5, [["add", "7.AB"]]);
  assert.equal(two, "5:add:7.AA;5:add:7.AB;9:lr:0.1");
  assert.equal(withChanges("9:add:1.AA", 5, [["add", "7.AA"]]), "5:add:7.AA;9:add:1.AA");
  assert.equal(withChanges("9:add:1.AA", 5, [["lr", "1"]]), "5:lr:1;9:add:1.AA");
  assert.deepEqual(added(two).map(({ value }) => value), ["7.AA", "7.AB"]);
  assert.equal(withoutLastAdded(two), "5:add:7.AA;9:lr:0.1");
  assert.equal(withoutLastAdded("9:lr:0.1"), "9:lr:0.1");
});
