/**
 * Colours: those of Streamlit's present theme, the hues that go with them, and scales.
 */

import { pen } from "./dom.js";

/** @import { Theme } from "../scene.d.ts" */

/** Okabe and Ito's hues, told apart with every common kind of colour vision; brighter on dark. */
const HUES = {
  light: {
    blue: "#0072b2", orange: "#d98200", green: "#009e73", vermillion: "#cc4a0e",
    purple: "#aa4b95", sky: "#3b9fd8", yellow: "#b58900",
  },
  dark: {
    blue: "#56b4e9", orange: "#e69f00", green: "#2fc79a", vermillion: "#ff7350",
    purple: "#d07fbc", sky: "#8fd0f5", yellow: "#f0e442",
  },
};

/** What hues mean, the same in every picture; pages/figures/palette.py says it for what Python draws. */
const MEANINGS = {
  high: "blue", low: "orange", // class 1 or a high output, class 0 or a low one; blue and orange mean nothing else
  positive: "green", negative: "purple", // signs: of a weight, a bias, a gradient, a difference; negative lines are dashed
  right: "green", wrong: "vermillion",
  run: "text", // the run on stage: its curve, its loss
};
/** Of lines that each have a name beside them. */
export const CYCLE = ["purple", "green", "vermillion", "sky", "yellow"];

/** Outputs: low = orange, middle = the paper, high = blue. */
const DIVERGING = {
  light: ["#d9730d", "#f5b877", "#fbfaf7", "#85bde2", "#0a6fb0"],
  dark: ["#f08a24", "#8a5320", "#1b1e24", "#2a6590", "#4aaef0"],
};
/** Numbers with a sign: negative = purple, middle = the paper, positive = green. */
const SIGNED = {
  light: ["#8f357d", "#d3a3cb", "#fbfaf7", "#8fd0b8", "#00805d"],
  dark: ["#cf84c6", "#70486d", "#1b1e24", "#1f6b55", "#2fc79a"],
};
/** Shares and amounts, from none on. */
const SEQUENTIAL = {
  light: ["#fbfaf7", "#bfe3d6", "#72c3a6", "#219e78", "#0b6349"],
  dark: ["#14171c", "#163f35", "#1f6b55", "#2fa57f", "#8fe6c8"],
};

/** Heights of a land, pale enough for coloured lines: low = deep. */
const RELIEF = {
  light: ["#8da3b8", "#b3c2d0", "#d3dce4", "#ebeff2", "#fbfaf7"],
  dark: ["#0b0e12", "#1b2129", "#2c3541", "#3f4b59", "#556373"],
};
const SCALES = { diverging: DIVERGING, signed: SIGNED, sequential: SEQUENTIAL, relief: RELIEF };

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
    colors: meaning({ ...Object.fromEntries(hues), text, muted, grid, background }),
    key: [background, text, value("--st-font", "")].join("|"),
  };
}

/** The colours, and once more under the names of what they mean.  @param {Record<string, string>} colors */
function meaning(colors) {
  return { ...colors, ...Object.fromEntries(Object.entries(MEANINGS).map(([name, hue]) => [name, colors[hue]])) };
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

/** @type {CanvasRenderingContext2D} */
let probe;

/** Any CSS colour as [r, g, b]; the browser's own parser does the work. */
export function rgb(color) {
  probe ??= pen(document.createElement("canvas"), { willReadFrequently: true });
  probe.fillStyle = "#888888";
  probe.fillStyle = color;
  const parsed = String(probe.fillStyle);
  if (parsed[0] !== "#") return (parsed.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
  return [1, 3, 5].map((i) => parseInt(parsed.slice(i, i + 2), 16));
}

export function luminance(color) {
  const [r, g, b] = rgb(color);
  return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
}
