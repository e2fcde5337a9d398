/** What of a drawn network is under a pixel. Pure. */

import { fromLine, nearest } from "../shared/near.js";

/** @import { NetworkSpec, Point } from "../scene.d.ts" */
/** @import { Places } from "./placing.js" */

/** Pixels within which a bias or a weight is meant: fingers are wider. */
export const REACH = { mouse: 9, pen: 12, touch: 20 };

/** Where a node's bias is marked: at the lower left corner of its tile.
 * @param {Point} node  @param {number} side  @returns {Point} */
export function biasPlace([x, y], side) {
  return [x - side / 2, y + side / 2 - Math.min(4, side / 8)];
}

/** @param {Point} from  @param {Point} to  @param {number} side  @returns {[Point, Point]} the ends of the line between two tiles */
export function edgeEnds(from, to, side) {
  return [[from[0] + side / 2, from[1]], [to[0] - side / 2, to[1]]];
}

/**
 * @typedef {{kind: "node"|"bias"|"weight", index: number, name: string}} Found  index: place in the list of nodes or edges
 * @param {Pick<NetworkSpec, "nodes" | "edges">} spec  @param {Places} places  @param {Point} pixel  @param {number} reach
 * @returns {Found|null}
 */
export function partUnder({ nodes, edges }, { nodes: middles, side }, pixel, reach) {
  return biasUnder(nodes, middles, side, pixel, reach)
    ?? nodeUnder(nodes, middles, side, pixel)
    ?? weightUnder(edges, middles, side, pixel, reach);
}

/** A finger on a tile means the tile: the mark's reach into it ends early.
 * @returns {Found|null} */
function biasUnder(nodes, middles, side, [left, top], reach) {
  const distance = (index) => {
    const [x, y] = biasPlace(middles[index], side);
    const within = left > x && top < y;
    return Math.hypot(left - x, top - y) * (within ? Math.max(1, reach / (0.25 * side)) : 1);
  };
  const index = nearest([...nodes.keys()].filter((k) => nodes[k].bias), distance, reach);
  return index === null ? null : { kind: "bias", index, name: nodes[index].bias.name };
}

/** @returns {Found|null} */
function nodeUnder(nodes, middles, side, [left, top]) {
  const half = side / 2 + 2;
  const index = middles.findIndex(([x, y]) => Math.abs(left - x) <= half && Math.abs(top - y) <= half);
  return index < 0 ? null : { kind: "node", index, name: nodes[index].name };
}

/** @returns {Found|null} */
function weightUnder(edges, middles, side, pixel, reach) {
  const distance = (index) => fromLine(pixel, ...edgeEnds(middles[edges[index].source], middles[edges[index].to], side));
  const index = nearest(edges.keys(), distance, reach);
  return index === null ? null : { kind: "weight", index, name: edges[index].weight.name };
}

/** Where a part is drawn: the middle of its tile or line, or its mark.
 * @param {Pick<NetworkSpec, "nodes" | "edges">} spec  @param {Places} places  @param {string} name  @returns {Point|null} */
export function spotOf({ nodes, edges }, { nodes: middles, side }, name) {
  const node = nodes.findIndex((one) => one.name === name);
  if (node >= 0) return middles[node];
  const biased = nodes.findIndex(({ bias }) => bias?.name === name);
  if (biased >= 0) return biasPlace(middles[biased], side);
  const edge = edges.find(({ weight }) => weight.name === name);
  if (!edge) return null;
  const [[ax, ay], [bx, by]] = edgeEnds(middles[edge.source], middles[edge.to], side);
  return [(ax + bx) / 2, (ay + by) / 2];
}
