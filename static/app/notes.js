/** What the page says above its stage, such as warnings of a link, takes room from the stage's pictures. */

/** Of the window's height that notes may take; who reads more of them scrolls. */
const MOST = 0.15;
/** Between elements, in sizes of the page's font. */
const GAP = 0.5;

const NOTES = "[data-testid=stMain] :is([data-testid=stAlert], [data-testid=stExpander]):not([data-testid=stExpander] *)";

/** The height in pixels of the notes above an element. */
export function notesAbove(element) {
  const gap = GAP * parseFloat(getComputedStyle(document.documentElement).fontSize);
  const before = (note) => note.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
  const notes = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(NOTES))].filter(before);
  return Math.min(MOST * innerHeight, notes.reduce((sum, { offsetHeight }) => sum + offsetHeight + gap, 0));
}
