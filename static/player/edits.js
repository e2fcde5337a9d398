/**
 * What a hand has changed in a run, as the link has it: `<step>:<what>:<value>` joined by ";" (core/learning/edits.py).
 * Pure: no DOM, nobody is asked.
 */

import { isNode, isParameter } from "./shared/naming.js";

/** @typedef {{ step: number, what: string, value: string }} Edit */
/** @typedef {[what: string, value: string][]} Changes */

/** What each switch takes back. */
const OPPOSITE = { off: "on", on: "off", frozen: "free", free: "frozen" };
/** A drawing that stands in every batch from there on: there may be several at a step. */
const ADD = "add";
/** The largest number that a parameter may be set to. */
const LARGEST = 1e6;
/** Digits of a number that was turned, not typed. */
const DIGITS = 4;

/** @param {string|null} text  @returns {Edit[]} */
export function read(text) {
  return (text ?? "").split(";").filter(Boolean).map((edit) => {
    const [step, what, value] = edit.split(":");
    return { step: Number(step), what, value };
  });
}

/** @param {Edit[]} edits */
function write(edits) {
  return edits.map(({ step, what, value }) => `${step}:${what}:${value}`).join(";");
}

/**
 * The edits with more of them at a step, in the order of steps. What was changed there in the same way is replaced, a
 * switch that is put back where it was just flipped is no edit, a setting stays as it is set from then on, and drawings
 * stand beside one another.
 * @param {string|null} text  @param {number} step  @param {Changes} changes
 */
export function withChanges(text, step, changes) {
  const settings = new Set(changes.map(([what]) => what).filter(isSetting));
  const edits = read(text).filter((edit) => edit.step <= step || !settings.has(edit.what));
  for (const [what, value] of changes) {
    const here = edits.findIndex((edit) => edit.step === step && edit.what === what && kindOf(what, edit.value) === kindOf(what, value));
    const before = here < 0 ? null : edits.splice(here, 1)[0].value;
    if (before === null || OPPOSITE[value] !== before) edits.push({ step, what, value });
  }
  return write(edits.sort((a, b) => a.step - b.step));
}

/** @param {string} what */
function isSetting(what) {
  return what !== ADD && !isNode(what) && !isParameter(what);
}

/** A parameter's number and its switch are two things, and so are two drawings. */
function kindOf(what, value) {
  if (what === ADD) return value;
  return value in OPPOSITE ? "switch" : "value";
}

/** The drawings that have been added.  @param {string|null} text */
export function added(text) {
  return read(text).filter(({ what }) => what === ADD);
}

/** The edits without the drawing that was added last.  @param {string|null} text */
export function withoutLastAdded(text) {
  const edits = read(text);
  const last = edits.findLastIndex(({ what }) => what === ADD);
  return write(edits.filter((_, k) => k !== last));
}

/** Whether a node is off, or a parameter frozen, at a step.  @param {string|null} text  @param {number} step  @param {string} what */
export function isHeld(text, step, what) {
  const last = read(text).findLast((edit) => edit.step <= step && edit.what === what && edit.value in OPPOSITE);
  return last?.value === "off" || last?.value === "frozen";
}

/** What something was set to last, up to a step; null where it was not.
 * @param {string|null} text  @param {number} step  @param {string} what */
export function setTo(text, step, what) {
  return read(text).findLast((edit) => edit.step <= step && edit.what === what && kindOf(what, edit.value) === "value")?.value ?? null;
}

/** A number that was turned to, as it is shown and kept.  @param {number} value */
export function rounded(value) {
  return within(Number(value.toPrecision(DIGITS)));
}

/** @param {number} value */
export function within(value) {
  return Math.max(-LARGEST, Math.min(LARGEST, value));
}

/** One press of + or −, or one notch of a wheel.  @param {number} value  what it is now */
export function notch(value) {
  return Math.max(1, Math.abs(value)) / 20;
}
