/** Where a drawn network's nodes stand in a box, and how large they can be. Pure. */

/** @import { NetworkNode, NetworkSpec, Point } from "../scene.d.ts" */

/**
 * @typedef {object} Places
 * @property {number} side      of a tile, or across a circle
 * @property {Point} room        the size of the box
 * @property {Point[]} nodes    the middles, in the order of the nodes
 * @property {("beside"|"below"|"none")[]} labels  by layer, where names have room
 */

/** Most of a row, and of a column, that a tile takes; its most in sizes of the letters; circles are of one size. */
const [OF_ROW, OF_COLUMN, MOST] = [0.86, 0.5, 5.2];
const CIRCLE = 2.2;
/** Most from tile to tile in a column, in sizes of a tile: a few do not drift apart in a high box. */
const APART = 2;
/** What a name takes, in sizes of the letters: its height, and its width for each letter. */
const [TALL, WIDE] = [1.25, 0.62];
/** Tiles lower than this, in sizes of the letters, have no name beside them: lines go out there. */
const LEAST_BESIDE = 1.9;

/**
 * @param {Pick<NetworkSpec, "nodes" | "of">} spec  @param {number} width  @param {number} height  @param {number} font  size of the letters
 * @returns {Places}
 */
export function placed({ nodes, of }, width, height, font) {
  const layers = inLayers(nodes);
  const most = Math.max(...layers.map(({ length }) => length));
  const column = width / layers.length;
  const row = height / most;
  const side = Math.max(4, of ? Math.min(OF_ROW * row, OF_COLUMN * column, MOST * font) : Math.min(OF_ROW * row, CIRCLE * font));
  const gap = ({ length }) => (of ? Math.min(height / length, APART * side) : height / length);
  const labels = layers.map((layer) => labelPlace(layer, nodes, { side, column, row: gap(layer), font }));
  const [left, right] = [side / 2 + 0.5 * font, side / 2 + Math.max(0.4 * font, outside(layers, nodes, labels, font))];
  const step = (width - left - right) / Math.max(1, layers.length - 1);
  const places = /** @type {Point[]} */ ([]);
  layers.forEach((layer, k) => layer.forEach((node, rank) => {
    const lifted = labels[k] === "below" ? (TALL * font) / 2 : 0;
    places[node] = [left + k * step, height / 2 + (rank - (layer.length - 1) / 2) * gap(layer) - lifted];
  }));
  return { side, room: [width, height], nodes: places, labels };
}

/** The nodes of each layer, as places in the list of all. @param {NetworkNode[]} nodes  @returns {number[][]} */
export function inLayers(nodes) {
  const layers = /** @type {number[][]} */ ([]);
  nodes.forEach(({ layer }, k) => (layers[layer] ??= []).push(k));
  return layers;
}

/** Letters of subscripts are narrow. */
function widest(layer, nodes, font) {
  return WIDE * font * Math.max(...layer.map((k) => nodes[k].label.length));
}

function labelPlace(layer, nodes, { side, column, row, font }) {
  const wide = widest(layer, nodes, font);
  if (side >= LEAST_BESIDE * font && column - side >= wide + font) return "beside";
  if (row - side >= TALL * font + 2 && column >= wide + 4) return "below";
  return "none";
}

/** What the names of the last layer need at the right. */
function outside(layers, nodes, labels, font) {
  const last = layers.length - 1;
  return labels[last] === "beside" ? widest(layers[last], nodes, font) + 0.5 * font : 0;
}
