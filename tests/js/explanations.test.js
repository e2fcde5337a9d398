import assert from "node:assert/strict";
import { test } from "node:test";

import { Explanations, patience } from "../../static/player/explanations.js";
import { Refused } from "../../static/player/shared/bytes.js";
import { beside } from "../../static/player/stages.js";

const answerTo = (step, more = {}) => ({ step, sample: "all", samples: [], stages: [], ...more });
const turn = () => new Promise(setImmediate);

/** A run whose source answers as told, and what it was asked. */
function run(answer = (step, more) => answerTo(step, more)) {
  const asked = [];
  const source = {
    query: "gate=xor",
    explanation: async (step, more, signal) => {
      asked.push({ step, ...more, signal });
      return answer(step, more);
    },
  };
  const player = { tape: { run: "r" }, feed: { source }, arrivals: { coming: null }, focus: { changed() {} } };
  return { all: new Explanations(player), asked, player };
}

/** A follower that counts its news. */
function follower(all) {
  const made = all.follow(() => (made.news = (made.news ?? 0) + 1));
  return made;
}

test("a stage leads to the next, the last to the next step, the first back to the end of the step before", () => {
  assert.deepEqual(beside({ at: 0, count: 3 }, 1), { steps: 0, at: 1 });
  assert.deepEqual(beside({ at: 2, count: 3 }, 1), { steps: 1, at: 0 });
  assert.deepEqual(beside({ at: 0, count: 3 }, -1), { steps: -1, at: Infinity });
  assert.deepEqual(beside({ at: Infinity, count: 3 }, -1), { steps: 0, at: 1 });
  assert.deepEqual(beside({ at: Infinity, count: 3 }, 1), { steps: 1, at: 0 });
});

test("at rest the first is asked for at once, what follows fast or plays only once it has stood", () => {
  assert.equal(patience(Infinity, false), 0);
  assert.ok(patience(50, false) > 0);
  assert.ok(patience(Infinity, true) > 0);
});

test("what is wanted comes, is kept, and is not asked for again", async () => {
  const { all, asked } = run();
  const one = follower(all);
  one.want({ step: 3, part: "w2.3.1" }, false);
  assert.ok(!one.right);
  await turn();
  assert.ok(one.right && one.answer.step === 3);
  assert.deepEqual([asked[0].step, asked[0].sel, asked[0].sample], [3, "w2.3.1", "all"]);
  const other = follower(all);
  other.want({ step: 3, part: "w2.3.1" }, true);
  assert.ok(other.right, "kept: at once, even while it plays");
  assert.equal(asked.length, 1);
});

test("the numbers of the step before are late until the right ones are here; steps that fly by are not asked for", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { all, asked } = run();
  const one = follower(all);
  one.want({ step: 3, part: null }, false);
  await turn();
  for (const step of [4, 5, 6]) one.want({ step, part: null }, true);
  assert.ok(!one.right && one.answer.step === 3);
  t.mock.timers.tick(1000);
  await turn();
  assert.ok(one.right && one.answer.step === 6);
  assert.deepEqual(asked.map(({ step }) => step), [3, 6]);
});

test("an answer that is no longer wanted is given up, also when it comes", async () => {
  let release = () => {};
  const { all, asked } = run((step, more) => (step === 3 ? new Promise((done) => (release = () => done(answerTo(3, more)))) : answerTo(step, more)));
  const one = follower(all);
  one.want({ step: 3, part: null }, false);
  one.askedAt = -Infinity;
  one.want({ step: 4, part: null }, false);
  assert.ok(asked[0].signal.aborted);
  await turn();
  release();
  await turn();
  assert.equal(one.answer.step, 4);
  one.drop();
  assert.ok(!one.right && one.wanted === null);
});

test("where nobody answers it says so, and asks again; what is refused is not asked for again", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let trouble = /** @type {Error|null} */ (new TypeError("no network"));
  const { all, asked } = run((step) => {
    if (trouble) throw trouble;
    return answerTo(step);
  });
  const one = follower(all);
  one.want({ step: 3, part: null }, false);
  await turn();
  assert.ok(one.failed && !one.right);
  trouble = null;
  t.mock.timers.tick(10_000);
  await turn();
  assert.ok(one.right && !one.failed);
  trouble = new Refused("404");
  one.askedAt = -Infinity;
  one.want({ step: 4, part: null }, false);
  await turn();
  t.mock.timers.tick(10_000);
  await turn();
  assert.ok(one.failed);
  assert.equal(asked.length, 3);
});

test("another sample is another question; a batch without it tells all", async () => {
  const { all, asked } = run((step, { sample }) => {
    if (sample === "7" && step === 5) throw new Refused("400");
    return answerTo(step, { sample });
  });
  const one = follower(all);
  one.want({ step: 4, part: null }, false);
  await turn();
  all.choose("7");
  one.askedAt = -Infinity;
  one.want({ step: 4, part: null }, false);
  await turn();
  assert.equal(one.answer.sample, "7");
  one.askedAt = -Infinity;
  one.want({ step: 5, part: null }, false);
  await turn();
  assert.equal(one.answer.sample, "all");
  assert.deepEqual(asked.map(({ sample }) => sample), ["all", "7", "7", "all"]);
});

test("only so many answers are kept, the latest", async () => {
  const { all } = run();
  for (let k = 0; k < 100; k++) all.keep(`${k}`, answerTo(k));
  assert.ok(all.kept.size < 100 && all.kept.has("99") && !all.kept.has("0"));
});

test("while a longer run beside it goes on, the last step of the run on stage is told", () => {
  const { all, player } = run();
  Object.assign(player, { shown: 40, tape: { run: "r", runs: [{ last: 60 }, { last: 2000 }] } });
  assert.equal(all.step, 40);
  player.shown = 2000;
  assert.equal(all.step, 60);
});
