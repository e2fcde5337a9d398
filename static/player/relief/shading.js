/** The colours of a surface: the contours' bands, lit by a lamp that turns with it. */

import { rgb, scaleStops } from "../shared/theme.js";
import { shades } from "./raster.js";

/** The band of a value, with how far it has come in it. */
export function toneOf(value, levels, [low, high]) {
  if (Number.isNaN(value)) return NaN;
  const stops = [Math.min(low, levels[0]), ...levels, Math.max(high, levels.at(-1))];
  let band = 0;
  while (band < levels.length && levels[band] <= value) band++;
  const wide = stops[band + 1] - stops[band];
  return band + (wide > 0 ? Math.max(0, Math.min(0.999, (value - stops[band]) / wide)) : 0);
}

/** How lit each sample is, 0 to 1, by a lamp that turns with the surface. */
export function light(z, nx, ny, [a, b]) {
  const [stepX, stepY] = [(2 * a) / (nx - 1), (2 * b) / (ny - 1)];
  const lamp = [-0.5, -0.35, 0.79];
  const slope = (before, after, wide) => (Number.isFinite(after - before) ? (after - before) / wide : 0);
  return Float64Array.from(z, (_, at) => {
    const [i, j] = [at % nx, Math.floor(at / nx)];
    const dx = slope(z[at - (i > 0 ? 1 : 0)], z[at + (i < nx - 1 ? 1 : 0)], stepX * (i > 0 && i < nx - 1 ? 2 : 1));
    const dy = slope(z[at - (j > 0 ? nx : 0)], z[at + (j < ny - 1 ? nx : 0)], stepY * (j > 0 && j < ny - 1 ? 2 : 1));
    return Math.max(0, (lamp[2] - dx * lamp[0] - dy * lamp[1]) / Math.hypot(1, dx, dy));
  });
}

/** The contour layer's bands, darker in the shade; their lines and the surface's outline are nearer to the text. */
export function bandColors({ colors, levels }, theme) {
  const stops = scaleStops(colors, theme).map(rgb);
  const [text, dark] = [rgb(theme.text), rgb(theme.dark ? "#000000" : "#3a4654")];
  const toward = (from, to, share) => from.map((value, c) => Math.round(value + (to[c] - value) * share));
  const fill = (band, lit) => toward(stopAt(stops, band / Math.max(1, levels.length)), dark, 0.42 * (1 - lit));
  const count = levels.length + 1;
  return {
    fill: shades(count, fill),
    line: shades(count, (band, lit) => toward(fill(band, lit), text, 0.4)),
    outline: shades(count, (band, lit) => toward(fill(band, lit), text, 0.6)),
  };
}

function stopAt(stops, share) {
  const position = share * (stops.length - 1);
  const i = Math.min(Math.floor(position), stops.length - 2);
  return stops[i].map((from, c) => from + (stops[i + 1][c] - from) * (position - i));
}
