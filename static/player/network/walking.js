/**
 * Walking through a network by keys: ← → from layer to layer, ↑ ↓ within one, w to the weights into a node and through
 * them ↑ ↓, the bias last; ← → lead from a weight to the nodes at its ends. Pure.
 */

/** @import { NetworkSpec } from "../scene.d.ts" */

import { inLayers } from "./placing.js";

export const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];

/**
 * @param {Pick<NetworkSpec, "nodes" | "edges">} spec
 * @param {string|null} name  of the part where the walk stands; null before it begins
 * @param {string} key
 * @returns {string|null} the part that the key leads to; the same one at an end
 */
export function next(spec, name, key) {
  const { nodes } = spec;
  const node = nodes.findIndex((one) => one.name === name);
  if (node >= 0) return fromNode(spec, node, key);
  const to = owner(spec, name);
  if (to < 0) return ARROWS.includes(key) || key === "w" ? nodes[0].name : null;
  return fromParameter(spec, to, /** @type {string} */ (name), key);
}

/** The node into which a weight leads, or whose bias it is; -1 for none.
 * @param {Pick<NetworkSpec, "nodes" | "edges">} spec  @param {string|null} name */
export function owner({ nodes, edges }, name) {
  const edge = edges.find(({ weight }) => weight.name === name);
  return edge ? edge.to : nodes.findIndex(({ bias }) => bias !== undefined && bias.name === name);
}

function fromNode(spec, node, key) {
  const { nodes } = spec;
  const layers = inLayers(nodes);
  const { layer, name } = nodes[node];
  const rank = layers[layer].indexOf(node);
  if (key === "w") return into(spec, node)[0] ?? name;
  if (key === "ArrowUp" || key === "ArrowDown") {
    return nodes[layers[layer][rank + (key === "ArrowUp" ? -1 : 1)] ?? node].name;
  }
  const beside = layers[layer + (key === "ArrowRight" ? 1 : -1)];
  return beside ? nodes[beside[level(rank, layers[layer].length, beside.length)]].name : name;
}

/** The rank in another layer that stands nearest in height. */
function level(rank, count, others) {
  return Math.min(others - 1, Math.floor(((rank + 0.5) / count) * others));
}

/** The names of the weights into a node from the top, and of its bias. @returns {string[]} */
function into({ nodes, edges }, node) {
  const weights = edges.filter(({ to }) => to === node).map(({ weight }) => weight.name);
  const { bias } = nodes[node];
  return bias ? [...weights, bias.name] : weights;
}

function fromParameter(spec, to, name, key) {
  const all = into(spec, to);
  const at = all.indexOf(name);
  if (key === "ArrowUp" || key === "ArrowDown") return all[at + (key === "ArrowUp" ? -1 : 1)] ?? name;
  const edge = spec.edges.find(({ weight }) => weight.name === name);
  return key === "ArrowLeft" && edge ? spec.nodes[edge.source].name : spec.nodes[to].name;
}
