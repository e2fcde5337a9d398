import assert from "node:assert/strict";
import { test } from "node:test";

import { Focus } from "../../static/player/focus.js";

/** A player whose address keeps what is selected. */
function make(parts, sel = null) {
  const address = { sel };
  const player = {
    app: { lecturing: () => player.lecture, asked: () => address.sel, keep: (key, value) => (address[key] = value) }, cast: [], revision: 0,
    scene: { parts }, scenery: { arrange() {} }, handling: { refresh() {} }, invalidate() {},
    on: {}, toggles: { set: (key, on) => (player.on[key] = on), chosen: new Set() }, lecture: false, stages: { on: false },
  };
  const focus = new Focus(player);
  focus.read(player.scene);
  return { address, focus, player };
}

test("a link to another network keeps its part in the address until that network is here", () => {
  const { address, focus, player } = make(["x0", "h1.1"], "h1.1");
  assert.equal(focus.selected, "h1.1");
  address.sel = "h1.3";
  focus.follow("h1.3");
  assert.deepEqual([focus.selected, address.sel], [null, "h1.3"]);
  focus.read((player.scene = { parts: ["x0", "h1.1", "h1.2", "h1.3"] }));
  assert.equal(focus.selected, "h1.3");
});

test("what the network has not is not selected, and a hand's choice stands in the address", () => {
  const { address, focus } = make(["x0", "h1.1"], "h1.9");
  assert.equal(focus.selected, null);
  focus.select("h1.1");
  assert.equal(address.sel, "h1.1");
  focus.select("w9.9.9");
  assert.deepEqual([focus.selected, address.sel], [null, null]);
});

test("what was selected goes with its network, also from the address", () => {
  const { address, focus, player } = make(["x0", "h1.1", "h1.2"], "h1.2");
  focus.read((player.scene = { parts: ["x0", "h1.1"] }));
  assert.deepEqual([focus.selected, address.sel], [null, null]);
});

test("what is selected has the layout that has room for it, but in a lecture while an update is gone through", () => {
  const { focus, player } = make(["x0", "h1.1"], "h1.1");
  const seen = [];
  for (const [lecture, on] of [[false, false], [true, false], [false, true], [true, true]]) {
    Object.assign(player, { lecture, stages: { on } });
    focus.tellToggles();
    seen.push(player.on.selected);
  }
  assert.deepEqual(seen, [true, true, true, false]);
});
