/** A point that is sent through the network: each node's value on its tile, and the products that make up a sum. */

import { nearby } from "./edges.js";
import { kept, numberEdge, numberNode, spotOfNumber } from "./plates.js";
import { drawPointed } from "../layers/marks.js";

/** @import { Drawn } from "./drawing.js" */

/** Networks of at most so many weights show all products, where they have room; others those of the node looked at. */
const FEW = 17;

/** @param {CanvasRenderingContext2D} context  @param {Drawn} drawn */
export function drawSent(context, drawn) {
  const taken = [...drawn.spec.nodes.map((_, k) => drawValue(context, drawn, k)), ...kept(context, drawn)];
  const near = drawn.node === null ? null : nearby(drawn);
  const { at, sent, spec: { edges } } = drawn;
  const { values } = /** @type {NonNullable<Drawn["sent"]>} */ (sent);
  const shown = [...edges.keys()].filter((k) => near?.has(k) || (near === null && edges.length <= FEW));
  for (const k of shown) numberEdge(context, drawn, k, at(edges[k].weight.place) * values[edges[k].source], taken);
}

/** The point within the tile, and the node's value. */
function drawValue(context, drawn, k) {
  const { places: { nodes, side }, sent: { place, values }, theme } = drawn;
  const [x, y] = nodes[k];
  const [px, py] = at(drawn, place, values[k], k, x - side / 2, y - side / 2);
  if (spotOfNumber(drawn, k) !== "over") drawPointed(context, px, py, theme, Math.min(6, side / 8));
  return numberNode(context, drawn, k, values[k]);
}

/** Where the point is on a tile: in a field at its inputs, on a curve over its input. */
function at({ places: { side }, spec: { inputs: [low, high] }, tiles }, place, value, k, left, top) {
  const share = (number) => (number - low) / (high - low);
  const x = left + share(place[0]) * side;
  return [x, tiles.curves ? tiles.height(k, value, top, side) : top + side - share(place[1]) * side];
}
