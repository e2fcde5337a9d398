/** A drawing context that writes SVG: as much of a canvas's as pictures here use. */

import { pen } from "./dom.js";

const NAMESPACE = "http://www.w3.org/2000/svg";
const IMAGE_PIXELS = 2;
const ANCHORS = { left: "start", center: "middle", right: "end" };

export class SvgContext {
  fillStyle = "#000";
  strokeStyle = "#000";
  lineWidth = 1;
  lineCap = "butt";
  globalAlpha = 1;
  imageSmoothingEnabled = true;
  /** @type {number[]} */
  dash = [];
  font = "10px sans-serif";
  textAlign = "left";
  path = "";
  /** @type {string[]} */
  parts = [];
  /** @type {object[]} */
  saved = [];

  /** @param {number} fontSize  of the plot's own text, as on its canvas */
  constructor(width, height, fontSize) {
    this.width = width;
    this.height = height;
    this.canvas = { dataset: { fontSize } };
    this.ruler = pen(document.createElement("canvas"));
  }

  save() {
    const { fillStyle, strokeStyle, lineWidth, lineCap, globalAlpha, dash, font, textAlign } = this;
    this.saved.push({ fillStyle, strokeStyle, lineWidth, lineCap, globalAlpha, dash, font, textAlign });
  }

  restore() {
    Object.assign(this, this.saved.pop());
  }

  /** Images have as many pixels as on a fine screen. */
  getTransform() {
    return { a: IMAGE_PIXELS };
  }

  setLineDash(dash) {
    this.dash = dash;
  }

  measureText(words) {
    this.ruler.font = this.font;
    return this.ruler.measureText(words);
  }

  beginPath() {
    this.path = "";
  }

  moveTo(x, y) {
    this.path += `M${round(x)} ${round(y)}`;
  }

  lineTo(x, y) {
    this.path += `${this.path ? "L" : "M"}${round(x)} ${round(y)}`;
  }

  rect(x, y, width, height) {
    this.path += `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}Z`;
  }

  closePath() {
    this.path += "Z";
  }

  /** Whole circles only. */
  arc(x, y, r) {
    this.path += `M${round(x - r)} ${round(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
  }

  fill() {
    this.add("path", { d: this.path, fill: this.fillStyle });
  }

  stroke() {
    if (!this.path) return;
    const dash = this.dash.length ? { "stroke-dasharray": this.dash.join(" ") } : {};
    const cap = this.lineCap === "butt" ? {} : { "stroke-linecap": this.lineCap };
    const { path: d, strokeStyle: stroke, lineWidth } = this;
    this.add("path", { d, fill: "none", stroke, "stroke-width": lineWidth, "stroke-linejoin": "round", ...cap, ...dash });
  }

  fillRect(x, y, width, height) {
    this.add("rect", { x: round(x), y: round(y), width: round(width), height: round(height), fill: this.fillStyle });
  }

  fillText(words, x, y) {
    const [, weight, size, family] = /** @type {string[]} */ (/^(?:(\d+) )?([\d.]+)px (.*)$/.exec(this.font));
    this.add("text", {
      x: round(x), y: round(y + 0.35 * Number(size)), fill: this.fillStyle, "font-size": size, "font-family": family,
      "font-weight": weight ?? 400, "text-anchor": ANCHORS[this.textAlign],
    }, words);
  }

  /** A canvas, or a part of it as a canvas's own context takes it: from where in it and how much, to where and how large. */
  drawImage(canvas, ...place) {
    const [x, y, width, height] = place.slice(-4);
    const image = place.length > 4 ? cut(canvas, place) : canvas;
    const rendering = this.imageSmoothingEnabled ? {} : { "image-rendering": "pixelated" };
    this.add("image", { x, y, width, height, preserveAspectRatio: "none", ...rendering, href: image.toDataURL("image/png") });
  }

  add(tag, attributes, words) {
    const element = document.createElementNS(NAMESPACE, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    if (this.globalAlpha < 1) element.setAttribute("opacity", String(this.globalAlpha));
    if (words !== undefined) element.textContent = words;
    this.parts.push(new XMLSerializer().serializeToString(element));
  }

  /** @returns {string} the whole picture */
  text() {
    const { width, height, parts } = this;
    return `<svg xmlns="${NAMESPACE}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${parts.join("")}</svg>`;
  }
}

/** A part of a canvas as one of its own.  @param {any} canvas  @param {number[]} place */
function cut(canvas, place) {
  const [left, top, width, height] = place;
  const part = Object.assign(document.createElement("canvas"), { width, height });
  pen(part).drawImage(canvas, left, top, width, height, 0, 0, width, height);
  return part;
}

function round(value) {
  return Math.round(value * 100) / 100;
}
