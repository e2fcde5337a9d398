/** What lies nearest to a pixel. Pure. */

/** @import { Point } from "../scene.d.ts" */

/**
 * The nearest within reach; of equals the first.
 * @template T
 * @param {Iterable<T>} all  @param {(one: T) => number} distance  @param {number} reach
 * @returns {T|null}
 */
export function nearest(all, distance, reach) {
  let [least, found] = [reach, /** @type {T|null} */ (null)];
  for (const one of all) {
    const away = distance(one);
    if (away < least) [least, found] = [away, one];
  }
  return found;
}

/** How far a pixel is from the line between two others.
 * @param {ArrayLike<number>} pixel  @param {Point} from  @param {Point} to */
export function fromLine(pixel, [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const share = Math.max(0, Math.min(1, ((pixel[0] - ax) * dx + (pixel[1] - ay) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(pixel[0] - ax - share * dx, pixel[1] - ay - share * dy);
}
