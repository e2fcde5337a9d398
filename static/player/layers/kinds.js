/** The layers that can lie under a plot. */

import { ArrowsLayer } from "./arrows.js";
import { ContoursLayer } from "./contours.js";
import { FocusedField } from "./focused.js";
import { GraphLayer } from "./graph.js";
import { LineEndsLayer } from "./lineends.js";
import { MovableLayer } from "./movable.js";
import { PointsLayer } from "./points.js";
import { RegionsLayer } from "./regions.js";
import { RunEndsLayer } from "./runends.js";
import { TrailsLayer } from "./trails.js";
import { UnitLinesLayer } from "./unitlines.js";

/** @import { Layer, Painter } from "../scene.d.ts" */

const KINDS = {
  arrows: ArrowsLayer, contours: ContoursLayer, field: FocusedField, graph: GraphLayer, line_ends: LineEndsLayer,
  movable: MovableLayer, points: PointsLayer, regions: RegionsLayer, run_ends: RunEndsLayer, trails: TrailsLayer, unit_lines: UnitLinesLayer,
};

/** @param {Layer} spec  @returns {Painter} */
export function makeLayer(spec) {
  const Kind = /** @type {new (spec: Layer) => Painter} */ (KINDS[spec.type]);
  return new Kind(spec);
}
