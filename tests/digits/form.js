/** Reads drawings from a file, prints each in MNIST's form, and as an edit carries it; the side comes first. */

import { readFileSync } from "node:fs";

import { codeOf } from "../../static/player/images/code.js";
import { formOf } from "../../static/player/images/form.js";

const [side, path] = process.argv.slice(2);
const drawings = JSON.parse(readFileSync(path, "utf-8"));
const forms = drawings.map(({ strokes }) => {
  const { box, centred, seen } = formOf(strokes, Number(side));
  return { box: [...box], centred: [...centred], seen, code: codeOf(seen) };
});
process.stdout.write(JSON.stringify(forms));
