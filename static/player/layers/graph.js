/** A network drawn under a plot's axes: sign shown by colour and dash, size by width, both from one array. */

import { format } from "../shared/format.js";
import { luminance, scaleColor } from "../shared/theme.js";

/** @import { GraphSpec, Theme } from "../scene.d.ts" */

const RADIUS = 20;
const DASH = [9, 6];
const TOUCH = 12;
const SHADES = 101;

export class GraphLayer {
  /** @type {Theme} */
  theme;
  /** @type {Shade[]} of the values from the lowest to the highest */
  shades;
  /** @type {Shade} of a node without a number */
  neutral;

  /** @param {GraphSpec} spec */
  constructor(spec) {
    this.spec = spec;
  }

  retheme(theme) {
    this.theme = theme;
    this.shades = Array.from({ length: SHADES }, (_, i) => {
      const fill = scaleColor("signed", i / (SHADES - 1), theme);
      return shade(fill);
    });
    this.neutral = shade(theme.panel);
  }

  /** @returns {boolean} whether there was something to draw */
  draw(context, axes, tape, position) {
    const values = this.valuesAt(tape, position);
    if (!values) return false;
    const scale = this.scaleOf(values);
    context.save();
    for (const edge of this.spec.edges) this.drawEdge(context, axes, edge, values, scale);
    for (const node of this.spec.nodes) this.drawNode(context, axes, node, values, scale);
    context.restore();
    return true;
  }

  valuesAt(tape, position) {
    const rows = tape.around(this.spec.array, position);
    if (!rows) return null;
    const { a, b, t } = rows;
    return (index) => (1 - t) * a.at(index) + t * b.at(index);
  }

  scaleOf(values) {
    return this.spec.edges.reduce((most, edge) => Math.max(most, Math.abs(values(edge[4]))), 1e-9);
  }

  edgeLook(value, scale) {
    const share = Math.min(1, Math.abs(value) / scale);
    const { positive, negative } = this.theme.colors;
    return { width: 1 + 7 * share, color: value < 0 ? negative : positive, negative: value < 0 };
  }

  /** @param {GraphSpec["edges"][number]} edge */
  drawEdge(context, axes, edge, values, scale) {
    const [x0, y0, x1, y1, index] = edge;
    const look = this.edgeLook(values(index), scale);
    context.beginPath();
    context.moveTo(axes.x(x0), axes.y(y0));
    context.lineTo(axes.x(x1), axes.y(y1));
    context.setLineDash(look.negative ? DASH : []);
    context.lineWidth = look.width;
    context.strokeStyle = look.color;
    context.stroke();
  }

  nodeShade(index, values, scale) {
    if (index === null) return this.neutral;
    const share = 0.5 + (0.5 * values(index)) / scale;
    return this.shades[Math.round(Math.max(0, Math.min(1, share)) * (SHADES - 1))];
  }

  /** @param {GraphSpec["nodes"][number]} node */
  drawNode(context, axes, node, values, scale) {
    const [x, y, index, label] = node;
    const [left, top] = [axes.x(x), axes.y(y)];
    const { fill, ink } = this.nodeShade(index, values, scale);
    context.setLineDash([]);
    context.beginPath();
    context.arc(left, top, RADIUS, 0, 2 * Math.PI);
    context.fillStyle = fill;
    context.fill();
    context.lineWidth = 2;
    context.strokeStyle = this.theme.colors.muted;
    context.stroke();
    this.drawLabel(context, left, top, label, ink);
  }

  drawLabel(context, left, top, label, ink) {
    if (!label) return;
    context.font = `${axesFontSize(context)}px ${this.theme.font}`;
    context.textAlign = "center";
    const inside = context.measureText(label).width <= 2 * RADIUS - 4;
    context.textBaseline = inside ? "middle" : "top";
    context.fillStyle = inside ? ink : this.theme.text;
    context.fillText(label, left, inside ? top + 1 : top + RADIUS + 3);
  }

  /** @returns {string[]|null} what to say about the nearest node or edge to a pixel */
  describe(left, top, axes, tape, shown) {
    const row = tape.row(this.spec.array, shown);
    if (!row) return null;
    const say = (name, index) => [`${name} = ${format(row.at(index), ".6g")}`];
    for (const [x, y, index, label, name] of this.spec.nodes) {
      if (Math.hypot(axes.x(x) - left, axes.y(y) - top) > RADIUS + 4) continue;
      return index === null ? [label] : say(name, index); // a node's number is its bias, not what it puts out
    }
    let best = /** @type {GraphSpec["edges"][number]|null} */ (null);
    let distance = TOUCH;
    for (const edge of this.spec.edges) {
      const away = fromSegment(left, top, axes.x(edge[0]), axes.y(edge[1]), axes.x(edge[2]), axes.y(edge[3]));
      if (away < distance) [distance, best] = [away, edge];
    }
    return best && say(best[5], best[4]);
  }

  /** The same picture as Plotly traces, for saving. */
  traces(tape, shown) {
    const values = this.valuesAt(tape, shown);
    if (!values) return [];
    const scale = this.scaleOf(values);
    const lines = this.spec.edges.map(([x0, y0, x1, y1, index]) => {
      const { width, color, negative } = this.edgeLook(values(index), scale);
      return {
        type: "scatter", mode: "lines", x: [x0, x1], y: [y0, y1], hoverinfo: "skip", showlegend: false,
        line: { width, color, dash: negative ? `${DASH[0]}px,${DASH[1]}px` : "solid" },
      };
    });
    return [...lines, this.nodesTrace(values, scale)];
  }

  nodesTrace(values, scale) {
    const { nodes } = this.spec;
    const shades = nodes.map((node) => this.nodeShade(node[2], values, scale));
    return {
      type: "scatter", mode: "markers+text", showlegend: false,
      x: nodes.map((node) => node[0]),
      y: nodes.map((node) => node[1]),
      text: nodes.map((node) => node[3]),
      textposition: "middle center",
      textfont: { color: shades.map(({ ink }) => ink) },
      marker: {
        size: 2 * RADIUS,
        color: shades.map(({ fill }) => fill),
        opacity: 1,
        line: { width: 2, color: this.theme.colors.muted },
      },
    };
  }
}

/** @typedef {{fill: string, ink: string}} Shade  a node's fill and the ink that can be read on it */

/** @returns {Shade} */
function shade(fill) {
  return { fill, ink: luminance(fill) < 0.45 ? "#ffffff" : "#111111" };
}

/** Labels follow the size of the plot's own text, which the panel puts on the canvas. */
function axesFontSize(context) {
  return Number(context.canvas.dataset.fontSize ?? 18);
}

function fromSegment(px, py, ax, ay, bx, by) {
  const [dx, dy] = [bx - ax, by - ay];
  const share = ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.max(0, Math.min(1, share));
  return Math.hypot(px - ax - t * dx, py - ay - t * dy);
}
