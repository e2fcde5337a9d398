import assert from "node:assert/strict";
import { test } from "node:test";

import { Several } from "../../static/player/several.js";
import { Verdict } from "../../static/player/verdict.js";

test("while the runs on stage give way to one alone, nobody is asked who is ahead", async (t) => {
  const asked = [];
  t.mock.method(globalThis, "fetch", async (address) => {
    asked.push(String(address));
    throw new Error("no server");
  });
  const latest = { tape: "tape/gates", query: "seed=3" };
  const player = { arrivals: { latest, root: new URL("http://here/") }, tape: Object.create(Several.prototype) };
  const verdict = new Verdict(player);
  t.after(() => verdict.close());
  await verdict.ask();
  assert.deepEqual(asked, []);
  player.arrivals.latest = { ...latest, kept: "&vs=seed%3D4" };
  await verdict.ask();
  assert.equal(asked.length, 1);
  assert.match(asked[0], /verdict\?seed=3&vs=seed%3D4/);
});
