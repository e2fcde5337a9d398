/** One operation of an update: its formulas with the numbers in them, a note, and the NumPy lines that give these numbers. */

import { make } from "../shared/dom.js";
import { formulas } from "./formula.js";

/** @import { Labels, Section } from "../scene.d.ts" */

/**
 * @param {Section} section  @param {Labels} labels
 * @param {Set<string>} open  keys of the sections whose lines are in sight; kept up to date
 */
export function sectionElement({ key, title, tex, code, prints, note, tone }, labels, open) {
  const element = make("section", { class: "gs-section", "data-gs-section": key },
    make("h4", { class: "gs-section-title", text: title }),
    ...tex.map((line) => make("div", { class: "gs-formula-line" }, ...formulas(line))));
  if (note) element.append(noteElement(note, tone, labels));
  if (code) element.append(linesElement(key, code, prints ?? [], labels, open));
  return element;
}

/** A warning is told by its sign and its border too, not by its colour alone. */
function noteElement(note, tone, labels) {
  const sign = tone === "warn" ? [make("span", { class: "gs-note-sign", role: "img", "aria-label": labels.micro_warning, text: "⚠" }), " "] : [];
  return make("p", { class: "gs-note", "data-tone": tone ?? "info" }, ...sign, note);
}

function linesElement(key, code, prints, labels, open) {
  const lines = make("pre", { class: "gs-code", "data-gs": "code", text: code });
  const copy = make("button", {
    type: "button", class: "gs-switch", "data-gs": "copy", text: labels.micro_copy,
    on: { click: async () => (copy.textContent = (await copied(lines)) ? labels.micro_copied : labels.micro_copy) },
  });
  const inside = make("div", {}, lines, ...(prints.length ? [make("div", { class: "gs-prints-head", text: labels.micro_prints }), make("pre", { class: "gs-prints", "data-gs": "prints", text: prints.join("\n") })] : []), copy);
  const head = make("button", { type: "button", class: "gs-lines-head", text: labels.micro_numpy, on: { click: () => flip() } });
  const show = () => {
    inside.hidden = !open.has(key);
    head.setAttribute("aria-expanded", String(open.has(key)));
  };
  const flip = () => {
    if (!open.delete(key)) open.add(key);
    show();
  };
  show();
  return make("div", { class: "gs-lines" }, head, inside); // <details> would be laid out anew in every frame
}

/** Pages without https have no clipboard of their own; there the selected text is copied. @param {HTMLElement} lines */
async function copied(lines) {
  try {
    await navigator.clipboard.writeText(lines.textContent ?? "");
    return true;
  } catch {
    getSelection()?.selectAllChildren(lines);
    return document.execCommand("copy");
  }
}
