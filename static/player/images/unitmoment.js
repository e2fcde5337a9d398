/** The network at a position of the tape, and what it makes of the image that is sent: computed once for all panels. */

import { parametersAt, rowsAround } from "../layers/computed.js";
import { Net } from "../shared/net.js";

/** @import { NetSpec, Stage } from "../scene.d.ts" */

/**
 * params: the same array as before where they are the same. layers: of each the units' values; null: nothing is sent.
 * full: the weight that gets the full colours, for all units of the first layer.
 * @typedef {{ key: string, of: NetSpec, net: Net, params: Float64Array, full: number, sent: number[]|null, layers: Float64Array[]|null }} Moment
 */

/** Standard deviations that get the full colours: a few large weights would leave all others pale. */
const FULL = 3;

/** @type {WeakMap<Stage, Moment>} */
const moments = new WeakMap();

/** @param {Stage} stage  @param {NetSpec} of  @param {number} position  @returns {Moment|null} null: its parameters are not here */
export function momentOf(stage, of, position) {
  const { focus, revision, tape } = stage;
  const before = moments.get(stage);
  const key = [tape.run, position, revision].join("|");
  if (before?.key === key && before.of === of) return before;
  const rows = rowsAround(tape, of.array, position);
  if (!rows) return null;
  const net = before?.of === of ? before.net : new Net(of);
  const moment = { key, of, net, ...known(before, parametersAt(rows), of), ...sentThrough(focus.place, of) };
  if (moment.sent) moment.layers = through(net, moment.params, moment.sent);
  moments.set(stage, moment);
  return moment;
}

/** @param {Moment|undefined} before  @param {Float64Array} params  @param {NetSpec} of */
function known(before, params, { sizes }) {
  if (before && before.params.length === params.length && params.every((value, i) => value === before.params[i])) {
    return { params: before.params, full: before.full };
  }
  return { params, full: fullOf(params.subarray(0, sizes[0] * sizes[1])) };
}

/** @param {ArrayLike<number>} weights  @returns {number} what gets the full colours */
export function fullOf(weights) {
  let [most, squares] = [0, 0];
  for (let i = 0; i < weights.length; i++) {
    most = Math.max(most, Math.abs(weights[i]));
    squares += weights[i] ** 2;
  }
  return Math.min(most, FULL * Math.sqrt(squares / weights.length)) || 1;
}

/** @param {number[]|null} place  @param {NetSpec} of */
function sentThrough(place, { sizes }) {
  return { sent: place?.length === sizes[0] ? place : null, layers: /** @type {Float64Array[]|null} */ (null) };
}

/** @param {Net} net  @param {Float64Array} params  @param {number[]} image */
function through(net, params, image) {
  return net.forward(params, image.map((value) => [value])).map((rows) => Float64Array.from(rows, ([value]) => value));
}

/** A unit's weighted sum of what is sent.  @param {Moment} moment  @param {number} layer  @param {number} unit */
export function sumOf({ net, params, layers }, layer, unit) {
  const { bias, weights } = net.unit(params, layer, unit);
  const below = /** @type {Float64Array[]} */ (layers)[layer - 1];
  return weights.reduce((sum, weight, i) => sum + weight * below[i], bias);
}
