import assert from "node:assert/strict";
import { test } from "node:test";

import { Handling } from "../../static/player/network/handling.js";

/** A panel on which everything above y = 100 is the weight w1.0.1 (its value 4) and everything below is beside it. */
function stand({ hand } = {}) {
  const told = [];
  const box = Object.assign(new EventTarget(), { setPointerCapture() {} });
  const focus = { selected: null, select: (name) => told.push(["select", name]) && (focus.selected = name) };
  const panel = {
    box, stage: { focus, hand }, place: ({ clientX, clientY }) => [clientX, clientY],
    partAt: ([, top]) => (top < 100 ? { kind: "weight", index: 0, name: "w1.0.1" } : null),
    valueOf: () => 4, showTip() {}, point() {}, choose: (found) => told.push(["choose", found?.name ?? null]),
  };
  new Handling(panel, new AbortController().signal);
  const send = (type, more) => {
    const event = Object.assign(new Event(type, { cancelable: true }), { pointerId: 1, pointerType: "mouse", button: 0, clientX: 0, ...more });
    box.dispatchEvent(event);
    return event;
  };
  return { focus, send, told };
}

/** A hand that writes down what it is asked for. */
function recorder(may = true) {
  const asked = [];
  const note = (what) => (...rest) => asked.push([what, ...rest]) && may;
  return { asked, begin: note("begin"), turn: note("turn"), drop: note("drop"), nudge: note("nudge"), mayTurn: () => may };
}

test("a press that does not move selects, beside everything it deselects", () => {
  const { send, told } = stand();
  send("pointerdown", { clientY: 50 });
  send("pointerup", { clientY: 52 });
  send("pointerdown", { clientY: 150 });
  send("pointerup", { clientY: 150 });
  assert.deepEqual(told, [["choose", "w1.0.1"], ["choose", null]]);
});

test("upwards a drag makes a weight larger, a hundredth of its size a pixel, from where it began", () => {
  const hand = recorder();
  const { send, told } = stand({ hand });
  send("pointerdown", { clientY: 90 });
  for (const clientY of [88, 40, 65]) send("pointermove", { clientY, buttons: 1 });
  send("pointerup", { clientY: 65 });
  assert.deepEqual(hand.asked, [["begin", "w1.0.1"], ["turn", 2], ["turn", 1], ["drop"]]);
  assert.deepEqual(told, [["select", "w1.0.1"]]);
});

test("without a hand, or where it may not turn, a drag does nothing", () => {
  for (const hand of [undefined, recorder(false)]) {
    const { send, told } = stand({ hand });
    send("pointerdown", { clientY: 90 });
    send("pointermove", { clientY: 40, buttons: 1 });
    send("pointerup", { clientY: 40 });
    assert.deepEqual(told, []);
    assert.ok(!hand || hand.asked.every(([what]) => what === "begin"));
  }
});

test("the wheel turns only what is selected: else the page scrolls", () => {
  const hand = recorder();
  const { focus, send } = stand({ hand });
  assert.equal(send("wheel", { clientY: 50, deltaY: -100 }).defaultPrevented, false);
  focus.selected = "w1.0.1";
  assert.equal(send("wheel", { clientY: 50, deltaY: -100 }).defaultPrevented, true);
  assert.equal(send("wheel", { clientY: 150, deltaY: 100 }).defaultPrevented, false);
  assert.deepEqual(hand.asked, [["nudge", "w1.0.1", 1]]);
});

test("a second finger neither takes the weight out of the hand nor lets it go", () => {
  const hand = recorder();
  const { send } = stand({ hand });
  send("pointerdown", { clientY: 90 });
  send("pointermove", { clientY: 40, buttons: 1 });
  send("pointerdown", { clientY: 150, pointerId: 2 });
  send("pointerup", { clientY: 150, pointerId: 2 });
  send("pointercancel", { pointerId: 2 });
  send("pointermove", { clientY: 65, buttons: 1 });
  send("pointerup", { clientY: 65 });
  assert.deepEqual(hand.asked, [["begin", "w1.0.1"], ["turn", 2], ["turn", 1], ["drop"]]);
});
