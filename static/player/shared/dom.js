/** A few lines that make elements. */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} attributes  "text" is the content, "on" maps event names to listeners, the rest are attributes
 * @param {(Node|string)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  const { text, on, ...rest } = attributes;
  for (const [name, value] of Object.entries(rest)) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  for (const [event, listener] of Object.entries(on ?? {})) element.addEventListener(event, listener);
  if (text !== undefined) element.textContent = text;
  element.append(...children);
  return element;
}

/**
 * Write a text into an element that holds nothing else, into the node that is there: for each new node the browser looks
 * through all rules with :has() whether they count now, which takes milliseconds.
 * @param {HTMLElement} element  @param {string} text
 */
export function write(element, text) {
  const node = element.firstChild;
  if (!(node instanceof Text) || node.nextSibling) element.textContent = text;
  else if (node.data !== text) node.data = text;
}

/** @param {HTMLCanvasElement} canvas  @returns {CanvasRenderingContext2D} what draws on it */
export function pen(canvas, options = {}) {
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", options));
}

/** A canvas that fills so many of the page's pixels, as sharp as the screen, with nothing on it.
 * @param {HTMLCanvasElement} canvas  @param {{ width: number, height: number }} size  @returns {CanvasRenderingContext2D} */
export function cleared(canvas, { width, height }) {
  const ratio = Math.min(2, window.devicePixelRatio || 1);
  const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== across || canvas.height !== down) Object.assign(canvas, { width: across, height: down });
  const context = pen(canvas);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, across, down); // in its own pixels: of the page's the last may be a part of one
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

const SHAPES = {
  play: "M8 5v14l11-7z",
  pause: "M7 5h4v14H7zM13 5h4v14h-4z",
  back: "M14.5 6 8.5 12l6 6z",
  forward: "M9.5 6l6 6-6 6z",
  start: "M6 6h2.5v12H6zM18 6v12l-8-6z",
  end: "M15.5 6H18v12h-2.5zM6 6l8 6-8 6z",
  inside: "M3 9h4v6H3zM10 4h4v6h-4zM10 14h4v6h-4zM17 9h4v6h-4z",
  close: "M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12 19 17.6 17.6 19 12 13.4 6.4 19 5 17.6 10.6 12 5 6.4z",
  loop: "M7 7h10v3l4-4-4-4v3H5v6h2zM17 17H7v-3l-4 4 4 4v-3h12v-6h-2z",
  settings: "M3 6h9v2H3zM16 6h5v2h-5zM12 4h4v6h-4zM3 16h4v2H3zM11 16h10v2H11zM7 14h4v6H7z",
  keep: "M3 4h8v13H3zM5 6v9h4V6zM13 4h8v13h-8zM15 6v9h4V6zM3 19h18v2H3z",
  reset: "M12 5V2L7 6.5 12 11V8a5 5 0 1 1-5 5H5a7 7 0 1 0 7-8z",
  more: "M6 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM12 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM18 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}
