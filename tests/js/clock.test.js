import assert from "node:assert/strict";
import { test } from "node:test";

import { Clock } from "../../static/player/clock.js";
import { Commands } from "../../static/player/commands.js";
import { Tape } from "../../static/player/tape.js";
import { HEADER, chunk } from "./making.js";

const loss = { loss: (step) => step };
const part = (number) => chunk(number, number ? 5 * number + 1 : 0, 5 * number + 5, loss);

function tape(numbers, header = {}) {
  return new Tape({ ...HEADER, pieces: numbers.map(part), ...header });
}

test("it moves by rate and speed, and shows whole steps", () => {
  const [clock, run] = [new Clock(), tape([0, 1, 2, 3])];
  clock.play(run);
  clock.tick(run, 250);
  assert.equal(clock.position, 2.5);
  assert.equal(clock.shown(run), 2);
  clock.speed = 4;
  clock.tick(run, 100);
  assert.equal(clock.position, 6.5);
  clock.pause(run);
  assert.deepEqual([clock.position, clock.playing], [6, false]);
});

test("it waits at the end of what has come, and goes on when more has", () => {
  const [clock, run] = [new Clock(), tape([0])];
  clock.play(run);
  clock.tick(run, 2000);
  assert.deepEqual([clock.position, clock.waiting, clock.playing], [5, true, true]);
  run.absorb({ pieces: [part(1)] });
  clock.tick(run, 200);
  assert.deepEqual([clock.position, clock.waiting], [7, false]);
});

test("at the end it pauses, and playing again starts from the beginning", () => {
  const [clock, run] = [new Clock(), tape([0, 1, 2, 3])];
  clock.play(run);
  clock.tick(run, 5000);
  assert.deepEqual([clock.position, clock.playing], [20, false]);
  clock.play(run);
  assert.equal(clock.position, 0);
});

test("a loop rests on the last picture for a second", () => {
  const [clock, run] = [new Clock({ loop: true }), tape([0, 1, 2, 3])];
  clock.play(run);
  clock.tick(run, 5000);
  clock.tick(run, 900);
  assert.deepEqual([clock.position, clock.playing], [20, true]);
  clock.tick(run, 200);
  assert.equal(clock.position, 0);
});

test("seeking stays within the run, also one that ended early", () => {
  const [clock, run] = [new Clock(), tape([0, 1], { end: 7 })];
  clock.seek(run, 99);
  assert.equal(clock.position, 7);
  clock.seek(run, -3);
  assert.equal(clock.position, 0);
  clock.seek(run, 3.6);
  assert.equal(clock.position, 4);
});

test("where there are keyframes alone, one step leads to the next of them", () => {
  const run = tape([], { stride: 6, keys_only: true });
  assert.deepEqual([run.restAt(8), run.restAt(10), run.restAt(19.4)], [6, 12, 18]);
  assert.deepEqual([run.beside(12, 1), run.beside(12, -1), run.beside(18, 1), run.beside(0, -1)], [18, 6, 20, 0]);
});

test("commands pause before a step, and stop at the slowest and the fastest speed", () => {
  let settled = 0;
  const guesses = { end() {}, step: () => false, seek: () => false };
  const player = { clock: new Clock(), tape: tape([0, 1, 2, 3]), stages: { on: false }, guesses, settle: () => (settled += 1) };
  const commands = new Commands(player);
  commands.toggle();
  player.clock.tick(player.tape, 420);
  commands.step(1);
  assert.deepEqual([player.clock.position, player.clock.playing], [5, false]);
  commands.toEnd();
  assert.equal(player.clock.position, 20);
  for (let i = 0; i < 10; i++) commands.changeSpeed(1);
  assert.equal(player.clock.speed, 16);
  for (let i = 0; i < 10; i++) commands.changeSpeed(-1);
  assert.equal(player.clock.speed, 0.25);
  assert.equal(settled, 23);
});
