/** The test images that excite a unit most and least; one that is pointed at goes through the network. */

import { format } from "../shared/format.js";
import { drawTile, drawWords, LINE } from "./unitdrawing.js";
import { gridFor } from "./weightsgrid.js";

/** @import { Frame } from "../scene.d.ts" */
/** @import { Excited } from "./unitexcited.js" */
/** @import { Shown } from "./unit.js" */
/** @import { Spot } from "./unitspots.js" */

const GAP = 6;
/** What a finger hits. */
const LEAST = 26;
/** The images' tiles come after those of bars. */
const FIRST_TILE = 30;

/** @param {any} context  @param {Frame} room  @param {Shown} shown  @returns {Spot[]} */
export function drawExtremes(context, { left, top, width, height }, shown) {
  const { found, spec: { words } } = shown;
  const half = height / 2;
  if (!found) return [];
  return [
    ...drawGroup(context, { left, top, width, height: half }, "most", words.unit_most, found.most, shown),
    ...drawGroup(context, { left, top: top + half, width, height: half }, "least", words.unit_least, found.least, shown),
  ];
}

/** @param {any} context  @param {Frame} room  @param {string} key  @param {string} title  @param {Excited[]} excited  @param {Shown} shown
 * @returns {Spot[]} */
function drawGroup(context, { left, top, width, height }, key, title, excited, shown) {
  const { images, looked, lookAt, size, spec: { side: pixels, words }, theme, tiles } = shown;
  const line = LINE * size;
  drawWords(context, title, left, top + line / 2, { size, theme });
  const cell = { pixels, beside: GAP, below: GAP, least: LEAST };
  const { across, columns, down, side } = gridFor(excited.length, width, height - line, cell);
  const first = FIRST_TILE + (key === "most" ? 0 : excited.length);
  return excited.map(({ image, sum }, k) => {
    const at = {
      left: left + 2 + (k % columns) * across, top: top + line + 2 + Math.floor(k / columns) * down, width: side, height: side,
    };
    const values = images.data.data.subarray(image * pixels ** 2, (image + 1) * pixels ** 2);
    drawTile(context, tiles.ink(first + k, values, pixels, 255), at.left, at.top, side, theme, looked === image ? "selected" : "plain");
    const lines = [`${words.unit_digit} ${images.labels[image]}`, `z = ${format(sum, ".4g")}`];
    return { key: `${key}${k}`, ...at, lines: () => lines, enter: () => lookAt(image), leave: () => lookAt(null) };
  });
}
