/** Words on a picture of images. */

import { mix } from "../shared/theme.js";

/** @import { Theme } from "../scene.d.ts" */

/** @typedef {{ x: number, y: number, size: number, color: string, font: string, weight?: number, align?: "left"|"center"|"right" }} Letters */

/** In the middle of the line at y.  @param {any} context  @param {string} words  @param {Letters} how */
export function letter(context, words, { x, y, size, color, font, weight = 400, align = "left" }) {
  context.font = `${weight} ${size}px ${font}`;
  context.textAlign = align;
  context.textBaseline = "middle";
  context.fillStyle = color;
  context.fillText(words, x, y);
}

/** Colours of words on what is right and on what is wrong: the hues alone are too pale for letters.  @param {Theme} theme */
export function verdictColor(right, theme) {
  return mix(theme.colors[right ? "right" : "wrong"], theme.text, 0.2);
}

/** A probability or a share for the back row: whole per cents, nothing rounded to none or to all.  @param {number} share */
export function percent(share) {
  if (share > 0 && share < 0.005) return "<1%";
  if (share < 1 && share >= 0.995) return ">99%";
  return `${Math.round(100 * share)}%`;
}
