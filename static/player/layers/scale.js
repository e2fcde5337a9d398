/** What the colours of a field mean, in its corner: a name, and a ramp between the ends of its range. */

import { fontSize } from "./marks.js";
import { format } from "../shared/format.js";
import { scaleColor } from "../shared/theme.js";

/** @import { Frame, Theme } from "../scene.d.ts" */

const RAMP = 64;
const SHADES = 16;
/** Of the width of the field; where it would take more it would lie on points, and the name alone stands there. */
const MOST = 2 / 3;

/** @param {any} context  @param {Frame} box
 * @param {{label: string, range: [number, number], colors: string, most?: number}} about  most: of the width, in place of MOST
 * @param {Theme} theme */
export function drawScale(context, box, about, theme) {
  const { label, range, colors, most = MOST } = about;
  const size = fontSize(context);
  const height = 1.5 * size;
  const [low, high] = range.map((value) => format(value, ".2g"));
  context.save();
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.font = `600 ${size}px ${theme.font}`;
  const words = [`${label}:`, low, high];
  const widths = words.map((word) => context.measureText(word).width);
  const whole = widths[0] + widths[1] + widths[2] + RAMP + 34;
  if (whole > most * box.width) {
    drawName(context, box, label, theme);
    return void context.restore();
  }
  const [left, top] = [box.left + 8, box.top + 8];
  drawGround(context, [left, top, whole, height], theme);
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

/** @param {any} context  @param {Frame} box  @param {string} label  @param {Theme} theme */
function drawName(context, box, label, theme) {
  const height = 1.3 * fontSize(context);
  drawGround(context, [box.left, box.top, context.measureText(label).width + 8, height], theme);
  context.fillStyle = theme.text;
  context.fillText(label, box.left + 4, box.top + height / 2);
}

/** What words stand on.  @param {any} context  @param {[number, number, number, number]} place  @param {Theme} theme */
function drawGround(context, place, theme) {
  context.fillStyle = theme.background;
  context.globalAlpha = 0.88;
  context.fillRect(...place);
  context.globalAlpha = 1;
}
