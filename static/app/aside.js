/** A lesson's question and settings, beside the stage's main picture where that has the whole height (lecture.css). */

const ASIDE = ".st-key-lesson-aside";

/** Whether a lesson asks something above the stage. */
export function asks() {
  return Boolean(document.querySelector(ASIDE));
}

/** What a lesson's run shows may be read once it has been seen at its end (strip.css). @param {boolean} whole */
export function played(whole) {
  document.documentElement.dataset.played = whole ? "on" : "off";
}

/** They stand there from so many pixels on, or null: above the stage. @param {number|null} left  @returns {number} their height there */
export function standAside(left) {
  const { dataset, style } = document.documentElement;
  const aside = /** @type {HTMLElement|null} */ (document.querySelector(ASIDE));
  if (left === null || !aside) delete dataset.aside;
  else dataset.aside = "on";
  style.setProperty("--aside", `${left ?? 0}px`);
  if (aside) heights.observe(aside);
  return aside && left !== null ? aside.offsetHeight : 0;
}

/** Another question, or another size of letters: whoever stands below hears of it as of a window of another size. */
const heights = new ResizeObserver(() => dispatchEvent(new Event("resize")));
