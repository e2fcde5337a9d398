/** Fields that one types into: Enter gives the keyboard back to the stage, and their own undo comes first. */

const FIELD = "input:not([type=button], [type=checkbox], [type=submit], [type=range], [type=file], [role=combobox]), textarea";

/** @type {string|null} what the field in use said when it was last handed in */
let settled = null;

addEventListener("focusin", ({ target }) => (settled = field(target)?.value ?? null));

addEventListener("keydown", (event) => {
  const typed = field(event.target);
  if (!typed || event.isComposing) return;
  if (event.key === "Enter" && typed.tagName === "INPUT") setTimeout(() => typed.blur()); // Streamlit takes it first
  // Streamlit's shortcut would take a setting back while somebody is correcting a number.
  if (undoes(event) && typed.value !== settled) event.stopImmediatePropagation();
}, true);

/** @returns {HTMLInputElement|null} or a textarea */
function field(target) {
  return target instanceof Element && target.matches(FIELD) ? /** @type {HTMLInputElement} */ (target) : null;
}

function undoes({ key, ctrlKey, metaKey }) {
  return (ctrlKey || metaKey) && key.toLowerCase() === "z";
}
