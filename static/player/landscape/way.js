/** The way of a run over its landscape, up to the step on screen: where it began, where it is, where it ends. */

/** @import { Theme } from "../scene.d.ts" */
/** @import { Known } from "./known.js" */
/** @typedef {[number, number]} Place */

/**
 * @param {any} context  @param {Known} known  @param {number} position
 * @param {{ at: (place: Place) => Place|null, theme: Theme, fontSize: number, words: Record<string, string> }} how  at: where a place stands
 */
export function paintWay(context, known, position, { at, theme, fontSize, words }) {
  const way = known.wayTo(position).map(at);
  const { colors, background } = theme;
  for (const [width, color] of /** @type {[number, string][]} */ ([[6, background], [3, colors.vermillion]])) {
    Object.assign(context, { lineWidth: width, strokeStyle: color, lineJoin: "round", lineCap: "round" });
    trace(context, way);
  }
  const [start, end, now] = [known.wayTo(0)[0], known.placeAt(Infinity), known.placeAt(position)].map(at);
  ring(context, end, theme, 7);
  square(context, start, theme, 6);
  if (now) disc(context, now, theme, 8);
  Object.assign(context, { font: `${fontSize}px sans-serif`, textBaseline: "middle" });
  label(context, start, words.start, theme, fontSize);
  if (end && start && Math.hypot(end[0] - start[0], end[1] - start[1]) > 3 * fontSize) label(context, end, words.end, theme, fontSize);
}

/** @param {(Place|null)[]} way  with gaps where it leaves the picture */
function trace(context, way) {
  context.beginPath();
  let on = false;
  for (const place of way) {
    if (place) context[on ? "lineTo" : "moveTo"](...place);
    on = Boolean(place);
  }
  context.stroke();
}

function disc(context, [left, top], { background, colors }, radius) {
  context.beginPath();
  context.arc(left, top, radius, 0, 2 * Math.PI);
  Object.assign(context, { fillStyle: colors.vermillion, strokeStyle: background, lineWidth: 2.5 });
  context.fill();
  context.stroke();
}

function ring(context, place, { background, text }, radius) {
  if (!place) return;
  for (const [width, color] of [[5, background], [2.5, text]]) {
    context.beginPath();
    context.arc(place[0], place[1], radius, 0, 2 * Math.PI);
    Object.assign(context, { lineWidth: width, strokeStyle: color });
    context.stroke();
  }
}

function square(context, place, { background, text }, half) {
  if (!place) return;
  for (const [width, color] of [[5, background], [2.5, text]]) {
    Object.assign(context, { lineWidth: width, strokeStyle: color });
    context.strokeRect(place[0] - half, place[1] - half, 2 * half, 2 * half);
  }
}

/** A word beside a place, on paper of its own colour. */
function label(context, place, word, { background, text }, em) {
  if (!place) return;
  const left = place[0] + 0.7 * em;
  const [x, right] = left + context.measureText(word).width + 4 > context.canvas?.clientWidth ? [place[0] - 0.7 * em, true] : [left, false];
  Object.assign(context, { textAlign: right ? "right" : "left", lineWidth: 4, strokeStyle: background, fillStyle: text, lineJoin: "round" });
  context.strokeText?.(word, x, place[1] - 0.8 * em);
  context.fillText(word, x, place[1] - 0.8 * em);
}
