/** Where the parts of a unit's picture stand: what makes its sum, where it leads, what excites it. Pure. */

/** @import { Frame } from "../scene.d.ts" */

/** leads: null where there is no room for them, or nothing to show. @typedef {{ sum: Frame, leads: Frame|null, images: Frame }} Places */

/** From so many sizes of the letters on all parts stand beside one another. */
const WIDE = 40;
/** Below so many, where there is the height, no two do: three images in a row need more than bars do. */
const NARROW = { pixels: 26, bars: 20 };
const TALL = 28;
/** With less height than this, in the same measure, there is no room for where it leads. */
const LOW = 11;
const GAP = 1.4;
/** Shares of the width, or height. */
const SUM = { wide: 0.5, alone: 0.5, above: 0.54, stacked: 0.28, low: 0.6 };
const LEADS = { wide: 0.2, below: 0.42, stacked: 0.28 };

/**
 * @param {number} width  @param {number} height  @param {number} size  of the letters
 * @param {{ pixels: boolean, leads: boolean }} unit  pixels: its inputs are an image's; leads: there is a layer behind it
 * @returns {Places}
 */
export function placesFor(width, height, size, unit) {
  const gap = GAP * size;
  const all = { left: 0, top: 0, width, height };
  if (height < LOW * size) return pair(cut(all, "width", SUM.low, gap));
  if (width < NARROW[unit.pixels ? "pixels" : "bars"] * size && height >= TALL * size) return stacked(all, gap, unit);
  if (width >= WIDE * size) return besideOneAnother(all, gap, unit);
  return unit.pixels ? sumAbove(all, gap, unit) : sumBeside(all, gap, unit);
}

function besideOneAnother(all, gap, { leads }) {
  if (!leads) return pair(cut(all, "width", SUM.alone, gap));
  const [sum, rest] = cut(all, "width", SUM.wide, gap);
  const [toNext, images] = cut(rest, "width", LEADS.wide / (1 - SUM.wide), gap);
  return { sum, leads: toNext, images };
}

function sumAbove(all, gap, { leads }) {
  const [sum, rest] = cut(all, "height", SUM.above, gap / 2);
  if (!leads) return { sum, leads: null, images: rest };
  const [toNext, images] = cut(rest, "width", LEADS.below, gap);
  return { sum, leads: toNext, images };
}

function sumBeside(all, gap, { leads }) {
  const [sum, rest] = cut(all, "width", SUM.alone, gap);
  if (!leads) return { sum, leads: null, images: rest };
  const [toNext, images] = cut(rest, "height", SUM.alone, gap / 2);
  return { sum, leads: toNext, images };
}

function stacked(all, gap, { leads }) {
  if (!leads) return pair(cut(all, "height", SUM.alone, gap / 2));
  const [sum, rest] = cut(all, "height", SUM.stacked, gap / 2);
  const [toNext, images] = cut(rest, "height", LEADS.stacked / (1 - SUM.stacked), gap / 2);
  return { sum, leads: toNext, images };
}

/** @param {Frame[]} two  @returns {Places} */
function pair([sum, images]) {
  return { sum, leads: null, images };
}

/** A room in two, a gap between.  @param {Frame} room  @param {"width"|"height"} along  @param {number} share  of the first  @param {number} gap  @returns {Frame[]} */
function cut(room, along, share, gap) {
  const edge = along === "width" ? "left" : "top";
  const first = (room[along] - gap) * share;
  return [{ ...room, [along]: first }, { ...room, [edge]: room[edge] + first + gap, [along]: room[along] - gap - first }];
}
