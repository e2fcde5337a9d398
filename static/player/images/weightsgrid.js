/** Where the images of a grid stand, as large as they can. Pure. */

/** @typedef {{ columns: number, side: number, left: number, across: number, down: number }} Grid  pixels; from each to the next `across`, `down` */

/** Cells that are so many times wider than what is in them are too far apart. */
const LOOSEST = 1.3;
/** Of an image's side, what it gives up so that each of its pixels is as large as any other. */
const GIVEN_UP = 0.1;

/**
 * @param {number} count  @param {number} width  @param {number} height  of the room for all
 * @param {{ pixels: number, beside: number, below: number, least: number }} cell  pixels along an image's side; room beside and below each image; the
 *   least width of a cell
 * @returns {Grid}
 */
export function gridFor(count, width, height, { pixels, beside, below, least }) {
  let [side, columns] = [0, 1];
  for (let tried = 1; tried <= count; tried++) {
    const fits = Math.floor(Math.min(width / tried - beside, height / Math.ceil(count / tried) - below));
    if (width / tried >= least && fits > side) [side, columns] = [fits, tried];
  }
  side = even(side, pixels);
  const rows = Math.ceil(count / columns);
  const across = Math.min(width / columns, LOOSEST * Math.max(side + beside, least));
  const down = Math.min(height / rows, LOOSEST * (side + below));
  return { columns, side, across, down, left: (width - columns * across) / 2 };
}

/** A side of which each pixel gets a whole number of the screen's, where that costs little.
 * @param {number} side  @param {number} pixels */
export function even(side, pixels) {
  const whole = Math.floor(side / pixels) * pixels;
  return whole >= (1 - GIVEN_UP) * side ? whole : side;
}
