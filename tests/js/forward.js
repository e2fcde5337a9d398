/** Reads networks with parameters and points from a file, prints every unit of every layer at every point; or, with a
 * square in place of points, the field over it; or, with a plot's fit in place of a network, its curve and its parts. */

import { readFileSync } from "node:fs";

import { Computed } from "../../static/player/layers/computed.js";
import { Curves } from "../../static/player/panels/curves.js";
import { Net } from "../../static/player/shared/net.js";

const cases = JSON.parse(readFileSync(process.argv[2], "utf-8"));
const columns = (points) => points[0].map((_, i) => points.map((point) => point[i]));
const units = ({ net, params, points }) => new Net(net).forward(params, columns(points)).map((layer) => layer.map((row) => [...row]));
const field = ({ net, params, square, side }) => [...new Computed(net, square, square).compute(params, side)];
const curves = ({ fit, params, parts }) => {
  const made = new Curves(fit);
  return [undefined, ...parts].map((part) => [...made.curvesOf(made.nets[0], params)(part)]);
};
const told = cases.map((asked) => (asked.fit ? curves : asked.square ? field : units)(asked));
process.stdout.write(JSON.stringify(told));
