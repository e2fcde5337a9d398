/** Bytes that the page carries: compressed with gzip, written in base64. */

/** @returns {Promise<Uint8Array>} the bytes of the element with this id */
export async function embedded(id) {
  const text = atob(document.getElementById(id)?.textContent ?? "");
  const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
