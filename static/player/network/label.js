/** A node's name beside its tile or under it; of one that is looked at also where others have no room. */

/** @import { Theme } from "../scene.d.ts" */
/** @import { Drawn } from "./drawing.js" */

/** @typedef {{left: number, top: number, width: number, height: number}} Plate */

/** @param {CanvasRenderingContext2D} context  @param {Drawn} drawn  @param {number} k  place of the node */
export function drawLabel(context, drawn, k) {
  const box = labelBox(context, drawn, k);
  if (!box) return;
  const { spec: { nodes }, theme } = drawn;
  drawPlate(context, box, theme);
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillStyle = theme.text;
  context.fillText(nodes[k].label, box.left + 2, box.top + 0.52 * box.height);
}

/** Where it stands; null where it has no room.
 * @param {CanvasRenderingContext2D} context  @param {Drawn} drawn  @param {number} k */
export function labelBox(context, drawn, k) {
  const { font, marked, places: { labels, nodes: middles, side }, selected, sent, spec: { nodes }, theme } = drawn;
  const { label, layer, name } = nodes[k];
  const place = labels[layer];
  if (place === "none" && (sent || (name !== selected && name !== marked))) return null;
  const [x, y] = middles[k];
  context.font = `600 ${font}px ${theme.font}`;
  const width = context.measureText(label).width + 4;
  const height = 1.15 * font;
  if (place === "beside") return { left: x + side / 2 + 0.3 * font - 2, top: y - side / 2 - 0.05 * font, width, height };
  return { left: x - width / 2, top: y + side / 2 + 0.08 * font, width, height };
}

/** What words stand on, so that lines do not cross them.
 * @param {CanvasRenderingContext2D} context  @param {Plate} box  @param {Theme} theme */
export function drawPlate(context, { left, top, width, height }, theme) {
  context.globalAlpha = 0.85;
  context.fillStyle = theme.background;
  context.fillRect(left, top, width, height);
  context.globalAlpha = 1;
}
