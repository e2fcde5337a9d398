/**
 * Read what core/wire/packet.py packs: uint32 N, N bytes of JSON, then 8-aligned array blobs.
 */

/** @import { Description, Header, TapeArray } from "../scene.d.ts" */

const DTYPES = { f8: Float64Array, f4: Float32Array, i4: Int32Array, u2: Uint16Array, u1: Uint8Array };
const LEVELS = 65535;

/**
 * @param {Uint8Array} bytes
 * @returns {Header} the header, with every array description replaced by a TapeArray
 */
export function unpack(bytes) {
  const { header, buffer, blobs } = read(bytes);
  for (const { pieces } of [header, ...(header.together?.runs ?? [])]) {
    for (const piece of pieces ?? []) piece.arrays = openAll(piece.arrays, buffer, blobs);
  }
  const images = header.scene?.images;
  if (images) images.data = open(images.data, buffer, blobs);
  for (const panel of header.scene?.panels ?? []) {
    for (const part of [panel, ...(panel.layers ?? [])]) if (part.data) part.data = open(part.data, buffer, blobs);
  }
  return header;
}

/** Any packet whose arrays stand elsewhere: `find(header, open)` opens them and returns what is wanted. */
export function unpackWith(bytes, find) {
  const { header, buffer, blobs } = read(bytes);
  return find(header, (description) => open(description, buffer, blobs));
}

function read(bytes) {
  // The message may start at any address and typed arrays need aligned ones, hence one copy.
  const buffer = bytes.slice().buffer;
  const length = new DataView(buffer).getUint32(0, true);
  return { header: JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length))), buffer, blobs: 4 + length };
}

function openAll(descriptions, buffer, blobs) {
  const arrays = {};
  for (const [name, description] of Object.entries(descriptions)) {
    arrays[name] = open(description, buffer, blobs);
  }
  return arrays;
}

/** @param {Description} description  @returns {TapeArray} */
function open({ dtype, shape, offset, each, scale }, buffer, blobs) {
  const size = shape.reduce((product, n) => product * n, 1);
  const [lo, hi] = scale ?? [0, 0];
  return {
    data: new DTYPES[dtype](buffer, blobs + offset, size),
    shape,
    rows: shape[0],
    width: shape.slice(1).reduce((product, n) => product * n, 1),
    each,
    lo,
    gain: scale ? (hi - lo) / LEVELS : 1,
  };
}
