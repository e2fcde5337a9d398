/** Marching squares: where a sampled field crosses a level. */

/** @import { Numbers } from "../scene.d.ts" */

/**
 * For each of the 16 cases (corners above the level: bit 0 lower left, 1 lower right, 2 upper right,
 * 3 upper left) the pairs of cell sides that a line joins; sides: 0 bottom, 1 right, 2 top, 3 left.
 * The two ambiguous saddles (5 and 10) are cut so that the high corners stay apart.
 */
const CASES = [
  [], [3, 0], [0, 1], [3, 1], [1, 2], [3, 0, 1, 2], [0, 2], [3, 2],
  [2, 3], [2, 0], [0, 1, 2, 3], [2, 1], [1, 3], [1, 0], [0, 3], [],
];

/**
 * @param {Numbers} field  ny rows of nx samples
 * @param {(x0: number, y0: number, x1: number, y1: number) => void} segment
 *   called with positions in cells: x in 0..nx-1, y in 0..ny-1
 */
export function contour(field, nx, ny, level, segment) {
  for (let row = 0; row < ny - 1; row++) {
    for (let column = 0; column < nx - 1; column++) {
      const i = row * nx + column;
      const ll = field[i] - level;
      const lr = field[i + 1] - level;
      const ul = field[i + nx] - level;
      const ur = field[i + nx + 1] - level;
      const which = (ll > 0 ? 1 : 0) | (lr > 0 ? 2 : 0) | (ur > 0 ? 4 : 0) | (ul > 0 ? 8 : 0);
      if (which === 0 || which === 15) continue;
      const sides = CASES[which];
      for (let k = 0; k < sides.length; k += 2) {
        const [ax, ay] = crossing(sides[k], ll, lr, ul, ur);
        const [bx, by] = crossing(sides[k + 1], ll, lr, ul, ur);
        segment(column + ax, row + ay, column + bx, row + by);
      }
    }
  }
}

function crossing(side, ll, lr, ul, ur) {
  if (side === 0) return [ll / (ll - lr), 0];
  if (side === 1) return [1, lr / (lr - ur)];
  if (side === 2) return [ul / (ul - ur), 1];
  return [0, ll / (ll - ul)];
}
