/** Saving a picture: an SVG that names the run it shows, as it is or as a PNG. */

import { pen } from "./dom.js";

/** @import { Theme } from "../scene.d.ts" */

const SVG = "http://www.w3.org/2000/svg";
/** The page's own font does not travel with a picture, so its words are set in one that is there wherever it is seen. */
export const PICTURE_FONT = "sans-serif";
/** The type of the line under the picture, in pixels. */
const SMALL = 12;
const MOST_LINES = 4;
const PNG_SCALE = 2;

/**
 * @param {string} svg       the picture
 * @param {{title: string, link: string, width: number, height: number, theme: Theme}} about  width and height of the picture
 * @returns {string} the picture with the link under it (as much as fits) and whole in its description
 */
export function signed(svg, { title, link, width, height, theme }) {
  const root = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  const lines = wrapped(link, width - 2 * SMALL);
  const full = height + (lines.length + 0.8) * SMALL * 1.3;
  for (const [name, value] of Object.entries({ width, height: full, viewBox: `0 0 ${width} ${full}` })) {
    root.setAttribute(name, String(value));
  }
  const paper = element(root, "rect", { width, height: full, fill: theme.background });
  const text = element(root, "text", { "font-family": PICTURE_FONT, "font-size": SMALL, fill: theme.colors.muted });
  lines.forEach((line, i) => {
    text.append(element(root, "tspan", { x: SMALL, y: height + (i + 1) * SMALL * 1.3 }, line));
  });
  root.prepend(element(root, "title", {}, title), element(root, "desc", {}, link), paper);
  root.append(text);
  return new XMLSerializer().serializeToString(root);
}

function element(root, name, attributes, content = "") {
  const made = root.ownerDocument.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = content;
  return made;
}

/** A text without spaces in lines of at most so many pixels. */
function wrapped(text, width) {
  const context = pen(document.createElement("canvas"));
  context.font = `${SMALL}px ${PICTURE_FONT}`;
  const lines = [""];
  for (const letter of text) {
    if (context.measureText(lines.at(-1) + letter).width > width) lines.push("");
    lines[lines.length - 1] += letter;
  }
  return lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES - 1), `${lines[MOST_LINES - 1].slice(0, -1)}…`];
}

/** Hand a picture to the browser's downloads. @param {"svg"|"png"} format */
export async function savePicture(svg, format, filename) {
  const blob = new Blob([svg], { type: "image/svg+xml" });
  download(format === "svg" ? blob : await painted(svg), `${filename}.${format}`);
}

/** @returns {Promise<Blob>} */
async function painted(svg) {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width * PNG_SCALE;
  canvas.height = image.height * PNG_SCALE;
  pen(canvas).drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(/** @type {Blob} */ (blob)), "image/png"));
}

function download(blob, filename) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = filename;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
