"""Animated WebP put together from pictures that a browser has encoded, and taken apart again.

The container alone: https://developers.google.com/speed/webp/docs/riff_container. Chromium encodes, so that no
package is needed for it.
"""

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_ANIMATION = 0x02  # of VP8X's flags
_AS_IT_IS = 0x02  # of a frame's flags: laid over the one before, not mixed with it
_PICTURE = (b"ALPH", b"VP8 ", b"VP8L")


@dataclass(frozen=True)
class Frame:
    """A WebP picture, for how many milliseconds it stands, and where its corner lies: at even numbers of pixels."""

    picture: bytes
    duration: int
    corner: tuple[int, int] = (0, 0)


def animated(frames: Iterable[Frame]) -> bytes:
    """All frames one over the other, again and again; the first one is as large as all.

    Raises ValueError for a frame that lies at an odd pixel, or beyond the first one.
    """
    frames = list(frames)
    width, height = size_of(frames[0].picture)
    body = _chunk(b"VP8X", bytes([_ANIMATION, 0, 0, 0]) + _uint24(width - 1) + _uint24(height - 1))
    body += _chunk(b"ANIM", bytes(4) + struct.pack("<H", 0))  # 0: again and again
    for frame in frames:
        picture = b"".join(_chunk(name, data) for name, data in chunks(frame.picture) if name in _PICTURE)
        body += _chunk(b"ANMF", _place(frame, width, height) + _uint24(frame.duration) + bytes([_AS_IT_IS]) + picture)
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body


def _place(frame: Frame, width: int, height: int) -> bytes:
    (x, y), (wide, high) = frame.corner, size_of(frame.picture)
    if x % 2 or y % 2 or x + wide > width or y + high > height:
        raise ValueError(f"a frame of {wide}×{high} at {x}, {y} has no place in {width}×{height}")
    return _uint24(x // 2) + _uint24(y // 2) + _uint24(wide - 1) + _uint24(high - 1)


def chunks(file: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(name, content) of each part of a WebP file. Raises ValueError for another file."""
    if file[:4] != b"RIFF" or file[8:12] != b"WEBP":
        raise ValueError("no WebP file")
    at = 12
    while at < len(file):
        name, length = file[at : at + 4], struct.unpack_from("<I", file, at + 4)[0]
        yield name, file[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def size_of(picture: bytes) -> tuple[int, int]:
    """Width and height in pixels."""
    for name, data in chunks(picture):
        if name == b"VP8X":
            return _three(data, 4) + 1, _three(data, 7) + 1
        if name == b"VP8 ":
            width, height = struct.unpack_from("<HH", data, 6)
            return width & 0x3FFF, height & 0x3FFF
        if name == b"VP8L":
            bits = struct.unpack_from("<I", data, 1)[0]
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    raise ValueError("a WebP file without a picture")


def durations(file: bytes) -> list[int]:
    """Milliseconds of each frame of an animation."""
    return [_three(data, 12) for name, data in chunks(file) if name == b"ANMF"]


def _chunk(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + data + bytes(len(data) % 2)


def _uint24(value: int) -> bytes:
    return value.to_bytes(3, "little")


def _three(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 3], "little")
