/** Cards in a box: so many columns that their images are as large as they can be; where they would be too small to be
 * told apart, only as many as there is room for. Pure. */

/** @import { Spot } from "./spots.js" */

/** In letters' heights: between cards, between an image and its words, a line of words, and an image at most and at least. */
const [GAP, UNDER, LINE, MOST, LEAST] = [0.6, 0.2, 1.2, 9, 2];

/** @typedef {{ spots: Spot[], side: number, line: number }} Grid  spots: the cards; side: of each one's image, at its top */

/**
 * @param {number} count  of cards  @param {{ left: number, top: number, width: number, height: number }} room
 * @param {number} em  height of the letters  @param {number} lines  of words under each image
 * @param {number} widest  of these lines, in pixels
 * @returns {Grid}
 */
export function gridIn(count, room, em, lines, widest) {
  let best = { columns: 1, side: 1, worth: -Infinity };
  for (let columns = 1; columns <= count; columns++) {
    const side = sideIn(columns, Math.ceil(count / columns), room, em, lines);
    if (columns > 1 && room.width / columns < widest + GAP * em) break;
    const worth = side * (count / (columns * Math.ceil(count / columns))) ** 2; // no image alone in the last row
    if (worth > best.worth) best = { columns, side, worth };
  }
  const few = best.side < LEAST * em ? fewIn(count, room, em, lines, widest) : { ...best, count };
  return { spots: placed(few.count, few, room, em, lines, widest), side: few.side, line: LINE * em };
}

/** As many as fit, in full rows. */
function fewIn(count, room, em, lines, widest) {
  const columns = Math.max(1, Math.min(count, Math.floor(room.width / (widest + GAP * em))));
  const rows = Math.max(1, Math.floor(room.height / ((LEAST + GAP + UNDER + lines * LINE) * em)));
  return { columns, count: Math.min(count, rows * columns), side: sideIn(columns, rows, room, em, lines) };
}

function sideIn(columns, rows, { width, height }, em, lines) {
  const [wide, high] = [width / columns - GAP * em, height / rows - (GAP + UNDER + lines * LINE) * em];
  return Math.max(1, Math.min(wide, high, MOST * em));
}

function placed(count, { columns, side }, { left, top, width }, em, lines, widest) {
  const wide = Math.min(width / columns, Math.max(side, widest) + 2 * GAP * em);
  const high = side + (UNDER + lines * LINE) * em;
  return Array.from({ length: count }, (_, k) => ({
    left: left + (k % columns) * wide, top: top + Math.floor(k / columns) * (high + GAP * em),
    width: wide - GAP * em, height: high,
  }));
}
