/** What NumPy makes of two arrays that meet: sums of products, and arrays stretched to each other's shape. Pure. */

/** @typedef {number[][]} Rows */

/** x (n, m) times W (m, k) plus b (k,).  @param {Rows} x  @param {Rows} W  @param {number[]} b  @returns {Rows} */
export function sums(x, W, b) {
  return x.map((row) => b.map((add, j) => row.reduce((sum, value, k) => sum + value * W[k][j], add)));
}

/** "z[1,0] = 0 × 4.3 + 1 × (−1.8) + 0.4 = −1.4": how one of them comes about.
 * @param {Rows} x  @param {Rows} W  @param {number[]} b  @param {number} i  @param {number} j */
export function sumTold(x, W, b, i, j) {
  const parts = x[i].map((value, k) => `${short(value)} × ${bracketed(W[k][j])}`);
  return `z[${i},${j}] = ${[...parts, bracketed(b[j])].join(" + ")} = ${short(sums(x, W, b)[i][j])}`;
}

/** Which entry of an array (r, c) stands at (i, j) of one of so many rows and columns; null where the shapes clash.
 * @param {[number, number]} from  @param {[number, number]} to  @returns {((i: number, j: number) => [number, number]) | null} */
export function stretched([r, c], [rows, columns]) {
  if ((r !== 1 && r !== rows) || (c !== 1 && c !== columns)) return null;
  return (i, j) => [r === 1 ? 0 : i, c === 1 ? 0 : j];
}

/** Two shapes as NumPy compares them, from the right: each pair of numbers, and whether they go together.
 * @param {number[]} one  @param {number[]} other */
export function compared(one, other) {
  const length = Math.max(one.length, other.length);
  return Array.from({ length }, (_, k) => {
    const [a, b] = [one, other].map((shape) => shape[shape.length - length + k] ?? null);
    return { a, b, fits: a === null || b === null || a === b || a === 1 || b === 1 };
  });
}

/** @param {number} value */
export function short(value) {
  return String(Math.round(value * 1000) / 1000).replace("-", "−");
}

/** Brackets around what has a sign of its own.  @param {number} value */
export function bracketed(value) {
  return value < 0 ? `(${short(value)})` : short(value);
}
