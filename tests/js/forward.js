/** Reads networks with parameters and points from a file, prints every unit of every layer at every point. */

import { readFileSync } from "node:fs";

import { Net } from "../../static/player/shared/net.js";

const cases = JSON.parse(readFileSync(process.argv[2], "utf-8"));
const columns = (points) => points[0].map((_, i) => points.map((point) => point[i]));
const told = cases.map(({ net, params, points }) => new Net(net).forward(params, columns(points)).map((layer) => layer.map((row) => [...row])));
process.stdout.write(JSON.stringify(told));
