/** Where a straight line crosses a rectangle. Pure. */

/** @import { Point, Range } from "../scene.d.ts" */

/**
 * The stretch of the line a·x + b·y + c = 0 within two ranges.
 * @param {Range} x  @param {Range} y
 * @returns {[Point, Point]|null} null where it passes by, or where there is no line
 */
export function across(a, b, c, x, y) {
  if (!Number.isFinite(a + b + c) || (a === 0 && b === 0)) return null;
  const steep = Math.abs(a) > Math.abs(b);
  // Solved for the direction in which it cannot be parallel to the sides.
  const at = steep ? (v) => -(b * v + c) / a : (u) => -(a * u + c) / b;
  const [along, other] = steep ? [y, x] : [x, y];
  const [start, end] = along;
  const kept = clip([start, at(start)], [end, at(end)], other);
  return kept && /** @type {[Point, Point]} */ (kept.map(([t, value]) => (steep ? [value, t] : [t, value])));
}

/** The part of a segment whose second number lies in a range. */
function clip([t0, v0], [t1, v1], [low, high]) {
  if ((v0 < low && v1 < low) || (v0 > high && v1 > high)) return null;
  const to = (t, v) => {
    const bound = v < low ? low : v > high ? high : null;
    return bound === null ? [t, v] : [t0 + ((bound - v0) / (v1 - v0)) * (t1 - t0), bound];
  };
  return [to(t0, v0), to(t1, v1)];
}
