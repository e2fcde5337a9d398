/** Marching squares: where a sampled field crosses a level. */

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
 * @param {Float32Array} field  ny rows of nx samples
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

/**
 * Even out the steps that a field sent as bytes has where it is nearly flat; they would make a level line zigzag.
 * Weights 1 2 1 along x, then along y; a straight slope stays as it is, also at the borders.
 * @param {Float32Array} field   ny rows of nx samples
 * @param {Float32Array} target  of the same size
 */
export function smooth(field, nx, ny, target) {
  target.set(field);
  for (let row = 0; row < ny; row++) {
    for (let i = row * nx + 1; i < (row + 1) * nx - 1; i++) {
      target[i] = (field[i - 1] + 2 * field[i] + field[i + 1]) / 4;
    }
  }
  for (let column = 0; column < nx; column++) {
    let below = target[column];
    for (let i = column + nx; i < nx * (ny - 1); i += nx) {
      const here = target[i];
      target[i] = (below + 2 * here + target[i + nx]) / 4;
      below = here;
    }
  }
}

function crossing(side, ll, lr, ul, ur) {
  if (side === 0) return [ll / (ll - lr), 0];
  if (side === 1) return [1, lr / (lr - ur)];
  if (side === 2) return [ul / (ul - ur), 1];
  return [0, ll / (ll - ul)];
}
