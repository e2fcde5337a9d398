/**
 * What a plot's bindings say at a step, as a list of changes to Plotly traces. Pure: no Plotly, no DOM.
 */

/** @import { Binding, CurveBinding, FitSpec, Ghost, HistoryBinding, PointBinding, SetBinding, Tape } from "../scene.d.ts" */
/** @import { Curves, CurveOf } from "./curves.js" */
/** @typedef {{trace: number, attr: string, value: any}} Change */

/**
 * @param {Binding[]} bindings
 * @param {Tape} tape
 * @param {number} shown  the step whose numbers are shown
 * @param {Curves|null} [curves]  what bindings to a curve show
 * @param {Map<FitSpec, Curves>} [others]  those of bindings that have a fit of their own
 * @returns {Change[]}
 */
export function changesAt(bindings, tape, shown, curves = null, others = new Map()) {
  const curveOf = curves && curves.at(tape, shown);
  return bindings.flatMap((binding) => {
    if (binding.type === "curve") return curveChanges(binding, binding.fit ? others.get(binding.fit)?.at(tape, shown) ?? null : curveOf);
    if (binding.type === "history") return historyChanges(binding, tape, shown);
    if (binding.type === "point") return pointChanges(binding, tape, shown);
    return setChanges(binding, tape, shown);
  });
}

/** @param {HistoryBinding} binding  @param {Tape} tape  @returns {Change[]} */
function historyChanges({ trace, array, index, over }, tape, shown) {
  const { x, y } = tape.column(array, index).upTo(shown);
  return [{ trace, attr: "x", value: over ? tape.column(over, index).upTo(shown).y : x }, { trace, attr: "y", value: y }];
}

/** @param {PointBinding} binding  @param {Tape} tape  @returns {Change[]} */
function pointChanges({ trace, array, index }, tape, shown) {
  const row = tape.row(array, shown);
  if (!row) return [];
  return [{ trace, attr: "x", value: [tape.across(array, shown)] }, { trace, attr: "y", value: row.values(index).slice(0, 1) }];
}

/** @param {SetBinding} binding  @param {Tape} tape  @returns {Change[]} */
function setChanges({ trace, array, attr, index }, tape, shown) {
  const rows = tape.around(array, shown);
  if (!rows) return [];
  return [{ trace, attr, value: blended(rows, index) }];
}

/** @param {CurveBinding} binding  @param {CurveOf|null} curveOf  @returns {Change[]} */
function curveChanges({ trace, part }, curveOf) {
  return curveOf ? [{ trace, attr: "y", value: curveOf(part) }] : [];
}

function blended({ a, b, t }, index) {
  const from = a.values(index);
  if (t === 0) return from;
  const to = b.values(index);
  return from.map((value, i) => value + (to[i] - value) * t);
}

/** @param {Binding} binding  @returns {binding is HistoryBinding & { ghost: number }} */
function hasGhost(binding) {
  return binding.type === "history" && binding.ghost !== undefined;
}

/** The previous run's lines, kept under the array's name so that a new scene finds them again.
 * @param {Binding[]} bindings  @param {Tape} tape  @param {Map<string, Ghost>} ghosts */
export function keepGhosts(bindings, tape, ghosts) {
  for (const { array, index } of bindings.filter(hasGhost)) {
    const { x, y } = tape.column(array, index).upTo(tape.last);
    ghosts.set(`${array}|${index ?? ""}`, { x: Array.from(x), y: Array.from(y) });
  }
}

/** So many times as high as this run begins, the run before is out of its picture: the axis belongs to this one. */
const OUT = 20;

/** @param {Binding[]} bindings  @param {Map<string, Ghost>} ghosts  @param {Tape} tape  @returns {Change[]} */
export function ghostChanges(bindings, ghosts, tape) {
  return bindings.filter(hasGhost).flatMap(({ array, index, ghost }) => {
    const line = ghosts.get(`${array}|${index ?? ""}`);
    if (!line) return [];
    const most = OUT * Math.abs(tape.row(array, tape.first)?.values(index)[0] ?? 0) || Infinity;
    const y = line.y.map((value) => (Math.abs(value) > most ? NaN : value));
    return [{ trace: ghost, attr: "x", value: line.x }, { trace: ghost, attr: "y", value: y }];
  });
}

/** @param {Change[]} changes @returns {[object, number[]]} the first arguments of one Plotly.restyle */
export function asRestyle(changes) {
  const traces = [...new Set(changes.map(({ trace }) => trace))];
  const update = {};
  for (const { trace, attr, value } of changes) {
    // A hole in the list leaves that trace's attribute as it is.
    update[attr] ??= new Array(traces.length).fill(undefined);
    update[attr][traces.indexOf(trace)] = value;
  }
  return [update, traces];
}

/** Write changes into figure data before it is first drawn. */
export function applyTo(data, changes) {
  for (const { trace, attr, value } of changes) setPath(data[trace], attr, value);
}

/** setPath({}, "yaxis.type", "log") -> {yaxis: {type: "log"}} */
export function setPath(object, path, value) {
  const names = path.split(".");
  const leaf = names.pop();
  let target = object;
  for (const name of names) target = target[name] ??= {};
  target[leaf] = value;
}
