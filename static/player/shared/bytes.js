/** Bytes of an address, however slow the line is, as long as something comes. */

/** An answer of which nothing has come for this long (ms) is given up. */
const SILENCE = 20_000;

/** Somebody answered that there is no such thing. */
export class Refused extends Error {}

/** A whole answer's bytes; gives up when nothing comes any more.
 * @param {URL} url  @param {AbortSignal} signal  @param {Record<string, string>} headers */
export async function bytesOf(url, signal, headers) {
  const quiet = new AbortController();
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => quiet.abort(), SILENCE);
  };
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let timer;
  alive();
  try {
    const answer = await fetch(url, { headers, signal: AbortSignal.any([signal, quiet.signal]) });
    if (!answer.ok) throw new (answer.status < 500 ? Refused : Error)(`${answer.status} ${url}`);
    return await collected(/** @type {ReadableStream<Uint8Array>} */ (answer.body), alive);
  } finally {
    clearTimeout(timer);
  }
}

/** @param {ReadableStream<Uint8Array>} stream  @param {() => void} alive  called whenever something has come */
async function collected(stream, alive) {
  const reader = stream.getReader();
  const pieces = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joined(pieces);
    alive();
    pieces.push(value);
  }
}

/** @param {Uint8Array[]} pieces */
function joined(pieces) {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
