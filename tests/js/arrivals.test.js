import assert from "node:assert/strict";
import { test } from "node:test";

import { Tape } from "../../static/player/tape.js";
import { HEADER, chunk, packet } from "./making.js";

const { Arrivals } = await import("../../static/player/arrivals.js");

const ROOT = new URL("http://app.example/lab/");
const turn = () => new Promise((done) => setTimeout(done));
const opening = (run, more = {}) => ({ ...HEADER, run, scene_id: "s", scene: {}, tape: "tape/descent/", query: "x0=1&lang=en", ...more });
const part = (number) => chunk(number, number ? 5 * number + 1 : 0, 5 * number + 5, { loss: (step) => step });

/** A player that notes what takes its stage. */
function make() {
  const player = {
    tape: null, staying: false, hand: { hear: () => {} }, clock: { position: 0 }, log: [], followed: [],
    feed: { follow: (source) => player.followed.push(source) },
    askForMore: () => player.log.push("ask"),
    renew: (to) => player.log.push(`renew ${to.run}`),
    begin(tape, to, at) {
      player.tape = tape;
      player.log.push(`begin ${tape.run} at ${at}`);
    },
  };
  return { player, arrivals: new Arrivals(player, ROOT) };
}

test("the run on stage stays until the first picture of the next one is here", () => {
  const { player, arrivals } = make();
  arrivals.arrive(opening("a", { at: 7 }));
  assert.deepEqual(player.log, ["ask"]);
  arrivals.coming.tape.absorb({ pieces: [part(0)] });
  arrivals.enter();
  assert.equal(player.tape, null, "not the picture at its step");
  arrivals.coming.tape.absorb({ pieces: [part(1)] });
  arrivals.enter();
  assert.equal(player.log.at(-1), "begin a at 7");
  assert.equal(arrivals.coming, null);
});

test("a run that is wanted at once waits until it is whole: what it comes to decides how it is drawn", () => {
  const { player, arrivals } = make();
  arrivals.arrive(opening("a", { at_once: true, total: 10, at: 7 }));
  for (const number of [1, 0]) {
    assert.equal(player.tape, null);
    arrivals.coming.tape.absorb({ pieces: [part(number)] });
    arrivals.enter();
  }
  assert.equal(player.log.at(-1), "begin a at 7");
});

test("one that came whole begins at once and asks nobody", () => {
  const { player, arrivals } = make();
  arrivals.arrive(opening("a", { tape: undefined, pieces: [part(0)] }));
  assert.deepEqual([player.log, player.followed], [["begin a at 0"], [[null]]]);
});

test("the same run once more is renewed, and one that was on its way is forgotten", () => {
  const { player, arrivals } = make();
  arrivals.arrive(opening("a", { pieces: [part(0)] }));
  arrivals.arrive(opening("b"));
  arrivals.arrive(opening("a"));
  assert.deepEqual([player.log.at(-1), arrivals.coming], ["renew a", null]);
});

test("what a hand holds is tried at its own address, and the page's run comes back if the page does not follow", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { player, arrivals } = make();
  const asked = [];
  t.mock.method(globalThis, "fetch", async (url) => {
    asked.push(`${url}`);
    return new Response(packet((put) => ({ ...HEADER, run: "tried", pieces: [{ ...part(0), arrays: { loss: put("f8", [6], [0, 1, 2, 3, 4, 5]) } }] })));
  });
  arrivals.arrive(opening("a", { pieces: [part(0)], handles: { moving: [{ x0: "{x}", x1: "{y}" }] } }));
  await arrivals.attempt("moving", 0, ["1.5", "-2"]);
  assert.deepEqual(asked, ["http://app.example/lab/tape/descent/0?x0=1.5&lang=en&x1=-2"]);
  assert.equal(player.log.at(-1), "begin tried at 0");
  arrivals.expect("moved=0,1.5,-2", () => player.log.push("told"));
  assert.equal(player.log.at(-1), "told");
  t.mock.timers.tick(10_000);
  assert.equal(arrivals.coming?.tape.run ?? player.tape.run, "a");
});

test("an address that is refused changes nothing", async (t) => {
  const { player, arrivals } = make();
  t.mock.method(globalThis, "fetch", async () => new Response("lr=0 is not allowed", { status: 400 }));
  arrivals.arrive(opening("a", { pieces: [part(0)], handles: { tuning: [{ lr: "{x}" }] } }));
  await arrivals.attempt("tuning", 0, ["0", "0"]);
  assert.deepEqual([player.tape.run, player.followed.length, arrivals.trying], ["a", 1, null]);
});

test("a setting that a button asks for is on stage before the page is told, and told in any case", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { player, arrivals } = make();
  const asked = [];
  t.mock.method(globalThis, "fetch", async (url) => {
    asked.push(`${url}`);
    return new Response(packet(() => ({ ...opening("b"), tape: "tape/descent/", query: "x0=2" })));
  });
  arrivals.arrive(opening("a", { pieces: [part(0)], keys: ["x0", "steps"] }));
  const tell = () => player.log.push("told");
  await arrivals.expect("x0=2e+0&steps=9", tell);
  assert.deepEqual(asked, ["http://app.example/lab/tape/descent/scene?x0=2e%2B0&lang=en&steps=9"]);
  assert.equal(player.log.at(-1), "ask", "its first part is on its way");
  arrivals.coming.tape.absorb({ pieces: [part(0)] });
  arrivals.enter();
  assert.deepEqual(player.log.slice(-2), ["begin b at 0", "told"]);
  arrivals.arrive(opening("b"));
  assert.equal(player.log.at(-1), "renew b", "the page has followed");
  await arrivals.expect("colour=red", tell);
  assert.deepEqual([player.log.at(-1), asked.length], ["told", 1], "what is no setting is the page's alone");
  arrivals.expect("x0=3", tell);
  t.mock.timers.tick(200);
  assert.equal(player.log.at(-1), "told", "nobody answers");
});

test("a run that differs by edits alone opens where the player is; any other one at its start", () => {
  const { player, arrivals } = make();
  arrivals.arrive(opening("a", { pieces: [part(0), part(1)], at: 7 }));
  player.clock.position = 8;
  arrivals.arrive(opening("b", { pieces: [part(0), part(1)], query: "x0=1&edits=8%3Alr%3A1&lang=en" }));
  assert.equal(player.log.at(-1), "begin b at 8");
  arrivals.arrive(opening("c", { pieces: [part(0), part(1)], query: "x0=1&lang=en&epochs=40" }));
  assert.equal(player.log.at(-1), "begin c at 8", "edits taken back, and as long as before");
  arrivals.arrive(opening("d", { pieces: [part(0), part(1)], query: "x0=2&lang=en&epochs=40" }));
  assert.equal(player.log.at(-1), "begin d at 0");
});

test("of two runs that a hand asked for in haste, the page's word on the first does not bring it back", async (t) => {
  const { player, arrivals } = make();
  let run = "";
  t.mock.method(globalThis, "fetch", async () => new Response(packet(() => ({ ...opening(run), pieces: [], query: `edits=${run}` }))));
  arrivals.arrive(opening("a", { pieces: [part(0)], keys: ["edits"] }));
  for (run of ["b", "c"]) {
    await arrivals.expect(`edits=${run}`, () => {});
    arrivals.coming.tape.absorb({ pieces: [part(0)] });
    arrivals.enter();
  }
  arrivals.arrive(opening("b", { keys: ["edits"] }));
  assert.deepEqual([player.tape.run, arrivals.coming, arrivals.opening.run], ["c", null, "b"]);
  arrivals.arrive(opening("c", { keys: ["edits"] }));
  assert.equal(player.log.at(-1), "renew c");
  arrivals.giveUp();
});

test("while the second of two is still being asked for, the page's word on the first does not stop it", async (t) => {
  const { player, arrivals } = make();
  /** @type {((response: Response) => void)[]} */
  const waiting = [];
  t.mock.method(globalThis, "fetch", () => new Promise((answer) => waiting.push(answer)));
  arrivals.arrive(opening("a", { pieces: [part(0)], keys: ["edits"] }));
  arrivals.expect("edits=b", () => {});
  const second = arrivals.expect("edits=b;c", () => {});
  arrivals.arrive(opening("b", { keys: ["edits"], query: "edits=b" }));
  assert.equal(arrivals.coming, null);
  waiting[1](new Response(packet(() => ({ ...opening("c"), pieces: [], query: "edits=b%3Bc" }))));
  await second;
  assert.equal(arrivals.coming?.tape.run, "c");
  arrivals.coming.tape.absorb({ pieces: [part(0)] });
  arrivals.enter();
  arrivals.arrive(opening("c", { keys: ["edits"], query: "edits=b%3Bc" }));
  assert.equal(player.log.at(-1), "renew c");
  waiting[0](new Response(null, { status: 503 })); // else whoever asks waits for long
  arrivals.giveUp();
});
