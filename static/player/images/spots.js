/** Rectangles on a picture: which lies under a pixel, which beside another. Pure. */

/** @typedef {{ left: number, top: number, width: number, height: number }} Spot */

/** Of steps to the side and steps ahead: how much longer a way to the side counts. */
const ASIDE = 2;

/** @type {Record<string, [number, number]>} */
export const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export const ARROWS = Object.keys(WAYS);

/** The first that a pixel lies in; null for none.  @param {Spot[]} spots  @returns {number|null} */
export function under(spots, left, top) {
  const found = spots.findIndex((spot) => {
    const [right, down] = [left - spot.left, top - spot.top];
    return right >= 0 && down >= 0 && right < spot.width && down < spot.height;
  });
  return found < 0 ? null : found;
}

/** Where an arrow key leads from one of them: to the nearest in that direction, or nowhere.
 * @param {Spot[]} spots  @param {number} from  @param {string} key */
export function beside(spots, from, key) {
  const [x, y] = middle(spots[from]);
  const [across, down] = WAYS[key];
  let [least, found] = [Infinity, from];
  spots.forEach((spot, k) => {
    const [dx, dy] = [middle(spot)[0] - x, middle(spot)[1] - y];
    const ahead = dx * across + dy * down;
    const aside = Math.abs(dx * down) + Math.abs(dy * across);
    const way = ahead + ASIDE * aside;
    if (ahead > 0.5 && aside <= ahead * ASIDE && way < least) [least, found] = [way, k];
  });
  return found;
}

/** @param {Spot} spot  @returns {[number, number]} */
export function middle({ left, top, width, height }) {
  return [left + width / 2, top + height / 2];
}
