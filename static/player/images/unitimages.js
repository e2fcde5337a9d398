/** The test images that excite a unit most and least; one that is pointed at goes through the network. */

import { format } from "../shared/format.js";
import { drawTile, drawWords, LINE, widthOf } from "./unitdrawing.js";
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
const INK = 255;

/** @param {any} context  @param {Frame} room  @param {Shown} shown  @returns {Spot[]} */
export function drawExtremes(context, room, shown) {
  const { found, spec: { words } } = shown;
  if (!found) return [];
  const [most, least] = groups(context, room, found.most.length, shown);
  return [
    ...drawGroup(context, most, "most", words.unit_most, found.most, shown),
    ...drawGroup(context, least, "least", words.unit_least, found.least, shown),
  ];
}

/** One over the other, or side by side where images are larger and the titles have room.
 * @param {any} context  @param {Frame} room  @param {number} count  @param {Shown} shown  @returns {Frame[]} */
function groups(context, room, count, shown) {
  const { size, spec: { words }, theme } = shown;
  const { left, top, width, height } = room;
  const [w, h] = [(width - 0.7 * size) / 2, height / 2];
  const over = [{ ...room, height: h }, { ...room, top: top + h, height: h }];
  const abreast = [{ ...room, width: w }, { ...room, left: left + width - w, width: w }];
  const titles = [words.unit_most, words.unit_least].map((title) => widthOf(context, title, size, theme));
  const side = (/** @type {Frame[]} */ [one]) => gridIn(one, count, shown).side;
  return Math.max(...titles) <= w && side(abreast) > side(over) ? abreast : over;
}

/** Under a title.  @param {Frame} room  @param {number} count  @param {Shown} shown */
function gridIn({ width, height }, count, { size, spec: { side: pixels } }) {
  return gridFor(count, width, height - LINE * size, { pixels, beside: GAP, below: GAP, least: LEAST });
}

/** @param {any} context  @param {Frame} room  @param {string} key  @param {string} title  @param {Excited[]} excited  @param {Shown} shown
 * @returns {Spot[]} */
function drawGroup(context, room, key, title, excited, shown) {
  const { images, looked, lookAt, size, spec: { side: pixels, words }, theme, tiles } = shown;
  const { across, columns, down, side } = gridIn(room, excited.length, shown);
  const [left, top] = [room.left + 2, room.top + LINE * size + 2];
  const first = FIRST_TILE + (key === "most" ? 0 : excited.length);
  drawWords(context, title, room.left, room.top + (LINE * size) / 2, { size, theme });
  return excited.map(({ image, sum }, k) => {
    const at = { left: left + (k % columns) * across, top: top + Math.floor(k / columns) * down, width: side, height: side };
    const values = images.data.data.subarray(image * pixels ** 2, (image + 1) * pixels ** 2);
    drawTile(context, tiles.ink(first + k, values, pixels, INK), at.left, at.top, side, theme, looked === image ? "selected" : "plain");
    const lines = [`${words.unit_digit} ${images.labels[image]}`, `z = ${format(sum, ".4g")}`];
    return { key: `${key}${k}`, ...at, lines: () => lines, enter: () => lookAt(image), leave: () => lookAt(null) };
  });
}
