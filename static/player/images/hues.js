/** A colour for each of ten digits, which tells them apart where the digits themselves overlap. Blue and orange have a
 * meaning of their own (shared/theme.js). */

import { mix } from "../shared/theme.js";

/** @import { Theme } from "../scene.d.ts" */

const HUES = ["sky", "vermillion", "green", "purple", "yellow", "text", "muted"];
const DEEP = ["vermillion", "green", "purple"];

/** @param {Theme} theme  @returns {string[]} */
export function digitColors({ colors }) {
  return [...HUES.map((hue) => colors[hue]), ...DEEP.map((hue) => mix(colors[hue], colors.text, 0.5))];
}
