/** Small tapes and packets, made by hand as core/wire/packet.py says. */

const CODES = { f8: Float64Array, f4: Float32Array, i4: Int32Array, u2: Uint16Array, u1: Uint8Array };

/** An array as it stands in a tape: rows of `width` numbers. */
export function tapeArray(values, { shape = [values.length], each = "step", scale = null } = {}) {
  const width = shape.slice(1).reduce((product, n) => product * n, 1);
  const [lo, hi] = scale ?? [0, 65535];
  return { data: Float64Array.from(values), shape, rows: shape[0], width, each, lo, gain: scale ? (hi - lo) / 65535 : 1 };
}

/** A chunk of every step from first to last; arrays by name, as functions of the step. */
export function chunk(number, first, last, arrays, more = {}) {
  const steps = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const made = Object.entries(arrays).map(([name, at]) => [name, tapeArray(steps.map(at))]);
  return { kind: "chunk", number, first, last, stride: 1, arrays: Object.fromEntries(made), ...more };
}

/** Of a run of 20 steps, played at 10 a second, in chunks of 5. */
export const HEADER = { run: "r", first_step: 0, total: 20, stride: 1, chunk_steps: 5, rate: 10 };

/** A packet: `header(put)` describes arrays by put(code, shape, values, more). */
export function packet(header) {
  const blobs = [];
  let offset = 0;
  const put = (dtype, shape, values, more = {}) => {
    const bytes = new Uint8Array(CODES[dtype].from(values).buffer);
    const described = { dtype, shape, offset, each: "step", ...more };
    const padded = new Uint8Array(Math.ceil(bytes.length / 8) * 8);
    padded.set(bytes);
    blobs.push(padded);
    offset += padded.length;
    return described;
  };
  let text = JSON.stringify(header(put));
  while ((4 + new TextEncoder().encode(text).length) % 8) text += " ";
  const head = new TextEncoder().encode(text);
  const whole = new Uint8Array(4 + head.length + offset);
  new DataView(whole.buffer).setUint32(0, head.length, true);
  whole.set(head, 4);
  let at = 4 + head.length;
  for (const blob of blobs) {
    whole.set(blob, at);
    at += blob.length;
  }
  return whole;
}
