/** What the colours of a field mean, in its corner: a name, and a ramp between the ends of its range. */

import { fontSize } from "./marks.js";
import { format } from "../shared/format.js";
import { scaleColor } from "../shared/theme.js";

/** @import { Frame, Theme } from "../scene.d.ts" */

const RAMP = 64;
const SHADES = 16;

/** @param {any} context  @param {Frame} box  @param {{label: string, range: [number, number], colors: string}} about  @param {Theme} theme */
export function drawScale(context, box, about, theme) {
  const { label, range, colors } = about;
  const size = fontSize(context);
  const height = 1.5 * size;
  const [low, high] = range.map((value) => format(value, ".2g"));
  context.save();
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.font = `600 ${size}px ${theme.font}`;
  const words = [`${label}:`, low, high];
  const widths = words.map((word) => context.measureText(word).width);
  const [left, top] = [box.left + 8, box.top + 8];
  context.fillStyle = theme.background;
  context.globalAlpha = 0.88;
  context.fillRect(left, top, widths[0] + widths[1] + widths[2] + RAMP + 34, height);
  context.globalAlpha = 1;
  const middle = top + height / 2 + 1;
  let x = left + 8;
  const say = (word, width) => {
    context.fillStyle = theme.text;
    context.fillText(word, x, middle);
    x += width + 6;
  };
  say(words[0], widths[0]);
  say(words[1], widths[1]);
  for (let k = 0; k < SHADES; k++) {
    context.fillStyle = scaleColor(colors, k / (SHADES - 1), theme);
    context.fillRect(x + (k * RAMP) / SHADES, top + height * 0.25, RAMP / SHADES + 0.5, height / 2);
  }
  x += RAMP + 6;
  say(words[2], widths[2]);
  context.restore();
}
