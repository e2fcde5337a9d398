/** A colour for each of ten digits, which tells them apart where the digits themselves overlap. */

import { mix } from "../shared/theme.js";

/** @import { Theme } from "../scene.d.ts" */

const HUES = ["blue", "vermillion", "green", "purple", "orange", "sky", "text", "yellow", "muted"];

/** @param {Theme} theme  @returns {string[]} */
export function digitColors({ colors }) {
  return [...HUES.map((hue) => colors[hue]), mix(colors.vermillion, colors.text, 0.5)];
}
