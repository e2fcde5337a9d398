/** The sweep's pictures as they are saved. */

import { PICTURE_FONT, savePicture, signed } from "../shared/picture.js";
import { SvgContext } from "../shared/svg.js";

/** @import { Host } from "./sweep.d.ts" */
/** @import { HeatMap } from "./heatmap.js" */

const BAR = { width: 120, height: 0.7 }; // pixels, letters

/** @param {Host} host  @param {string} what  ends the file's name
 * @param {{width: number, height: number}} size  @param {(context: SvgContext) => void} paint  @param {string} format */
export function save(host, what, { width, height }, paint, format) {
  const { theme, fontSize, opening } = host;
  const context = new SvgContext(width, height, fontSize);
  context.fillStyle = theme.background;
  context.fillRect(0, 0, width, height);
  paint(context);
  const about = { title: opening.title, link: host.origin(), theme, width, height };
  return savePicture(signed(context.text(), about), /** @type {"svg"|"png"} */ (format), `${opening.file}-${what}`);
}

/** The heat map as it stands on the page, its heads level, under what its numbers are.
 * @param {HeatMap} map  @param {string} title  @param {string} format */
export function saveMap(map, title, format) {
  const { fontSize, theme } = map.host;
  const top = 2 * fontSize;
  map.build({ level: true });
  const { width, height } = map.scroller.getBoundingClientRect();
  const size = { width: Math.max(width, map.scroller.scrollWidth), height: height + top + fontSize / 2 };
  const saved = save(map.host, map.show, size, (context) => {
    words(context, title, fontSize / 2, fontSize, { size: fontSize, colour: theme.text, align: "left", bold: true });
    paintLegend(context, map, size.width, fontSize);
    paintTable(context, map, top);
  }, format);
  map.build();
  return saved;
}

function paintTable(context, map, top) {
  const { fontSize, theme } = map.host;
  const from = map.scroller.getBoundingClientRect();
  const origin = { left: from.left - map.scroller.scrollLeft, top: from.top - top };
  for (const place of map.table.querySelectorAll("th, td")) {
    const box = place.getBoundingClientRect();
    const [left, above] = [box.left - origin.left, box.top - origin.top];
    const style = getComputedStyle(place);
    if (place.hasAttribute("data-gs-cell")) {
      context.fillStyle = style.backgroundColor;
      context.fillRect(left + 1, above + 1, box.width - 2, box.height - 2);
    }
    const lines = texts(context, place, box, fontSize);
    const aside = place.getAttribute("scope") === "row"; // beside a row its name stands at the right
    lines.forEach((text, i) => {
      const y = above + box.height / 2 + (i - (lines.length - 1) / 2) * 1.2 * fontSize;
      const x = aside ? left + box.width - 4 : left + box.width / 2;
      words(context, text, x, y, { size: fontSize, colour: style.color, align: aside ? "right" : "center" });
    });
  }
  const across = map.across.getBoundingClientRect();
  const middle = [across.left - origin.left + across.width / 2, across.top - origin.top + across.height / 2];
  words(context, map.across.textContent ?? "", middle[0], middle[1], { size: fontSize, colour: theme.colors.muted, align: "center" });
}

/** The lines of a cell: its number and sign, one under the other where there is room; or a name, broken between words. */
function texts(context, place, { width, height }, fontSize) {
  const parts = [...place.querySelectorAll("span")].map((part) => part.textContent).filter(Boolean);
  if (parts.length) return height > 2.4 * fontSize ? parts : [parts.join(" ")];
  context.font = `${fontSize}px ${PICTURE_FONT}`;
  const name = place.textContent ?? "";
  return context.measureText(name).width > width ? name.split(" ") : [name];
}

function paintLegend(context, map, width, fontSize) {
  const legend = map.legend();
  if (!legend) return;
  const { theme } = map.host;
  const right = width - 0.5 * fontSize;
  const style = { size: fontSize, colour: theme.text };
  words(context, legend.ends[1], right, fontSize, { ...style, align: "right" });
  context.font = `${fontSize}px ${PICTURE_FONT}`;
  const left = right - context.measureText(legend.ends[1]).width - 8 - BAR.width;
  const step = BAR.width / legend.colours.length;
  legend.colours.forEach((colour, i) => {
    context.fillStyle = colour;
    context.fillRect(left + i * step, fontSize * (1 - BAR.height / 2), step + 0.5, BAR.height * fontSize);
  });
  words(context, legend.ends[0], left - 8, fontSize, { ...style, align: "right" });
}

function words(context, text, x, y, { size, colour, align, bold = false }) {
  Object.assign(context, { font: `${bold ? 600 : 400} ${size}px ${PICTURE_FONT}`, fillStyle: colour, textAlign: align });
  context.fillText(text, x, y);
}
