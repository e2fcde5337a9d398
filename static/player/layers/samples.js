/** A task's samples as markers: class 1 as circles, class 0 as squares, held-out ones hollow. */

import { fontSize } from "./marks.js";

/** @import { TapeArray, Theme } from "../scene.d.ts" */

/** @typedef {{ inputs: number[], label: number, held: boolean }} Sample */

/** So many are few: they are drawn large. */
const FEW = 8;
const [LARGE, SMALL] = [10, 4.5];

/** @param {TapeArray} table  (n, d + 2): the inputs, the class, 1 where it is held out  @returns {Sample[]} */
export function samplesOf({ data, rows, width }) {
  return Array.from({ length: rows }, (_, i) => {
    const row = Array.from(data.subarray(i * width, (i + 1) * width));
    return { inputs: row.slice(0, -2), label: row[width - 2], held: row[width - 1] === 1 };
  });
}

/** @param {Sample[]} samples */
export function areFew(samples) {
  return samples.length <= FEW;
}

/** @param {boolean} few  @param {Theme} theme */
export function drawSample(context, left, top, /** @type {Sample} */ { label, held }, few, theme) {
  const radius = few ? LARGE : SMALL;
  const color = theme.colors[label ? "high" : "low"];
  context.beginPath();
  if (label) context.arc(left, top, radius, 0, 2 * Math.PI);
  else square(context, left, top, radius * 0.9);
  context.fillStyle = held ? theme.background : color;
  context.fill();
  context.lineWidth = few ? 2.5 : held ? 2 : 1;
  context.strokeStyle = held ? color : theme.background;
  context.stroke();
}

function square(context, left, top, half) {
  context.moveTo(left - half, top - half);
  context.lineTo(left + half, top - half);
  context.lineTo(left + half, top + half);
  context.lineTo(left - half, top + half);
  context.closePath();
}

/** A sample's inputs beside its marker, to the left where there is no room up to `right`. */
export function drawInputs(context, left, top, /** @type {Sample} */ { inputs }, theme, right = Infinity) {
  const size = fontSize(context);
  const words = `(${inputs.join(", ")})`;
  context.font = `600 ${size}px ${theme.font}`;
  const fits = left + LARGE + 4 + context.measureText(words).width <= right;
  context.textAlign = fits ? "left" : "right";
  context.textBaseline = "middle";
  context.fillStyle = theme.text;
  context.fillText(words, left + (fits ? 1 : -1) * (LARGE + 4), top - 0.6 * size);
}
