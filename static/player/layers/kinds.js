/** The layers that can lie under a plot. */

import { ArrowsLayer } from "./arrows.js";
import { ContoursLayer } from "./contours.js";
import { FieldLayer } from "./field.js";
import { GraphLayer } from "./graph.js";
import { PointsLayer } from "./points.js";
import { RegionsLayer } from "./regions.js";
import { TrailsLayer } from "./trails.js";

const KINDS = {
  arrows: ArrowsLayer, contours: ContoursLayer, field: FieldLayer, graph: GraphLayer, points: PointsLayer,
  regions: RegionsLayer, trails: TrailsLayer,
};

/** @param {object} spec  a layer of a panel */
export function makeLayer(spec) {
  return new KINDS[spec.type](spec);
}
