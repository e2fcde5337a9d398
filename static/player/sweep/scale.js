/** How a cell's number is written and coloured. Pure. */

import { format } from "../shared/format.js";

/** @import { Cell, Shown } from "./sweep.d.ts" */
/** @typedef {{whole: number, each: number[]}} Width  of the widest label beside rows, and of each above its column, where it may break */

const LOG_FROM = 30; // from this ratio of the largest to the smallest on, colours follow the logarithm
const SMALLEST = 1e-12; // share of the largest that still has a colour of its own

/** The number of a cell that is shown; null where there is none.  @param {Cell} cell  @param {Shown} show */
export function valueOf(cell, show) {
  if (!cell.n) return null;
  return { loss: cell.median_loss, steps: cell.median_steps, share: cell.share }[show];
}

/** The number as it stands in its cell: short, for there are many.  @param {number|null} value  @param {Shown} show */
export function written(value, show) {
  if (value === null) return "–";
  if (show === "share") return format(value, ".0%");
  if (show === "steps") return format(value, value % 1 ? ".1f" : "d");
  return format(value, ".2g").replace(/e([+-])0*/, (_, sign) => `e${sign === "-" ? "-" : ""}`);
}

/**
 * The range that the colours stand for; null where there is nothing to be coloured.
 * @param {Cell[]} cells  @param {Shown} show  @returns {{low: number, high: number, log: boolean}|null}
 */
export function range(cells, show) {
  if (show === "share") return { low: 0, high: 1, log: false };
  const values = cells.flatMap((cell) => valueOf(cell, show) ?? []).filter(Number.isFinite);
  if (!values.length) return null;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return { low, high, log: low >= 0 && high > LOG_FROM * low };
}

/**
 * How good a number is, 0 to 1, to be coloured: few losses and steps are good, and many that learn.
 * @param {number|null} value  @param {{low: number, high: number, log: boolean}|null} scale  @param {Shown} show
 */
export function goodness(value, scale, show) {
  if (value === null || !scale) return null;
  const { high, log } = scale;
  const place = log ? (v) => Math.log(Math.max(v, high * SMALLEST)) : (v) => v;
  const width = place(high) - place(scale.low);
  const along = width > 0 ? (place(value) - place(scale.low)) / width : 0;
  return show === "share" ? value : 1 - Math.max(0, Math.min(1, along));
}

/** @param {number[]} widths */
export function total(widths) {
  return widths.reduce((sum, width) => sum + width, 0);
}

/**
 * Whether the first axis goes down instead of across: where its values would not fit beside one another and those of
 * the other one would, or would come nearer to it.
 * @param {[Width, Width]} widths  pixels that the labels of the first axis and of the second need  @param {number} room
 */
export function turned([first, second], room) {
  const [usual, other] = [total(first.each) + second.whole, total(second.each) + first.whole];
  return usual > room && other < usual;
}
