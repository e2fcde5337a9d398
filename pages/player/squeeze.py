"""A packet made small enough to be written into a page: its arrays filtered, the whole compressed.

Neighbours in a tape are alike, so each array is stored as differences, byte plane by byte plane, which gzip can halve
several times (player/page/unfilter.js undoes it). Arrays keep their place and size; no number changes.
"""

import gzip
import json
import struct
from collections.abc import Iterator
from typing import Any

import numpy as np

from core.wire.packet import DTYPES


def squeeze(packet: bytes) -> bytes:
    """A packet (see packet.pack) with its arrays filtered, compressed with gzip."""
    (size,) = struct.unpack_from("<I", packet)
    filtered = bytearray(packet)
    start = 4 + size
    for array in _arrays_of(json.loads(packet[4:start].decode())):
        dtype, shape = DTYPES[array["dtype"]], array["shape"]
        begin = start + array["offset"]
        values = np.frombuffer(packet, dtype, int(np.prod(shape)), begin).reshape(shape)
        filtered[begin : begin + values.nbytes] = _filter(values)
    return gzip.compress(bytes(filtered), 6, mtime=0)


def _arrays_of(item: Any) -> Iterator[dict]:
    if isinstance(item, dict) and {"dtype", "shape", "offset"} <= item.keys():
        yield item
    elif isinstance(item, dict | list):
        for inner in item.values() if isinstance(item, dict) else item:
            yield from _arrays_of(inner)


def _filter(values: np.ndarray) -> bytes:
    """Differences, modulo 2^8, 2^16 or 2^32, from the row before and then from the left; doubles count as two lanes."""
    if not values.size:
        return b""
    lane = np.dtype(f"<u{min(values.itemsize, 4)}")
    lanes = values.reshape(len(values), -1).view(lane).reshape(len(values), -1, values.itemsize // lane.itemsize)
    down = lanes.copy()
    down[1:] -= lanes[:-1]
    across = down.copy()
    across[:, 1:] -= down[:, :-1]
    return across.reshape(-1).view(np.uint8).reshape(-1, values.itemsize).T.tobytes()
