/** What a picture shows at the shown step, in numbers, for those who cannot see it. */

import { format } from "./format.js";

/** @import { HistoryBinding, Painter, Panel, Stage } from "../scene.d.ts" */

const MOST = 12;

/** @param {{spec: Panel, layers: Pick<Painter, "summary">[], stage: Stage}} panel  @returns {string[]} a sentence for each line and layer */
export function summary({ spec, layers, stage: { tape, shown } }) {
  if (!tape) return [];
  const bindings = (spec.kind === "plot" && spec.bindings) || [];
  const lines = bindings.flatMap((binding) => (binding.type === "history" ? course(binding, spec, tape, shown) : []));
  const pictures = layers.flatMap((layer) => layer.summary?.(tape, shown) ?? []);
  return [...lines, ...pictures].filter(Boolean).slice(0, MOST);
}

/** Where a line began and where it stands.  @param {HistoryBinding} binding  @param {any} spec */
function course({ trace, array, index }, { figure }, tape, shown) {
  const { y } = tape.column(array, index).upTo(shown);
  if (!y.length) return "";
  const name = figure.data[trace].name ?? figure.layout.yaxis?.title?.text ?? array;
  return `${name}: ${format(y[0])} → ${format(y[y.length - 1])}.`;
}
