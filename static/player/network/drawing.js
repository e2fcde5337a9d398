/** A network as it is drawn at a moment: tiles or circles over the lines, names where they have room. */

import { drawBiases, drawEdges } from "./edges.js";
import { drawLabel } from "./label.js";
import { drawInside } from "./inside.js";
import { drawSent } from "./sent.js";
import { drawDisc } from "../layers/marks.js";
import { strokeUnit } from "../layers/unitlines.js";
import { resolveColor } from "../shared/theme.js";

/** @import { Inside, NetworkSpec, Theme } from "../scene.d.ts" */
/** @import { UnitLinesLayer } from "../layers/unitlines.js" */
/** @import { Atlas } from "./atlas.js" */
/** @import { Places } from "./placing.js" */
/** @import { Tiles } from "./tiles.js" */

/**
 * @typedef {object} Drawn  all that a picture of the network is made of
 * @property {NetworkSpec} spec
 * @property {Places} places
 * @property {Theme} theme
 * @property {number} font              size of the letters
 * @property {(place: number) => number} at  the numbers of the panel's array
 * @property {Tiles|null} tiles         none: nodes are circles
 * @property {Atlas|null} atlas         none: nodes are curves
 * @property {number|null} node         that is looked at, as a place in the list
 * @property {string|null} selected     a part by its name
 * @property {string|null} marked       the part under the pointer, or where the keys have led
 * @property {UnitLinesLayer|null} lines  of units, while they are shown
 * @property {{values: Float64Array, place: number[]}|null} sent  of each node its value for a point of the inputs
 * @property {Inside|null} inside  the stage of an update that is gone through
 */

/** @param {CanvasRenderingContext2D} context  @param {Drawn} drawn */
export function drawNetwork(context, drawn) {
  context.lineCap = "butt";
  drawEdges(context, drawn);
  drawn.spec.nodes.forEach((_, k) => drawNode(context, drawn, k));
  drawBiases(context, drawn);
  drawn.spec.nodes.forEach((_, k) => drawLabel(context, drawn, k));
  if (drawn.inside) drawInside(context, drawn, drawn.inside);
  else if (drawn.sent) drawSent(context, drawn);
}

function drawNode(context, drawn, k) {
  const { places: { nodes, side }, spec, tiles } = drawn;
  const [left, top] = [nodes[k][0] - side / 2, nodes[k][1] - side / 2];
  if (!tiles) return drawCircle(context, drawn, k);
  fill(context, drawn.theme.panel, left, top, side);
  if (drawn.atlas) drawn.atlas.stamp(context, k, left, top, side);
  else drawCurve(context, drawn, k, left, top);
  if (drawn.lines && spec.nodes[k].layer === 1) drawLine(context, drawn, k, left, top);
  frame(context, drawn, k, left, top);
}

function fill(context, color, left, top, side) {
  context.fillStyle = color;
  context.fillRect(left, top, side, side);
}

/** A node's curve over a line at zero, where that is in its range. */
function drawCurve(context, { font, theme: { colors }, tiles, places: { side }, spec: { nodes, of } }, k, left, top) {
  const zero = tiles.height(k, 0, top, side);
  if (zero > top && zero < top + side) {
    context.beginPath();
    context.moveTo(left, zero);
    context.lineTo(left + side, zero);
    context.lineWidth = 1;
    context.strokeStyle = colors.muted;
    context.stroke();
  }
  tiles.trace(context, k, left, top, side);
  context.lineWidth = Math.min(0.16 * font, 0.09 * side);
  context.strokeStyle = colors.run;
  context.stroke();
}

/** The unit's own line in its tile, in its mark. */
function drawLine(context, { at, lines, font, places: { side }, spec, theme }, k, left, top) {
  const unit = spec.nodes.filter(({ layer }, i) => layer === 1 && i < k).length;
  const { color, mark } = lines.spec.lines[unit];
  const line = lines.lineOf(at, unit);
  if (line) {
    const { x: [x0, x1], y: [y0, y1] } = lines.spec;
    const place = ([x, y]) => /** @type {[number, number]} */ ([left + ((x - x0) / (x1 - x0)) * side, top + side - ((y - y0) / (y1 - y0)) * side]);
    context.beginPath();
    context.moveTo(...place(line[0]));
    context.lineTo(...place(line[1]));
    strokeUnit(context, lines.spec.lines[unit], 2.5, theme);
  }
  const radius = 0.6 * font;
  drawDisc(context, left + side - 0.4 * radius, top + 0.5 * radius, radius, resolveColor(color, theme), mark, theme);
}

/** The edge of a tile; a thick one around what is selected or pointed at, or what the stage is about. */
function frame(context, { font, inside, marked, places: { side }, selected, spec: { nodes }, theme: { colors } }, k, left, top) {
  const { name } = nodes[k];
  const strong = name === marked || inside?.lit.has(name);
  const width = name === selected ? 0.28 * font : strong ? 0.17 * font : 1.5;
  const out = width / 2;
  context.beginPath();
  context.rect(left - out, top - out, side + width, side + width);
  context.lineWidth = width;
  context.strokeStyle = name === selected || strong ? colors.text : colors.muted;
  context.stroke();
}

function drawCircle(context, { marked, places: { nodes: middles, side }, spec: { nodes }, theme }, k) {
  const [x, y] = middles[k];
  context.beginPath();
  context.arc(x, y, side / 2, 0, 2 * Math.PI);
  context.fillStyle = theme.panel;
  context.fill();
  context.lineWidth = nodes[k].name === marked ? 4 : 2;
  context.strokeStyle = theme.colors.muted;
  context.stroke();
}
