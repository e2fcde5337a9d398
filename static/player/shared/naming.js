/**
 * Names of a network's parts as core/engine/naming.py has them: nodes x0, h1.2, y, parameters w2.3.1, b1.2; and where in
 * the layers nodes stand. Pure.
 */

/** @typedef {{layer: number, unit: number}} Unit  both from 0; layer 0 are the inputs */

/** @param {string} name  @param {number[]} sizes  of the layers  @returns {Unit|null} null for no node of this network */
export function nodeAt(name, sizes) {
  const [, kind, layer, number] = /^(x|y|h(\d+)\.)(\d*)$/.exec(name) ?? [];
  if (!kind) return null;
  const last = sizes.length - 1;
  if (kind === "x") return there({ layer: 0, unit: Number(number) }, sizes);
  if (kind === "y") return there({ layer: last, unit: Number(number) }, sizes);
  return Number(layer) < last ? there({ layer: Number(layer), unit: Number(number) - 1 }, sizes) : null;
}

/** @param {Unit} node  @param {number[]} sizes */
function there(node, sizes) {
  return node.unit >= 0 && node.unit < sizes[node.layer] ? node : null;
}

/** @param {Unit} node  @param {number[]} sizes  @returns {boolean} whether it is the one that pictures call the output */
export function isOutput({ layer, unit }, sizes) {
  return layer === sizes.length - 1 && unit === sizes[layer] - 1;
}

/** @param {string} name  of a part, or of a setting */
export function isNode(name) {
  return /^(x\d+|h\d+\.\d+|y\d*)$/.test(name);
}

/** @param {string} name  of a part, or of a setting: b1 is one of these */
export function isParameter(name) {
  return /^[wb]\d+\./.test(name);
}

/** The node from which a weight leads; null for what is no weight.  @param {string} name */
export function sourceOf(name) {
  const [, layer, from] = /^w(\d+)\.(\d+)\.\d+$/.exec(name) ?? [];
  if (layer === undefined) return null;
  return layer === "1" ? `x${from}` : hiddenName(Number(layer) - 1, Number(from) - 1);
}

/** @param {number} layer  @param {number} unit  from 0 */
export function hiddenName(layer, unit) {
  return `h${layer}.${unit + 1}`;
}
