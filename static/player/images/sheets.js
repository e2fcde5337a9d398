/** A drawing on its paper, and on its way into the network: its box, centred, as the network sees it. */

import { pen } from "../shared/dom.js";
import { SvgContext } from "../shared/svg.js";
import { around, BOX, SIDE } from "./form.js";
import { paintInk } from "./pixels.js";

/** @import { Frame, Labels, Theme } from "../scene.d.ts" */
/** @import { Form, Place, Stroke } from "./form.js" */

/** Paper and ink are the same in both themes (pixels.js). */
const [PAPER, INK, PALE] = ["#fff", "#000", "#595959"];
/** The pen, as a share of the paper. */
const LINE = 1 / 14;
/** Between two pictures, and under them, in sizes of the font. */
const [ARROW, CAPTION] = [1.3, 1.35];
/** How much larger pixels are in a picture that is saved. */
const ENLARGED = 8;
/** @typedef {{ strokes: Stroke[], form: Form|null, side: number }} Drawing */

/**
 * The paper with what is drawn on it.
 * @param {any} context  @param {Frame} frame  @param {Stroke[]} strokes  @param {string} hint  where it is empty
 * @param {Theme} theme  @param {number} fontSize
 */
export function paintPaper(context, frame, strokes, hint, theme, fontSize) {
  const { left, top, width, height } = frame;
  paper(context, frame);
  if (strokes.length) return paintStrokes(context, frame, strokes);
  context.fillStyle = PALE;
  context.font = `${fontSize}px ${theme.font}`;
  context.textAlign = "center";
  const lines = hint.split("\n");
  if (lines.some((words) => context.measureText(words).width > width)) return; // a small paper stays empty
  lines.forEach((words, k) => {
    context.fillText(words, left + width / 2, top + height / 2 + (k - (lines.length - 1) / 2) * 1.35 * fontSize);
  });
}

/** The pen that keys move.  @param {any} context  @param {Frame} frame  @param {Place} place  @param {boolean} down */
export function paintPen(context, { left, top, width, height }, [x, y], down) {
  context.beginPath();
  context.arc(left + x * width, top + y * height, (LINE * width) / 2, 0, 2 * Math.PI);
  context.fillStyle = context.strokeStyle = PALE;
  context.lineWidth = 3;
  if (down) context.fill();
  else context.stroke();
}

/** The four pictures with arrows between them and a word under each.
 * @param {any} context  @param {Frame} frame  @param {Drawing} drawing  @param {Labels} words  @param {Theme} theme  @param {number} fontSize */
export function paintWay(context, frame, drawing, words, theme, fontSize) {
  const { places, size } = placesOf(frame, fontSize);
  const painters = [paintDrawn, paintBox, paintCentred, paintSeen];
  context.font = `${fontSize}px ${theme.font}`;
  context.textAlign = "center";
  places.forEach(({ left, top }, k) => {
    const one = { left, top, width: size, height: size };
    paper(context, one);
    painters[k](context, one, drawing);
    outline(context, one, theme.colors.muted, 1);
    context.fillStyle = theme.text;
    context.fillText(words[["pad_drawn", "pad_box", "pad_centred", "pad_seen"][k]], left + size / 2, top + size + 0.72 * fontSize);
    if (k) arrow(context, (places[k - 1].left + size + left) / 2, top + size / 2, fontSize, theme);
  });
}

/** What is under a pixel of the four pictures: which one, and where in it.  @param {Frame} frame
 * @returns {{ picture: number, x: number, y: number }|null} x, y: from 0 to 1 */
export function pictureAt(frame, fontSize, left, top) {
  const { places, size } = placesOf(frame, fontSize);
  const shares = places.map((place) => [(left - place.left) / size, (top - place.top) / size]);
  const picture = shares.findIndex(([x, y]) => x >= 0 && x < 1 && y >= 0 && y < 1);
  return picture < 0 ? null : { picture, x: shares[picture][0], y: shares[picture][1] };
}

/** @param {Frame} frame  @param {number} fontSize */
function placesOf({ left, top, width, height }, fontSize) {
  const cell = width / 4;
  const size = Math.min(cell - ARROW * fontSize, height - CAPTION * fontSize);
  const first = top + (height - size - CAPTION * fontSize) / 2;
  return { size, places: [0, 1, 2, 3].map((k) => ({ left: left + (k + 0.5) * cell - size / 2, top: first })) };
}

// ---- the four ------------------------------------------------------------------------------------

/** As it was drawn, with the rectangle that will fill the box.  @param {any} context  @param {Frame} frame  @param {Drawing} drawing */
function paintDrawn(context, frame, { strokes }) {
  if (!strokes.length) return;
  paintStrokes(context, frame, strokes);
  const { left, top, width, height } = around(strokes);
  const [x, y] = [frame.left + left * frame.width, frame.top + top * frame.height];
  outline(context, { left: x, top: y, width: width * frame.width, height: height * frame.height });
}

/** @param {any} context  @param {Frame} frame  @param {Drawing} drawing */
function paintBox(context, frame, { form }) {
  const edge = (frame.width * (SIDE - BOX)) / 2 / SIDE;
  const inner = { left: frame.left + edge, top: frame.top + edge, width: frame.width - 2 * edge, height: frame.height - 2 * edge };
  if (form) pixels(context, inner, form.box, BOX);
  outline(context, inner);
}

/** With lines through the middle of the mass.  @param {any} context  @param {Frame} frame  @param {Drawing} drawing */
function paintCentred(context, frame, { form }) {
  if (!form) return;
  pixels(context, frame, form.centred, SIDE);
  const middle = (frame.width * (SIDE / 2 + 0.5)) / SIDE;
  line(context, PALE, 1.5);
  context.moveTo(frame.left + middle, frame.top);
  context.lineTo(frame.left + middle, frame.top + frame.height);
  context.moveTo(frame.left, frame.top + middle);
  context.lineTo(frame.left + frame.width, frame.top + middle);
  context.stroke();
}

/** @param {any} context  @param {Frame} frame  @param {Drawing} drawing */
function paintSeen(context, frame, { form, side }) {
  if (form) pixels(context, frame, form.seen, side);
}

// ---- strokes, pixels, lines ----------------------------------------------------------------------

/** @param {any} context  @param {Frame} frame */
function paper(context, { left, top, width, height }) {
  context.fillStyle = PAPER;
  context.fillRect(left, top, width, height);
}

/** @param {any} context  @param {Frame} frame  @param {Stroke[]} strokes */
function paintStrokes(context, { left, top, width, height }, strokes) {
  context.strokeStyle = INK;
  context.lineWidth = LINE * width;
  context.lineCap = context.lineJoin = "round";
  for (const stroke of strokes) {
    context.beginPath();
    for (const [x, y] of [stroke[0], ...stroke]) context.lineTo(left + x * width, top + y * height); // also where it is one dot
    context.stroke();
  }
  context.lineCap = "butt";
}

/** @type {HTMLCanvasElement|undefined} */
let small;

/** Pixels as squares with sharp edges.
 * @param {any} context  @param {Frame} frame  @param {ArrayLike<number>} values  @param {number} side */
function pixels(context, { left, top, width, height }, values, side) {
  small ??= document.createElement("canvas");
  paintInk(small, values, side);
  const image = context instanceof SvgContext ? enlarged(small, side * ENLARGED) : small;
  context.imageSmoothingEnabled = false;
  context.drawImage(image, left, top, width, height);
}

/** A picture that is saved is smoothed by whoever shows it: so its pixels are many.  @param {HTMLCanvasElement} canvas  @param {number} size */
function enlarged(canvas, size) {
  const large = Object.assign(document.createElement("canvas"), { width: size, height: size });
  const context = pen(large);
  context.imageSmoothingEnabled = false;
  context.drawImage(canvas, 0, 0, size, size);
  return large;
}

/** What is drawn next is a line like this. */
function line(context, color, width) {
  context.strokeStyle = color;
  context.lineWidth = width;
  context.beginPath();
}

/** @param {any} context  @param {Frame} frame */
export function outline(context, { left, top, width, height }, color = PALE, thick = 1.5) {
  line(context, color, thick);
  context.rect(left, top, width, height);
  context.stroke();
}

function arrow(context, x, y, size, theme) {
  const [half, head] = [0.42 * size, 0.25 * size];
  line(context, theme.text, 2);
  context.moveTo(x - half, y);
  context.lineTo(x + half, y);
  context.moveTo(x + half - head, y - head);
  context.lineTo(x + half, y);
  context.lineTo(x + half - head, y + head);
  context.stroke();
}
