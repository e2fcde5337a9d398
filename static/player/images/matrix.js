/** Where the parts of a confusion matrix stand in a box, and which images a cell has. Pure. */

/** @import { Spot } from "./spots.js" */

export const CLASSES = 10;

/** In letters' heights: a line of words; the column of the row's names, that of the shares; cells at most; the strip at least. */
const LINE = 1.3;
const NAMES = 2.7;
const [SHARES_LEAST, SHARES_MOST] = [3.9, 9];
const [CELL_WIDE, CELL_HIGH] = [3.4, 2];
const STRIP = 2.9;
const GAP = 0.35;
/** What the strip's own words take. */
const TOLD = 5.6;

/** @typedef {{ line: number, left: number, top: number, wide: number, high: number, shares: Spot, foot: number, strip: Spot }} Matrix */

/**
 * A line with the columns' names, the rows, a line at the foot, and under all the strip of a cell's images.
 * shares: the column beside the rows; foot: the middle of the line at the foot.
 * @param {number} em  height of the letters  @returns {Matrix}
 */
export function matrixIn(width, height, em) {
  const [line, left, gap] = [LINE * em, NAMES * em, GAP * em];
  const room = width - left - gap;
  const wide = Math.min((room - SHARES_LEAST * em) / CLASSES, CELL_WIDE * em);
  const high = Math.max(1, Math.min((height - 2 * line - (STRIP + GAP) * em) / CLASSES, CELL_HIGH * em));
  const after = left + CLASSES * wide + gap;
  const shares = { left: after, top: line, width: Math.min(room - CLASSES * wide, SHARES_MOST * em), height: CLASSES * high };
  const end = 2 * line + CLASSES * high + gap;
  const strip = { left: 0, top: end, width, height: Math.max(0, height - end) };
  return { line, left, top: line, wide, high, shares, foot: line + CLASSES * high + line / 2, strip };
}

/** The matrix alone, as large as its place allows, with the names of its rows and columns.
 * @param {number} em  height of the letters  @returns {Matrix} */
export function leanIn(width, height, em) {
  const [line, left] = [LINE * em, em];
  const [wide, high] = [(width - left) / CLASSES, Math.max(1, (height - line) / CLASSES)];
  const nothing = { left: width, top: height, width: 0, height: 0 };
  return { line, left, top: line, wide, high, shares: nothing, foot: height, strip: nothing };
}

/** The cells, row by row.  @param {Matrix} matrix  @returns {Spot[]} */
export function cellsOf({ left, top, wide, high }) {
  return Array.from({ length: CLASSES ** 2 }, (_, k) => ({
    left: left + (k % CLASSES) * wide, top: top + Math.floor(k / CLASSES) * high, width: wide, height: high,
  }));
}

/** Places for as many of a cell's images as fit beside the strip's words.  @param {Spot} strip  @param {number} em
 * @param {number} count  @returns {Spot[]} */
export function stripOf({ left, top, width, height }, em, count) {
  const side = Math.min(height, 3.6 * em);
  const [pitch, start] = [side + 0.2 * em, TOLD * em];
  const across = Math.max(0, Math.floor((width - start) / pitch));
  const rows = side > 0 ? Math.max(1, Math.floor(height / pitch)) : 0;
  return Array.from({ length: Math.min(count, across * rows) }, (_, k) => ({
    left: left + start + (k % across) * pitch, top: top + Math.floor(k / across) * pitch, width: side, height: side,
  }));
}

/** Which images of a true class are answered so.
 * @param {ArrayLike<number>} answers  @param {number[]} labels  @param {number} cell */
export function imagesOf(answers, labels, cell) {
  const [truth, answer] = [Math.floor(cell / CLASSES), cell % CLASSES];
  return labels.flatMap((label, k) => (label === truth && answers[k] === answer ? [k] : []));
}

/** Of each class how many are right, and how many there are.  @param {ArrayLike<number>} counts  row by row */
export function rightOf(counts) {
  return Array.from({ length: CLASSES }, (_, row) => {
    const cells = Array.from({ length: CLASSES }, (_, column) => counts[CLASSES * row + column]);
    return { right: cells[row], all: cells.reduce((sum, n) => sum + n, 0) };
  });
}
