/** Undo what pages/player/squeeze.py does to the arrays of a packet; all else of the packet is as it was. */

/** @param {Uint8Array} packet  changed in place @returns {Uint8Array} the packet that the player reads */
export function unfilter(packet) {
  const length = new DataView(packet.buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(packet.subarray(4, 4 + length)));
  const blobs = packet.subarray(4 + length);
  for (const array of arraysOf(header)) restore(array, blobs);
  return packet;
}

function* arraysOf(item) {
  if (item === null || typeof item !== "object") return;
  if (item.dtype && item.shape && "offset" in item) yield item;
  else for (const inner of Object.values(item)) yield* arraysOf(inner);
}

/** The bytes lie plane by plane; the lanes hold differences, first from the row above, then from the left. */
function restore({ dtype, shape, offset }, blobs) {
  const itemSize = Number(dtype[1]);
  const rows = shape[0];
  const width = shape.slice(1).reduce((product, n) => product * n, 1);
  const size = rows * width;
  const planes = blobs.slice(offset, offset + size * itemSize);
  const bytes = new Uint8Array(size * itemSize);
  for (let plane = 0; plane < itemSize; plane++) {
    for (let i = 0; i < size; i++) bytes[i * itemSize + plane] = planes[plane * size + i];
  }
  const Lane = itemSize === 1 ? Uint8Array : itemSize === 2 ? Uint16Array : Uint32Array;
  const lanes = new Lane(bytes.buffer);
  const perItem = itemSize / Lane.BYTES_PER_ELEMENT;
  const perRow = width * perItem;
  for (let row = 0; row < rows; row++) {
    for (let i = perItem; i < perRow; i++) lanes[row * perRow + i] += lanes[row * perRow + i - perItem];
  }
  for (let i = perRow; i < lanes.length; i++) lanes[i] += lanes[i - perRow];
  blobs.set(bytes, offset);
}
