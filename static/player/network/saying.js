/** A network's parts in words: for the tip, with numbers of the tape, and for those who cannot see it. */

import { format } from "../shared/format.js";

/** @import { NetworkPanel } from "./network.js" */

const EXACT = ".6g";
/** Of how many weights a picture tells the numbers. */
const MOST = 12;

/** What the tip says of a part: its numbers at the shown step, and its value for the point that is sent through.
 * @param {NetworkPanel} panel  @param {string} name  @returns {string[]|null} */
export function lines(panel, name) {
  const node = panel.spec.nodes.findIndex((one) => one.name === name);
  if (node >= 0) return ofNode(panel, node);
  const told = ofParameter(panel, panel.parameter(name));
  return told === null ? null : [told, ...product(panel, name)];
}

function ofNode(panel, index) {
  const { bias, label } = panel.spec.nodes[index];
  const sent = panel.sent();
  const told = bias ? [ofParameter(panel, bias)] : [];
  return [sent ? `${label} = ${format(sent.values[index], EXACT)}` : label, ...told.filter((words) => words !== null)];
}

function ofParameter(panel, parameter) {
  const value = parameter && panel.valueOf(parameter.name);
  return value === null ? null : `${parameter.label} = ${format(value, EXACT)}`;
}

/** What a weight adds to its unit's sum. */
function product(panel, name) {
  const edge = panel.spec.edges.find(({ weight }) => weight.name === name);
  const sent = edge && panel.sent();
  const value = sent && panel.valueOf(name);
  if (!sent || value === null) return [];
  const [a, w] = [sent.values[edge.source], /** @type {number} */ (value)];
  return [`${format(w, ".4g")} × ${format(a, ".4g")} = ${format(w * a, ".4g")}`];
}

/** A part with its number and the sign in a word. @param {NetworkPanel} panel  @param {string} name  @returns {string} */
export function aloud(panel, name) {
  const { labels, focus } = panel.stage;
  const value = panel.valueOf(name);
  const sign = value === null || value === 0 ? "" : value > 0 ? labels.positive : labels.negative;
  const chosen = focus.selected === name ? labels.selected : "";
  return [...(lines(panel, name) ?? [name]), sign, chosen].filter(Boolean).join(", ");
}

/** The largest weights, in words. @param {NetworkPanel} panel  @returns {string[]} */
export function outline(panel) {
  const told = panel.spec.edges.map(({ weight }) => ({ weight, value: panel.valueOf(weight.name) }));
  const known = told.filter(({ value }) => value !== null);
  known.sort((a, b) => Math.abs(Number(b.value)) - Math.abs(Number(a.value)));
  return known.slice(0, MOST).map(({ weight, value }) => `${weight.label} = ${format(value)}.`);
}
