/** Names of a network's nodes, x0, h1.2, y, as core/engine/naming.py has them: where in the layers they stand. Pure. */

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
