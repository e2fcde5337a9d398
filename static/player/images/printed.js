/** Whole numbers as NumPy prints an array of them. Pure. */

/** @param {number[]} values */
export function printed(values) {
  const widest = Math.max(0, ...values.map((value) => String(value).length));
  return `[${values.map((value) => String(value).padStart(widest)).join(" ")}]`;
}
