/** Where a tape can rest and step: anywhere, or at keyframes where nothing exact lies between them. Pure. */

/** @typedef {{ first: number, last: number, keysOnly: boolean, keyAt(position: number): number, keyAfter(key: number): number }} Keyed */

/** The step nearest to a position at which it can rest.  @param {Keyed} tape  @param {number} position */
export function restAt(tape, position) {
  const step = Math.max(tape.first, Math.min(tape.last, Math.round(position)));
  if (!tape.keysOnly) return step;
  const key = tape.keyAt(step);
  const next = tape.keyAfter(key);
  return next - step < step - key ? next : key;
}

/** Where one step on (by = 1) or back (-1) leads.  @param {Keyed} tape  @param {number} step  @param {number} by */
export function beside(tape, step, by) {
  if (!tape.keysOnly) return step + by;
  return by > 0 ? tape.keyAfter(tape.keyAt(step)) : tape.keyAt(Math.ceil(step) - 1);
}
