"""The bytes that carry a tape from Python to the browser (static/player/shared/packet.js reads them).

    uint32 (little-endian) N | N bytes of UTF-8 JSON | array blobs, each on an 8-byte boundary

The JSON is padded with spaces so that the blobs start on an 8-byte boundary too. In it an array stands as
{"dtype", "shape", "offset", "each", "scale"?}; offsets count from the start of the blobs.
"""

import json
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

DTYPES = {name: np.dtype(f"<{name}") for name in ("f8", "f4", "i4", "u2", "u1")}
LEVELS = 65535
ALIGNMENT = 8


@dataclass(frozen=True, eq=False)
class Array:
    """One array of a tape, to be put wherever a header describes arrays.

    values: shape (rows, ...), one row for each step or keyframe of its piece; dtype one of DTYPES.
    each: what a row belongs to.
    scale: (lo, hi) of a u2 array: value = lo + (hi - lo) * level / 65535.

    Raises ValueError for another dtype, another `each`, or a scale on anything but u2.
    """

    values: np.ndarray
    each: Literal["step", "key"]
    scale: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        if self.dtype not in DTYPES:
            raise ValueError(f"dtype {self.values.dtype} cannot be packed; allowed: {', '.join(DTYPES)}")
        if self.each not in ("step", "key"):
            raise ValueError(f"each={self.each!r}; allowed: 'step', 'key'")
        if self.scale is not None and self.dtype != "u2":
            raise ValueError(f"a scale belongs to u2, not to {self.dtype}")

    @property
    def dtype(self) -> str:
        return f"{self.values.dtype.kind}{self.values.dtype.itemsize}"


def quantise(values: np.ndarray, lo: float, hi: float, each: Literal["step", "key"] = "key") -> Array:
    """Real values (rows, ...) in two bytes each: within (hi - lo) / 131070 of the truth.

    Values beyond lo..hi are clipped to it; nan becomes the middle.

    Raises ValueError unless lo < hi.
    """
    if not lo < hi:
        raise ValueError(f"scale ({lo}, {hi}): the first must be below the second")
    share = np.nan_to_num((np.asarray(values, dtype=float) - lo) / (hi - lo), nan=0.5)
    return Array(np.rint(LEVELS * np.clip(share, 0.0, 1.0)).astype(np.uint16), each, (float(lo), float(hi)))


def pack(header: Mapping[str, Any]) -> bytes:
    """Pack a header: JSON values, NumPy scalars and small NumPy arrays (sent as lists), and `Array`s (sent as blobs).

    Raises ValueError for nan or infinity outside an Array, which JSON cannot say.
    """
    blobs = bytearray()

    def store(array: Array) -> dict[str, Any]:
        description = _describe(array, len(blobs))
        raw = np.ascontiguousarray(array.values, dtype=DTYPES[array.dtype]).tobytes()
        blobs.extend(raw + bytes(-len(raw) % ALIGNMENT))
        return description

    def encode(value: Any) -> Any:
        if isinstance(value, Array):
            return store(value)
        if isinstance(value, np.ndarray | np.generic):
            return value.tolist()
        raise TypeError(f"{type(value).__name__} cannot be packed")

    text = json.dumps(header, default=encode, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    text += b" " * (-(4 + len(text)) % ALIGNMENT)
    return struct.pack("<I", len(text)) + text + bytes(blobs)


def unpack(packet: bytes) -> dict[str, Any]:
    """The header that was packed, with an `Array` (a read-only view) wherever one stood. For tests.

    Raises ValueError for a packet that was cut short.
    """
    if len(packet) < 4:
        raise ValueError(f"packet of {len(packet)} bytes: its length is missing")
    (size,) = struct.unpack_from("<I", packet)
    if len(packet) < 4 + size:
        raise ValueError(f"packet of {len(packet)} bytes: its header alone needs {4 + size}")
    blobs = memoryview(packet)[4 + size :]
    return json.loads(packet[4 : 4 + size].decode(), object_hook=_opener(blobs))


def _describe(array: Array, offset: int) -> dict[str, Any]:
    description = {"dtype": array.dtype, "shape": list(array.values.shape), "offset": offset, "each": array.each}
    return description if array.scale is None else {**description, "scale": list(array.scale)}


def _opener(blobs: memoryview) -> Callable[[dict[str, Any]], Any]:
    def open_array(item: dict[str, Any]) -> Any:
        if not {"dtype", "shape", "offset", "each"} <= item.keys():
            return item
        dtype = DTYPES[item["dtype"]]
        size = int(np.prod(item["shape"]))
        if item["offset"] + size * dtype.itemsize > len(blobs):
            raise ValueError(f"packet cut short: {len(blobs)} bytes of arrays, {item} lies beyond")
        values = np.frombuffer(blobs, dtype, size, item["offset"]).reshape(item["shape"])
        return Array(values, item["each"], tuple(item["scale"]) if "scale" in item else None)

    return open_array
