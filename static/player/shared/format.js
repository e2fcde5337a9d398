/** Numbers as Python prints them: "d", ".8f", ".6g", ".3e", "%" (one decimal), ".2%"; ".8n": as NumPy prints. */

/** From here on fixed decimals would be wider than any table; a run that diverges gets there soon. */
const TOO_WIDE = 1e7;

export function format(value, spec = ".4g") {
  if (value === null || value === undefined) return "";
  if (Number.isNaN(value)) return "–"; // nothing to say: before the first, after the last
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  const [, digits, kind] = /^(?:\.(\d+))?([dfgen%])$/.exec(spec) ?? [null, "4", "g"];
  if (kind === "d") return String(Math.round(value));
  if (kind === "f") return Math.abs(value) < TOO_WIDE ? value.toFixed(Number(digits ?? 6)) : general(value, 5);
  if (kind === "e") return exponential(value, Number(digits ?? 6));
  if (kind === "%") return `${(100 * value).toFixed(Number(digits ?? 1))}%`;
  if (kind === "n") return decimals(value, Number(digits ?? 8));
  return general(value, Number(digits ?? 6) || 1);
}

/** Python's "g": fixed or exponential by size, trailing zeros removed. */
function general(value, digits) {
  if (value === 0) return "0";
  const exponent = Number(value.toExponential(digits - 1).split("e")[1]);
  if (exponent < -4 || exponent >= digits) return exponential(value, digits - 1, true);
  return trim(value.toFixed(digits - 1 - exponent));
}

/** So many decimals without zeros at the end; fewer of large numbers; exponential where that would lose digits. */
function decimals(value, digits) {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) return exponential(value, digits - 3, true);
  return trim(value.toFixed(digits - Math.max(0, Math.floor(Math.log10(size || 1)) - 1)));
}

function exponential(value, digits, trimmed = false) {
  const [mantissa, exponent] = value.toExponential(digits).split("e");
  const sign = exponent[0];
  const power = exponent.slice(1).padStart(2, "0");
  return `${trimmed ? trim(mantissa) : mantissa}e${sign}${power}`;
}

function trim(text) {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** A sentence of the words with its facts: "step {step}".
 * @param {string} sentence  @param {Record<string, string>} facts */
export function filled(sentence, facts) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => facts[name]);
}
