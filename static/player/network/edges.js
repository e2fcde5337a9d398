/** Weights as lines: sign by colour and dash, size by width; biases as marks at their nodes' corners, sign also by shape. */

import { biasPlace, edgeEnds } from "./under.js";

/** @import { Drawn } from "./drawing.js" */

/** In sizes of the letters. */
const DASH = [0.5, 0.33];
/** As well: the thinnest line, and what the largest weight adds. */
const [THIN, THICK] = [0.07, 0.36];
/** Weights that are not looked at, while others are. */
const FADED = 0.22;
/** The mark of a bias, in sizes of the letters: the smallest, and what the largest adds. */
const [SMALL, LARGE] = [0.17, 0.2];

/** @param {CanvasRenderingContext2D} context  @param {Drawn} drawn */
export function drawEdges(context, drawn) {
  const { spec: { edges } } = drawn;
  const most = largest(edges.map(({ weight }) => drawn.at(weight.place)));
  const near = drawn.inside ? lit(drawn) : drawn.node === null ? null : nearby(drawn);
  edges.forEach((edge, index) => drawEdge(context, drawn, index, most, near === null || near.has(index)));
  context.setLineDash([]);
  context.globalAlpha = 1;
}

/** The weights that the stage is about; all where it is about none, as the loss. @param {Drawn} drawn */
function lit({ inside, spec: { edges } }) {
  const found = new Set([...edges.keys()].filter((k) => inside?.lit.has(edges[k].weight.name)));
  return found.size ? found : null;
}

/** The weights into a node, or out of an input. @param {Drawn} drawn  @returns {Set<number>} */
export function nearby({ node, spec: { edges, nodes } }) {
  const end = node !== null && nodes[node].layer === 0 ? "source" : "to";
  return new Set([...edges.keys()].filter((k) => edges[k][end] === node));
}

function drawEdge(context, drawn, index, most, near) {
  const { font, places, selected, marked, spec, theme: { colors } } = drawn;
  const { source, to, weight } = spec.edges[index];
  const value = drawn.at(weight.place);
  const [[ax, ay], [bx, by]] = edgeEnds(places.nodes[source], places.nodes[to], places.side);
  const width = Math.min(font, places.side / 2) * (THIN + (THICK * Math.min(Math.abs(value), most)) / most);
  const looked = weight.name === selected || weight.name === marked;
  context.beginPath();
  context.moveTo(ax, ay);
  context.lineTo(bx, by);
  context.globalAlpha = near || looked ? 1 : FADED;
  if (looked) stroke(context, colors.text, width + font * (weight.name === selected ? 0.5 : 0.3), []);
  if (looked) stroke(context, colors.background, width + font * 0.14, []);
  stroke(context, value < 0 ? colors.negative : colors.positive, width, value < 0 ? DASH.map((part) => part * font) : []);
}

function stroke(context, color, width, dash) {
  context.setLineDash(dash);
  context.lineWidth = width;
  context.strokeStyle = color;
  context.stroke();
}

/** @param {CanvasRenderingContext2D} context  @param {Drawn} drawn */
export function drawBiases(context, drawn) {
  const { nodes } = drawn.spec;
  const most = largest(nodes.map(({ bias }) => (bias ? drawn.at(bias.place) : 0)));
  nodes.forEach((node, k) => node.bias && drawBias(context, drawn, k, most));
}

function drawBias(context, drawn, k, most) {
  const { font, places, selected, marked, spec, theme: { colors } } = drawn;
  const { bias } = spec.nodes[k];
  const value = drawn.at(bias.place);
  const [x, y] = biasPlace(places.nodes[k], places.side);
  const size = Math.min(font, places.side / 2) * (SMALL + (LARGE * Math.min(Math.abs(value), most)) / most);
  const ring = bias.name === selected ? 5 : bias.name === marked ? 3.5 : 2;
  for (const [radius, color] of [[size + ring, ring > 2 ? colors.text : colors.background], [size, value < 0 ? colors.negative : colors.positive]]) {
    context.beginPath();
    if (value < 0) diamond(context, x, y, 1.25 * Number(radius));
    else context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = color;
    context.fill();
  }
}

function diamond(context, x, y, reach) {
  context.moveTo(x, y - reach);
  context.lineTo(x + reach, y);
  context.lineTo(x, y + reach);
  context.lineTo(x - reach, y);
  context.closePath();
}

function largest(values) {
  const most = values.reduce((top, value) => Math.max(top, Math.abs(value)), 1e-9);
  return Number.isFinite(most) ? most : 1;
}
