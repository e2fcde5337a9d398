/** A stage inside one update: its numbers on the nodes and lines that it is about. */

import { kept, numberEdge, numberMark, numberNode } from "./plates.js";

/** @import { Drawn } from "./drawing.js" */
/** @import { Inside } from "../scene.d.ts" */

/** Where more lines have a number, only those of what is looked at do. */
const FEW = 24;

/** @param {CanvasRenderingContext2D} context  @param {Drawn} drawn  @param {Inside} inside */
export function drawInside(context, drawn, { values }) {
  const { marked, selected, spec: { edges, nodes } } = drawn;
  const told = (name) => typeof values[name] === "number";
  const taken = kept(context, drawn);
  nodes.forEach(({ name }, k) => told(name) && taken.push(numberNode(context, drawn, k, Number(values[name]))));
  const lines = [...edges.keys()].filter((k) => told(edges[k].weight.name));
  const looked = ({ weight: { name } }) => name === selected || name === marked;
  for (const k of lines.filter((k) => lines.length <= FEW || looked(edges[k]))) {
    numberEdge(context, drawn, k, Number(values[edges[k].weight.name]), taken);
  }
  if (lines.length > FEW) return;
  nodes.forEach(({ bias }, k) => {
    if (bias && told(bias.name)) numberMark(context, drawn, k, Number(values[bias.name]), taken);
  });
}
