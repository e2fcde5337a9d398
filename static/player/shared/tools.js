/** The small buttons at a picture's head, and its tooltip: the same for every kind of picture. */

import { make, write } from "./dom.js";
import { menu } from "./menu.js";

/** @import { Labels, Point, Stage, Toggle } from "../scene.d.ts" */

/** What a picture offers beside itself, in a menu.
 * @param {Labels} labels  @param {{reset?: () => void, save: (format: string) => void}} actions  reset: where a picture can be zoomed */
export function toolMenu(labels, { reset, save }) {
  return menu(labels.picture_menu, [
    { name: "save-png", text: labels.save_png, act: () => save("png") },
    { name: "save-svg", text: labels.save_svg, act: () => save("svg") },
    ...(reset ? [{ name: "reset-zoom", text: labels.reset_zoom, act: reset }] : []),
  ]);
}

/**
 * A button for each toggle of a panel.
 * @param {Toggle[]} toggles  @param {Stage} stage
 * @param {(toggle: Toggle, button: HTMLElement) => void} flip  called when one is pressed
 */
export function switchButtons(toggles, stage, flip) {
  for (const { key, on } of toggles) {
    if (on && !stage.toggles.has(key)) stage.toggles.set(key, true);
  }
  return toggles.map((toggle) =>
    make("button", {
      type: "button", class: "gs-switch", "data-gs-toggle": toggle.key, text: toggle.label,
      "aria-pressed": String(Boolean(stage.toggles.get(toggle.key))),
      on: { click: (event) => flip(toggle, event.currentTarget) },
    }),
  );
}

/**
 * Show lines of text beside a place in a box, on the side where there is room.
 * @param {HTMLElement} tip  @param {HTMLElement} box  @param {Point} place  @param {string[]} lines
 */
export function placeTip(tip, box, place, lines) {
  standTip(tip, box, place); // before anything changes, or all would be laid out once more
  writeLines(tip, lines);
}

/** An element for each line.  @param {HTMLElement} element  @param {string[]} lines */
export function writeLines(element, lines) {
  while (element.childElementCount < lines.length) element.append(make("div"));
  while (element.childElementCount > lines.length) element.lastElementChild?.remove();
  lines.forEach((text, i) => write(/** @type {HTMLElement} */ (element.children[i]), text));
}

/** A tip beside a place in a box, on the side where there is room.
 * @param {HTMLElement} tip  @param {HTMLElement} box  @param {Point} place */
export function standTip(tip, box, [left, top]) {
  const flipX = left > box.clientWidth / 2;
  const flipY = top > box.clientHeight / 2;
  if (tip.hidden) tip.hidden = false;
  tip.style.transform =
    `translate(${left + (flipX ? -14 : 14)}px, ${top + (flipY ? -14 : 14)}px) ` +
    `translate(${flipX ? "-100%" : "0"}, ${flipY ? "-100%" : "0"})`;
}
