/** A place beside a curve for its name: in sight, clear of other names, over as little of the curves as can be. Pure. */

/** @import { Frame, Point } from "../scene.d.ts" */
/** @typedef {{ share: number, side: number, box: Frame }} Spot  at that share of the curve, on that of SIDES */

/** Pixels between the points by which a curve is seen, and the most of them. */
const APART = 7;
const MOST = 160;
/** So many places along a curve are tried, from its end on. */
const TRIED = 10;
/** From the point to the name's middle, in its own sizes: above, below, left, right, and between these. */
const SIDES = [[0, -0.85], [0, 0.85], [-0.6, -0.1], [0.6, -0.1], [-0.6, -0.8], [0.6, -0.8], [-0.6, 0.8], [0.6, 0.8]];
/** What a place costs: for each point of a curve under the name, for each step away from the end, for a move. */
const COST = { hit: 1, step: 0.4, side: 0.1, move: 3 };

/** Points along a polyline, close enough that none of it is missed.  @param {Point[]} points  @returns {Point[]} */
export function resampled(points) {
  const every = Math.max(1, Math.ceil(points.length / MOST));
  const few = points.filter((_, i) => i % every === 0 || i === points.length - 1);
  return few.flatMap(([x, y], i) => {
    const [toX, toY] = few[i + 1] ?? [x, y];
    const parts = Math.max(1, Math.min(40, Math.ceil(Math.hypot(toX - x, toY - y) / APART)));
    return Array.from({ length: parts }, (_, k) => /** @type {Point} */ ([x + ((toX - x) * k) / parts, y + ((toY - y) * k) / parts]));
  });
}

/**
 * @param {Point[]} line  what is named
 * @param {{ width: number, height: number }} size  of the name
 * @param {Frame} frame  what it must lie within
 * @param {Point[][]} lines  what it should not lie on
 * @param {Frame[]} others  names that it must not lie on
 * @param {Spot} [before]
 * @returns {Spot|null}
 */
export function choose(line, size, frame, lines, others, before) {
  const seen = line.filter(([x, y]) => x >= frame.left && x <= frame.left + frame.width && y >= frame.top && y <= frame.top + frame.height);
  if (!seen.length || size.width > frame.width || size.height > frame.height) return null;
  let best = /** @type {Spot|null} */ (null);
  let least = Infinity;
  for (let step = 0; step < TRIED; step++) {
    const share = 1 - step / TRIED;
    const at = seen[Math.round(share * (seen.length - 1))];
    SIDES.forEach((_, side) => {
      const box = beside(at, side, size, frame);
      const moved = before && (before.side !== side || before.share !== share) ? COST.move : 0;
      const place = COST.step * step + COST.side * side + moved;
      if (place >= least || others.some((other) => overlap(box, other))) return;
      const cost = place + COST.hit * hits(box, lines);
      if (cost < least) [best, least] = [{ share, side, box }, cost];
    });
  }
  return best;
}

/** @param {Point} point  @returns {Frame} */
function beside([x, y], side, { width, height }, frame) {
  const [across, down] = SIDES[side];
  const left = Math.max(frame.left, Math.min(frame.left + frame.width - width, x + across * width - width / 2 + Math.sign(across) * 4));
  const top = Math.max(frame.top, Math.min(frame.top + frame.height - height, y + down * height - height / 2));
  return { left, top, width, height };
}

/** @param {Frame} box  @param {Point[][]} lines */
function hits({ left, top, width, height }, lines) {
  let count = 0;
  for (const line of lines) for (const [x, y] of line) if (x > left && x < left + width && y > top && y < top + height) count++;
  return count;
}

/** @param {Frame} a  @param {Frame} b */
export function overlap(a, b) {
  return a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;
}
