/** Figures for lecture mode: lines, markers, margins and letters grow by one factor. */

/** What a part's numbers mean is told by the part's name. */
const WIDTHS = new Set(["line"]);
const SIZED = new Set(["marker", "font", "textfont", "tickfont"]);

/** @param {any} json  a trace or a layout  @param {number} factor  @returns {any} a copy */
export function enlarge(json, factor, name = "") {
  if (factor === 1 || json === null || typeof json !== "object") return json;
  if (Array.isArray(json)) return json.map((item) => enlarge(item, factor, name));
  const grown = ([key, value]) => {
    const scaled = (key === "width" && WIDTHS.has(name)) || (key === "size" && SIZED.has(name)) || name === "margin";
    return [key, scaled ? times(value, factor) : enlarge(value, factor, key)];
  };
  return Object.fromEntries(Object.entries(json).map(grown));
}

function times(value, factor) {
  if (Array.isArray(value)) return value.map((item) => times(item, factor));
  return typeof value === "number" ? value * factor : value;
}
