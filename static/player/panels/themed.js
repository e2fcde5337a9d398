/** Figures come without colours and fonts; here they get those of the present theme. */

import { CYCLE, mix, resolveTokens } from "../shared/theme.js";
import { enlarge } from "./enlarge.js";

/** @import { Theme } from "../scene.d.ts" */

const PIXEL_LINE = 2.5;

/** Plotly data with theme colours and lines that can be seen from the last row. */
export function themedData(data, theme, factor = 1) {
  return resolveTokens(data, theme).map((trace) => {
    if ((trace.type ?? "scatter") !== "scatter") return enlarge(trace, factor);
    return enlarge({
      ...trace,
      line: { width: PIXEL_LINE, ...trace.line },
      marker: { size: 10, ...trace.marker },
    }, factor);
  });
}

/**
 * How numbers stand at the ticks of every plot: as short as they are exact, 2000 and 5e+151. Plotly would take one power
 * out of all of them, 0.2e+4. Between ticks that are close together more digits are needed.
 */
const TICKS = {
  tickformatstops: [
    { dtickrange: [null, 1000], value: ".12~g" },
    { dtickrange: [1000, null], value: "~g" },
  ],
  hoverformat: ".12~g",
};

/** Half of the letters of a label at the axis' very end, in sizes of the font: Plotly leaves one out that has no room. */
const [HALF_TALL, HALF_WIDE] = [0.8, 1.15];

/** The margins with room for the last labels of both axes. */
function roomy(margin, { xaxis, yaxis }, fontSize) {
  const least = (axis, size) => (axis?.visible === false ? 0 : size * fontSize);
  return { ...margin, t: Math.max(margin.t, least(yaxis, HALF_TALL)), r: Math.max(margin.r, least(xaxis, HALF_WIDE)) };
}

/**
 * Plotly layout with the theme's font, axes, grid and hover label; the figure's own wishes win.
 * @param {Theme} theme
 * @param {boolean} overField  whether the axes lie over a field, where grid lines would disturb
 * @returns {any}
 */
export function themedLayout(layout, theme, fontSize, overField, factor = 1) {
  const own = enlarge(resolveTokens(layout ?? {}, theme), factor);
  const { grid, text, muted, background } = theme.colors;
  const font = { family: theme.font, size: fontSize, color: text };
  const fewest = factor > 1 ? 4 : Infinity;
  const axis = {
    gridcolor: grid, zerolinecolor: mix(background, text, 0.3), linecolor: muted, tickcolor: muted,
    tickfont: { color: muted }, zerolinewidth: 1, automargin: false, nticks: 6,
    ...TICKS,
    showgrid: !overField, zeroline: !overField, showline: true, ticks: "outside",
  };
  /** @type {any} */
  const themed = {
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    colorway: CYCLE.map((name) => theme.colors[name]),
    hovermode: "closest",
    ...own,
    showlegend: false, // names.js calls the curves by their names
    font: { ...font, ...own.font },
    margin: roomy({ l: 3.6 * fontSize, r: fontSize, t: 0.6 * fontSize, b: 2.9 * fontSize, ...own.margin }, own, fontSize),
    hoverlabel: { bgcolor: theme.panel, bordercolor: muted, font, ...own.hoverlabel },
  };
  for (const name of axisNames(own)) {
    const title = own[name]?.title;
    themed[name] = { ...axis, ...own[name], title: { ...title, font: { size: fontSize, ...title?.font } } };
    themed[name].nticks = Math.min(themed[name].nticks, fewest);
  }
  return themed;
}

function axisNames(layout) {
  return [...new Set(["xaxis", "yaxis", ...Object.keys(layout).filter((key) => /^[xy]axis\d*$/.test(key))])];
}
