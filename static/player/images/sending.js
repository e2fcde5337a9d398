/** Which image goes through the network: the one that the pointer or the keyboard shows, else the one that was drawn. */

/** @import { Stage } from "../scene.d.ts" */

/** What was drawn on each stage. @type {WeakMap<Stage, number[]>} */
const drawn = new WeakMap();

/** An image was drawn; null: it is gone.  @param {Stage} stage  @param {number[]|null} inputs */
export function keepDrawn(stage, inputs) {
  if (inputs) drawn.set(stage, inputs);
  else drawn.delete(stage);
  stage.focus.send(inputs);
}

/** An image is looked at; null: not any more.  @param {Stage} stage  @param {number[]|null} inputs */
export function lookAt(stage, inputs) {
  stage.focus.send(inputs ?? drawn.get(stage) ?? null);
}
