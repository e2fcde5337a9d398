/** Where a plot's axes are on the screen, and back from the screen to their values. */

/** @import { Axes, Frame } from "../scene.d.ts" */

/** @param {any} plot  drawn by Plotly  @returns {Axes} in CSS pixels of the panel's box, even in the middle of a drag */
export function axesOf(plot) {
  const { xaxis, yaxis } = plot._fullLayout;
  const log = yaxis.type === "log"; // then its range is in powers of ten
  const [x0, x1] = xaxis.range;
  const [y0, y1] = yaxis.range;
  const [left, width, top, height] = [xaxis._offset, xaxis._length, yaxis._offset, yaxis._length];
  return {
    left, top, width, height,
    x: (value) => left + ((value - x0) / (x1 - x0)) * width,
    y: (value) => top + height - (((log ? Math.log10(value) : value) - y0) / (y1 - y0)) * height,
    atX: (pixel) => x0 + ((pixel - left) / width) * (x1 - x0),
    atY: (pixel) => {
      const value = y0 + ((top + height - pixel) / height) * (y1 - y0);
      return log ? 10 ** value : value;
    },
    key: [x0, x1, y0, y1, log, left, top, width, height].join(),
  };
}

/** The same axes for a canvas whose every unit is so many pixels: what is drawn on it grows with the letters.
 * @param {Axes} axes  @returns {Axes} */
export function shrunk(axes, factor) {
  const { left, top, width, height } = axes;
  return {
    ...axes, left: left / factor, top: top / factor, width: width / factor, height: height / factor,
    x: (value) => axes.x(value) / factor,
    y: (value) => axes.y(value) / factor,
    atX: (pixel) => axes.atX(pixel * factor),
    atY: (pixel) => axes.atY(pixel * factor),
  };
}

/** Whether a pixel lies between the axes.  @param {Frame} axes */
export function inside({ left, top, width, height }, x, y) {
  return x >= left && x <= left + width && y >= top && y <= top + height;
}
