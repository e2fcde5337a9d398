import assert from "node:assert/strict";
import { test } from "node:test";

import { choose, fewPanels, lecturePanels, mainWidth } from "../../static/player/layout.js";
import { Toggles } from "../../static/player/toggles.js";

const PANELS = ["field", "weights", "loss"].map((area) => ({ area }));

test("the widest layout that fits counts, else the narrowest", () => {
  const layouts = [{ min_width: 1000 }, { min_width: 600 }, { min_width: 300 }];
  assert.equal(choose(layouts, 1280).min_width, 1000);
  assert.equal(choose(layouts, 999).min_width, 600);
  assert.equal(choose(layouts, 100).min_width, 300);
});

test("a lecture shows the first picture beside the loss, and alone where it is narrow", () => {
  const [wide, narrow] = fewPanels({ panels: PANELS });
  assert.deepEqual(wide.areas, ["field loss", "caption caption", "transport transport"]);
  assert.equal(wide.rows, "minmax(0, 1fr)  auto auto");
  assert.ok(wide.fill && narrow.fill);
  assert.deepEqual(narrow.areas, ["field", "caption", "transport"]);
  assert.equal(choose([wide, narrow], 699), narrow);
});

test("a scene's own lecture layout counts, with its variant", () => {
  const variant = { toggle: "relief", on: false, columns: "1fr", areas: ["map"] };
  const lecture = { columns: "1fr 1fr", areas: ["relief map", "loss map"], narrow: "map", variants: [variant] };
  const [wide, narrow] = fewPanels({ panels: PANELS, lecture });
  assert.deepEqual(wide.areas, ["relief map", "loss map", "caption caption", "transport transport"]);
  assert.deepEqual(wide.variants[0].areas, ["map", "caption", "transport"]);
  assert.equal(wide.variants[0].toggle, "relief");
  assert.deepEqual(narrow.areas, ["map", "caption", "transport"]);
});

const TALL = {
  panels: [...PANELS, { area: "table", kind: "table" }],
  lecture: {
    columns: "1fr 1fr", areas: ["field loss"], tall: ["field", "weights", "loss"], asked: ["loss", "weights"],
    variants: [{ toggle: "a", on: false, columns: "1fr", areas: ["field"] }, { toggle: "b", on: false, columns: "1fr", areas: ["field"], tall: ["weights", "loss", "table"] }],
  },
};

test("on a projected screen the main picture has the whole height, all but the bar beside it", () => {
  const [wide, narrow] = lecturePanels(TALL, 1.7, { asked: false, phase: "none" });
  assert.deepEqual(wide.areas, ["field weights weights", "field loss loss", "field caption caption", "transport transport transport"]);
  assert.deepEqual([wide.main, narrow.main], ["field", undefined]);
  const [plain, table] = wide.variants;
  assert.deepEqual([plain.main, table.main], [undefined, "weights"]);
  assert.equal(table.rows, "minmax(0, 1fr) auto auto auto", "a table is as high as it is");
  assert.deepEqual(lecturePanels(TALL, 1.3, { asked: false, phase: "none" })[0].areas[0], "field loss", "not on a squarer one");
});

test("under a lesson's question two pictures stand next to each other", () => {
  const [asked] = lecturePanels(TALL, 1.7, { asked: true, phase: "none" });
  assert.deepEqual(asked.areas.slice(0, 3), ["field . .", "field loss weights", "field caption caption"]);
  assert.equal(asked.rows, "var(--gs-asked) minmax(0, 1fr) auto auto");
  assert.equal(lecturePanels(TALL, 1.7, { asked: true, phase: "none" })[0], asked, "the same layout is not laid out again");
});

test("while a run waits for a guess, what shows nothing yet takes no room", () => {
  const [asked] = lecturePanels(TALL, 1.7, { asked: true, phase: "asking" });
  assert.deepEqual(asked.areas.slice(0, 3), ["field . .", "field weights weights", "field caption caption"]);
  const { areas, rows } = lecturePanels(TALL, 1.7, { asked: false, phase: "asking" })[0].variants[1];
  assert.deepEqual(areas, ["weights table table", "weights . .", "weights caption caption", "transport transport transport"]);
  assert.equal(rows, "auto minmax(0, 1fr) auto auto");
});

test("above a guess that was answered, a curve leaves its room to a table, but not to a picture", () => {
  const [told] = lecturePanels(TALL, 1.7, { asked: true, phase: "told" });
  assert.deepEqual(told.areas[1], "field loss weights");
  assert.deepEqual(told.variants[1].areas.slice(1, 3), ["weights table table", "weights . ."]);
});

test("a square picture is as wide as its height asks for, up to its share", () => {
  const room = { width: 1238, height: 600, fontSize: 26 };
  assert.equal(mainWidth({ ...room, square: true }), 683);
  assert.equal(mainWidth({ ...room, height: 700, square: true }), 693);
  assert.equal(mainWidth({ ...room, square: false }), 730);
});

const SCENE = {
  layouts: [{ variants: [{ toggle: "relief", on: true }] }],
  panels: [
    { kind: "plot", toggles: [{ key: "log", on: false }, { key: "grid", on: true }], drowned: { log: "log" } },
    { toggles: [{ key: "relief", on: false }] },
    {},
  ],
};

test("a link's switches stand other than usual, or as usual on purpose", () => {
  const toggles = new Toggles();
  toggles.read(SCENE, "grid,-relief");
  assert.deepEqual(["log", "grid", "relief"].map((key) => toggles.get(key)), [false, false, false]);
  assert.deepEqual([...toggles.chosen].sort(), ["grid", "relief"]);
  assert.equal(toggles.view(SCENE), "grid,-relief");
});

test("what nobody chose is not in the link, even where it stands otherwise", () => {
  const toggles = new Toggles();
  toggles.read(SCENE, null);
  assert.equal(toggles.view(SCENE), null);
  toggles.set("log", true); // by the numbers
  assert.equal(toggles.view(SCENE), null);
  toggles.chosen.add("log");
  assert.equal(toggles.view(SCENE), "log");
  toggles.set("log", false);
  assert.equal(toggles.view(SCENE), "-log", "as usual, on purpose: the numbers must not turn it");
});

test("a switch that is usual needs no word when nothing else would turn it", () => {
  const toggles = new Toggles();
  toggles.read(SCENE, null);
  toggles.chosen.add("grid");
  assert.equal(toggles.view(SCENE), null);
});

test("another scene keeps the switches that are known; another link does not", () => {
  const toggles = new Toggles();
  toggles.read(SCENE, null);
  toggles.set("grid", false);
  toggles.chosen.add("relief");
  toggles.read(SCENE, "log");
  assert.deepEqual([toggles.get("grid"), toggles.get("log")], [false, false]);
  toggles.readAnew(SCENE, "log");
  assert.deepEqual([toggles.get("grid"), toggles.get("log")], [true, true]);
  assert.deepEqual([...toggles.chosen], ["log"]);
});
