import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { choose, fewPanels } from "../../static/player/layout.js";
import { makeLayer } from "../../static/player/layers/kinds.js";
import { changesAt, ghostChanges, keepGhosts } from "../../static/player/panels/bindings.js";
import { Curves } from "../../static/player/panels/curves.js";
import { remedy } from "../../static/player/panels/drowned.js";
import { Tape } from "../../static/player/tape.js";
import { Toggles } from "../../static/player/toggles.js";
import { HEADER, chunk, tapeArray } from "./making.js";

/** What tests/core/wire/test_scene.py says that Python sends: every part with every field. */
const { scene } = JSON.parse(readFileSync(new URL("../scene.json", import.meta.url), "utf-8"));
const { field: plot, relief, table } = Object.fromEntries(scene.panels.map((panel) => [panel.id, panel]));

/** Parameters [step, 10 step], and a fit of two rows that stay. */
function run() {
  const params = tapeArray([0, 1, 2, 3].flatMap((step) => [step, 10 * step]), { shape: [4, 2] });
  const fit = tapeArray([0, 1, 2, 3].flatMap((step) => [step, step, 7, 7]), { shape: [4, 2, 2] });
  const piece = { ...chunk(0, 0, 3, {}), arrays: { params, fit } };
  return new Tape({ ...HEADER, total: 3, pieces: [piece] });
}

test("the fixture's bindings move its traces", () => {
  const others = new Map(plot.bindings.filter(({ fit }) => fit).map(({ fit }) => [fit, new Curves(fit)]));
  const said = changesAt(plot.bindings, run(), 2, new Curves(plot.fit), others).map(({ trace, attr, value }) => [trace, attr, [...value]]);
  assert.deepEqual(said, [
    [1, "x", [0, 1, 2]], [1, "y", [0, 1, 2]], [2, "x", [2]], [2, "y", [2]], [2, "customdata", [2, 2]],
    [0, "y", [40.5, 40.5, 40.5]], [1, "y", [0, 2, 4]],
  ]);
  const ghosts = new Map();
  keepGhosts(plot.bindings, run(), ghosts);
  assert.deepEqual(ghostChanges(plot.bindings, ghosts, run()).map(({ trace, attr }) => [trace, attr]), [[0, "x"], [0, "y"]]);
  assert.deepEqual(remedy(plot.drowned, run()), {});
});

test("every layer of the fixture has something that draws it", (t) => {
  globalThis.document = { createElement: () => ({ getContext: () => ({}) }) };
  t.after(() => delete globalThis.document);
  const opened = ({ data, ...layer }) => (data ? { ...layer, data: tapeArray(data.values, data) } : layer);
  const layers = [...plot.layers, ...relief.layers];
  const drawn = layers.map((layer) => makeLayer(opened(layer)));
  assert.equal(new Set(drawn.map(({ constructor }) => constructor)).size, new Set(layers.map(({ type }) => type)).size);
  assert.ok(drawn.every((layer) => layer.draw && layer.describe && layer.traces));
});

test("the fixture's layouts stand, in lecture mode too", () => {
  assert.equal(choose(scene.layouts, 1000), scene.layouts[0]);
  const [wide, narrow] = fewPanels(scene);
  assert.deepEqual(wide.areas, ["field table", "caption caption", "transport transport"]);
  assert.deepEqual(wide.variants[0].areas, ["field relief", "caption caption", "transport transport"]);
  assert.deepEqual(narrow.areas, ["table", "caption", "transport"]);
  assert.equal(fewPanels(scene), fewPanels(scene), "the same again, or everything would be laid out anew");
});

test("the fixture's toggles are read", () => {
  const toggles = new Toggles();
  toggles.read(scene, null);
  assert.deepEqual(["log", "grid", "other"].map((key) => Boolean(toggles.get(key))), [true, true, false]);
  assert.ok([relief, table].every((panel) => panel.toggles.length === 2));
});
