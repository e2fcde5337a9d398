/**
 * A drawing in MNIST's form: its ink fills a box of 20×20 pixels with its longest side, the centre of its mass stands in
 * the middle of 28×28, and means over squares of pixels at 16 grey levels are what the network sees
 * (http://yann.lecun.com/exdb/mnist/; core/data/digits/subset.py pools in the same way). Pure: no canvas.
 */

/** @typedef {[x: number, y: number]} Place  from 0 to 1, from the top left corner */
/** @typedef {Place[]} Stroke */
/**
 * `box` (20²) and `centred` (28²): ink from 0 to 1, row by row; `seen` (side²): the same in 15ths.
 * @typedef {{ box: Float64Array, centred: Float64Array, seen: number[] }} Form
 */

export const SIDE = 28;
export const BOX = 20;
/** The darkest grey. */
export const LEVELS = 15;
/** MNIST's strokes, in pixels: how wide they are where they are half ink, and how wide their edges fade. The subset's
 * images have 104 pixels of ink each, 60 of them all ink; lines of this kind have as much. */
const [WIDTH, FADE] = [2.8, 1.3];
const REACH = (WIDTH + FADE) / 2;
/** The mean place of the mass in MNIST: the middle of the pixel right of and under the centre. */
const MIDDLE = SIDE / 2 + 0.5;
/** A drawing smaller than this is a dot, not a digit in little: the hand's tremble is not made large. */
const LEAST = 0.06;

/** @param {Stroke[]} strokes  @param {number} side  of the image that the network sees: 28 or a half or a quarter of it
 * @returns {Form|null} null where nothing is drawn */
export function formOf(strokes, side) {
  const lines = strokes.filter((stroke) => stroke.length > 0);
  if (!lines.length) return null;
  const boxed = fitted(lines);
  const box = inked(boxed, BOX);
  const [x, y] = middleOf(box, BOX);
  const centred = inked(moved(boxed, ([left, top]) => [left + MIDDLE - x, top + MIDDLE - y]), SIDE);
  return { box, centred, seen: pooled(centred, side).map((ink) => Math.round(ink * LEVELS) / LEVELS) };
}

/** The rectangle around all strokes.  @param {Stroke[]} strokes  @returns {{ left: number, top: number, width: number, height: number }} */
export function around(strokes) {
  const points = strokes.flat();
  const [left, right, top, bottom] = points.reduce(
    ([l, r, t, b], [x, y]) => [Math.min(l, x), Math.max(r, x), Math.min(t, y), Math.max(b, y)],
    [Infinity, -Infinity, Infinity, -Infinity],
  );
  return { left, top, width: right - left, height: bottom - top };
}

/** The middle of the mass, from the top left corner.  @param {ArrayLike<number>} pixels  @param {number} side  @returns {Place} */
export function middleOf(pixels, side) {
  let [mass, x, y] = [0, 0, 0];
  for (let k = 0; k < side * side; k++) {
    mass += pixels[k];
    x += pixels[k] * ((k % side) + 0.5);
    y += pixels[k] * (Math.floor(k / side) + 0.5);
  }
  return [x / mass, y / mass];
}

/** Strokes whose ink has the box's size, in its middle, in pixels.  @param {Stroke[]} strokes */
function fitted(strokes) {
  const { left, top, width, height } = around(strokes);
  const scale = (BOX - 2 * REACH) / Math.max(width, height, LEAST);
  const middle = [left + width / 2, top + height / 2];
  return moved(strokes, ([x, y]) => [BOX / 2 + (x - middle[0]) * scale, BOX / 2 + (y - middle[1]) * scale]);
}

/** @param {Stroke[]} strokes  @param {(place: Place) => Place} move  @returns {Stroke[]} */
function moved(strokes, move) {
  return strokes.map((stroke) => stroke.map(move));
}

/** @param {Stroke[]} strokes  in pixels  @param {number} side */
function inked(strokes, side) {
  const pixels = new Float64Array(side * side);
  for (const stroke of strokes) stroke.forEach((to, i) => ink(pixels, side, stroke[Math.max(0, i - 1)], to));
  return pixels;
}

/** The pixels around one piece of a line get the ink that their distance to it leaves them.
 * @param {Float64Array} pixels  @param {number} side  @param {Place} from  @param {Place} to */
function ink(pixels, side, from, to) {
  const [x0, x1] = span(from[0], to[0], side);
  const [y0, y1] = span(from[1], to[1], side);
  for (let y = y0; y <= y1; y++) {
    for (let x = x0; x <= x1; x++) {
      const share = Math.min(1, (REACH - distance(x + 0.5, y + 0.5, from, to)) / FADE);
      if (share > pixels[y * side + x]) pixels[y * side + x] = share;
    }
  }
}

/** The first and the last pixel that a line between two places may reach. */
function span(a, b, side) {
  return [Math.max(0, Math.floor(Math.min(a, b) - REACH)), Math.min(side - 1, Math.ceil(Math.max(a, b) + REACH))];
}

/** @param {number} x  @param {number} y  @param {Place} from  @param {Place} to */
function distance(x, y, [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.max(0, Math.min(1, along));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

/** Means over squares of pixels.  @param {Float64Array} pixels  @param {number} side  @returns {number[]} */
function pooled(pixels, side) {
  const width = SIDE / side;
  const sums = new Array(side * side).fill(0);
  pixels.forEach((share, k) => (sums[Math.floor(Math.floor(k / SIDE) / width) * side + Math.floor((k % SIDE) / width)] += share));
  return sums.map((sum) => sum / (width * width));
}
