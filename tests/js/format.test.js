import assert from "node:assert/strict";
import { test } from "node:test";

import { format } from "../../static/player/shared/format.js";

// value, format, what Python prints for it
const CASES = [
  [0.123456, ".4g", "0.1235"], [1234567, ".4g", "1.235e+06"], [0.00001234, ".4g", "1.234e-05"], [100, ".4g", "100"],
  [0.1 + 0.2, ".6g", "0.3"], [-0, ".4g", "0"], [1e-4, ".4g", "0.0001"], [9999.5, ".4g", "1e+04"],
  [0.5, ".8f", "0.50000000"], [3, "d", "3"], [0.000123, ".3e", "1.230e-04"], [0.123, "%", "12.3%"], [0.1234, ".2%", "12.34%"],
];

for (const [value, spec, text] of CASES) {
  test(`${value} as ${spec} is ${text}`, () => assert.equal(format(value, spec), text));
}

test("what is no number says so in few letters", () => {
  assert.deepEqual([format(null), format(undefined), format(NaN), format(Infinity), format(-Infinity)], ["", "", "–", "inf", "-inf"]);
});

test("a loss that runs away does not widen its table", () => {
  assert.equal(format(123456789.123, ".8f"), "1.2346e+08");
});

test("as NumPy prints: no zeros at the end, and exponents where digits would be lost", () => {
  assert.deepEqual([format(0.5, ".8n"), format(12.25, ".8n"), format(1e-5, ".8n")], ["0.5", "12.25", "1e-05"]);
});
