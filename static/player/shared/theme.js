/**
 * Colours and fonts. Figures come without any; here they get those of Streamlit's present theme.
 */

import { enlarge } from "../panels/enlarge.js";

/** Okabe and Ito's hues, told apart with every common kind of colour vision; brighter on dark. */
const HUES = {
  light: {
    blue: "#0072b2", orange: "#d98200", green: "#009e73", vermillion: "#d55e00",
    purple: "#b5558f", sky: "#3b9fd8", yellow: "#b58900",
  },
  dark: {
    blue: "#56b4e9", orange: "#e69f00", green: "#2fc79a", vermillion: "#ff7f45",
    purple: "#cc79a7", sky: "#8fd0f5", yellow: "#f0e442",
  },
};

/** Low = orange, middle = the paper, high = blue. */
const DIVERGING = {
  light: ["#d9730d", "#f5b877", "#fbfaf7", "#85bde2", "#0a6fb0"],
  dark: ["#f08a24", "#8a5320", "#1b1e24", "#2a6590", "#4aaef0"],
};
const SEQUENTIAL = {
  light: ["#fbfaf7", "#b9d8ec", "#6cb0dc", "#2b7fb8", "#0b4a78"],
  dark: ["#14171c", "#183a56", "#22658f", "#3f9bd0", "#a6dcff"],
};

/** Heights of a land, pale enough for coloured lines: low = deep. */
const RELIEF = {
  light: ["#8da3b8", "#b3c2d0", "#d3dce4", "#ebeff2", "#fbfaf7"],
  dark: ["#0b0e12", "#1b2129", "#2c3541", "#3f4b59", "#556373"],
};
const SCALES = { diverging: DIVERGING, sequential: SEQUENTIAL, relief: RELIEF };

/** @typedef {{dark: boolean, text: string, background: string, panel: string, border: string,
 *   primary: string, font: string, colors: object, key: string}} Theme */

/**
 * @param {boolean} strong  pure black and white, and deeper hues
 * @returns {Theme} what Streamlit's custom properties say at an element
 */
export function readTheme(element, strong = false) {
  const style = getComputedStyle(element);
  const value = (name, fallback) => style.getPropertyValue(name).trim() || fallback;
  const dark = luminance(value("--st-background-color", "#ffffff")) < 0.4;
  const pure = dark ? ["#000000", "#ffffff"] : ["#ffffff", "#000000"];
  const background = strong ? pure[0] : value("--st-background-color", "#ffffff");
  const text = strong ? pure[1] : value("--st-text-color", "#31333f");
  const grid = mix(background, text, strong ? 0.25 : 0.16);
  const muted = mix(background, text, strong ? 0.85 : 0.68);
  const hues = Object.entries(HUES[dark ? "dark" : "light"]).map(([name, hue]) => [name, strong ? mix(hue, text, 0.15) : hue]);
  return {
    dark,
    text,
    background,
    panel: value("--st-secondary-background-color", mix(background, text, 0.06)),
    border: grid,
    primary: value("--st-primary-color", "#0072b2"),
    font: value("--st-font", "sans-serif"),
    colors: { ...Object.fromEntries(hues), text, muted, grid, background },
    key: [background, text, value("--st-font", "")].join("|"),
  };
}

/** The colour of a token such as "@blue" or "@blue/0.3"; anything else unchanged. */
export function resolveColor(color, theme) {
  const match = typeof color === "string" && /^@(\w+)(?:\/([\d.]+))?$/.exec(color);
  if (!match || !(match[1] in theme.colors)) return color;
  if (!match[2]) return theme.colors[match[1]];
  const [r, g, b] = rgb(theme.colors[match[1]]);
  return `rgba(${r},${g},${b},${match[2]})`;
}

/** A deep copy of a piece of figure JSON with every colour token resolved. */
export function resolveTokens(json, theme) {
  if (typeof json === "string") return resolveColor(json, theme);
  if (Array.isArray(json)) return json.map((item) => resolveTokens(item, theme));
  if (json === null || typeof json !== "object") return json;
  return Object.fromEntries(Object.entries(json).map(([key, item]) => [key, resolveTokens(item, theme)]));
}

/** @param {string} name a key of SCALES @returns {string[]} evenly spaced stops */
export function scaleStops(name, theme) {
  return (SCALES[name] ?? DIVERGING)[theme.dark ? "dark" : "light"];
}

/** 256 opaque pixels for the bytes 0..255, as little-endian RGBA words. @returns {Uint32Array} */
export function colorTable(name, theme) {
  const stops = scaleStops(name, theme).map(rgb);
  const table = new Uint32Array(256);
  for (let i = 0; i < 256; i++) {
    const [r, g, b] = between(stops, i / 255);
    table[i] = 0xff000000 | (b << 16) | (g << 8) | r;
  }
  return table;
}

/** The scale's colour at a share 0..1. */
export function scaleColor(name, share, theme) {
  const stops = scaleStops(name, theme).map(rgb);
  return `rgb(${between(stops, Math.max(0, Math.min(1, share))).join(",")})`;
}

function between(stops, share) {
  const position = share * (stops.length - 1);
  const i = Math.min(Math.floor(position), stops.length - 2);
  return stops[i].map((from, c) => Math.round(from + (stops[i + 1][c] - from) * (position - i)));
}

export function mix(from, to, share) {
  const end = rgb(to);
  return `rgb(${rgb(from).map((c, i) => Math.round(c + (end[i] - c) * share)).join(",")})`;
}

let probe;

/** Any CSS colour as [r, g, b]; the browser's own parser does the work. */
export function rgb(color) {
  probe ??= document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  probe.fillStyle = "#888888";
  probe.fillStyle = color;
  const parsed = probe.fillStyle;
  if (parsed[0] !== "#") return parsed.match(/[\d.]+/g).slice(0, 3).map(Number);
  return [1, 3, 5].map((i) => parseInt(parsed.slice(i, i + 2), 16));
}

export function luminance(color) {
  const [r, g, b] = rgb(color);
  return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
}

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

/** Plotly layout with the theme's font, axes, grid and hover label; the figure's own wishes win.
 * @param {boolean} overField  whether the axes lie over a field, where grid lines would disturb */
export function themedLayout(layout, theme, fontSize, overField, factor = 1) {
  const own = enlarge(resolveTokens(layout ?? {}, theme), factor);
  const { grid, text, muted, background } = theme.colors;
  const font = { family: theme.font, size: fontSize, color: text };
  const fewest = factor > 1 ? 4 : Infinity;
  const samples = factor > 1 ? { itemwidth: 30 * factor } : {};
  const axis = {
    gridcolor: grid, zerolinecolor: mix(background, text, 0.3), linecolor: muted, tickcolor: muted,
    tickfont: { color: muted }, zerolinewidth: 1, automargin: false, nticks: 6,
    ...TICKS,
    showgrid: !overField, zeroline: !overField, showline: true, ticks: "outside",
  };
  const themed = {
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    colorway: ["blue", "orange", "green", "purple", "sky", "yellow"].map((name) => theme.colors[name]),
    showlegend: false,
    hovermode: "closest",
    ...own,
    font: { ...font, ...own.font },
    margin: roomy({ l: 3.6 * fontSize, r: fontSize, t: 0.6 * fontSize, b: 2.9 * fontSize, ...own.margin }, own, fontSize),
    hoverlabel: { bgcolor: theme.panel, bordercolor: muted, font, ...own.hoverlabel },
    legend: { bgcolor: "rgba(0,0,0,0)", ...samples, ...own.legend },
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
