/** Places of a picture that say something, and may do something: which lies under a pixel, and which beside another. Pure. */

import { middle, under as indexUnder, WAYS } from "./spots.js";

/** @import { Frame, Point } from "../scene.d.ts" */

/**
 * `key` stays the same from frame to frame. lines: what it says; `at` is where in it the pointer is, as shares of its
 * width and height; null: no pointer. act: what a click or Enter does; enter, leave: when it is pointed at, and no more.
 * @typedef {Frame & {
 *   key: string, lines: (at: Point|null) => string[], act?: () => void, enter?: () => void, leave?: () => void,
 * }} Spot
 */

/** @param {Spot[]} spots  @param {Point} pixel  @returns {Spot|null} */
export function under(spots, [x, y]) {
  const found = indexUnder(spots, x, y);
  return found === null ? null : spots[found];
}

/** Where in a spot a pixel lies, as shares of its width and height.
 * @param {Spot} spot  @param {Point} pixel  @returns {Point} */
export function shareOf({ left, top, width, height }, [x, y]) {
  return [(x - left) / width, (y - top) / height];
}

/** How much further a step to the side counts than one straight on. */
const ASIDE = 3;

/** The spot that an arrow key leads to: the nearest whose middle lies that way; the same where there is none.
 * @param {Spot[]} spots  @param {Spot} from  @param {string} arrow  @returns {Spot} */
export function beside(spots, from, arrow) {
  const [dx, dy] = WAYS[arrow];
  const [x, y] = middle(from);
  let [least, found] = [Infinity, from];
  for (const spot of spots) {
    const [across, down] = [middle(spot)[0] - x, middle(spot)[1] - y];
    const on = across * dx + down * dy;
    const away = on + ASIDE * Math.abs(across * dy + down * dx);
    if (on > 1 && away < least) [least, found] = [away, spot];
  }
  return found;
}
