/** A tip over or under a place, so that its neighbours to the left and right stay in sight. */

import { writeLines } from "../shared/tools.js";

const GAP = 6; // pixels between the place and its tip

/**
 * Show lines of text, within the width of the box.
 * @param {HTMLElement} tip  @param {HTMLElement} box  @param {{left: number, top: number, width: number, height: number}} place  seen from the box
 * @param {string[]} lines
 */
export function tipOver(tip, box, { left, top, width, height }, lines) {
  writeLines(tip, lines);
  tip.hidden = false;
  const across = left + (width - tip.offsetWidth) / 2;
  const over = top - tip.offsetHeight - GAP;
  const down = over < 0 ? top + height + GAP : over;
  tip.style.transform = `translate(${Math.max(0, Math.min(across, box.clientWidth - tip.offsetWidth))}px, ${down}px)`;
}
