"""A tape's chunks as they travel: arrays in the player's types, and the packets that carry them."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.experiment.experiment import Experiment
from core.experiment.link import to_query
from core.record.chunk import Chunk
from core.record.event import Event
from core.record.stop import REASONS, Stop
from core.record.timeline import Timeline
from core.wire.packet import Array, quantise
from core.wire.scene import Scene, Sentence, plain

WIDEST_IN_LEVELS = 64.0  # fields that span more would lose more than 0.0005 of an output
FLOAT32_MIN, FLOAT32_MAX = 2e-38, 3e38  # of what keeps its seven digits there


@dataclass(frozen=True)
class Piece:
    """A chunk or detail with its arrays ready to send."""

    first: int
    last: int
    stride: int
    arrays: dict[str, Array]
    events: tuple[Event, ...]
    stop: Stop | None

    @property
    def nbytes(self) -> int:
        return sum(a.values.nbytes for a in self.arrays.values())


def make_piece(chunk: Chunk) -> Piece:
    """The chunk in wire types: pictures in levels, counts as integers."""
    arrays = {name: _wire(chunk, name, values, "step") for name, values in chunk.steps.items()}
    arrays |= {name: _wire(chunk, name, values, "key") for name, values in chunk.keys.items()}
    return Piece(chunk.first, chunk.last, chunk.stride, arrays, chunk.events, chunk.stop)


def _wire(chunk, name, values, each):
    if name in chunk.pictures:
        return _field(values, each)
    if name in chunk.singles and _fits_single(values):
        return Array(values.astype(np.float32), each)
    if values.dtype == np.uint8:
        return Array(values, each)
    if values.dtype.kind in "iu":
        return Array(values.astype(np.int32), each)
    return Array(values.astype(np.float64), each)


def _fits_single(values):
    """Whether no value is too large or too near 0 for it, as those of a run that diverges or has vanished."""
    sizes = np.abs(values[values != 0.0])
    return not sizes.size or (sizes.min() > FLOAT32_MIN and sizes.max() < FLOAT32_MAX)


def _field(values, each):
    """In two bytes where their levels are fine enough; as floats in a piece of a diverging run, whose early fields
    would otherwise drown in the range of the late ones."""
    low, high = float(values.min()), float(values.max())
    largest = max(-low, high)
    if high - low <= WIDEST_IN_LEVELS and largest < 1e3:
        return quantise(values, low - 1e-9, high + 1e-9, each)  # also where all are equal
    return Array(values.astype(np.float32 if largest < FLOAT32_MAX else np.float64), each)


def run_id(e: Experiment) -> str:
    """The tape's name: equal for equal experiments."""
    return hashlib.blake2b(f"{e.task}?{to_query(e)}".encode(), digest_size=12).hexdigest()


def run_header(e: Experiment) -> dict[str, Any]:
    """What a header says of the whole run, whichever part comes with it."""
    timeline = Timeline(e.total)
    return {
        "run": run_id(e),
        "first_step": 0,
        "total": e.total,
        "stride": timeline.stride,
        "chunk_steps": timeline.chunk_steps,
        "rate": timeline.stride * e.pace,
    }


def ended(stop: Stop | None) -> dict[str, Any]:
    """What a header says of a run's end: the last step, and the place of the reason among REASONS, if it is one."""
    why = REASONS.index(stop.reason) if stop and stop.reason in REASONS else None
    return {"end": stop.step if stop else None, "why": why}


Caption = Callable[[Event], Sentence]


def opening(
    e: Experiment, scene_id: str, scene: Scene, *, at: int | None, url_at: bool, at_once: bool = False
) -> dict[str, Any]:
    """How a run comes on stage: what it is, the scene that shows it, and the step `at` which it opens.

    `url_at`: the page's address is to name the step shown. `at_once`: the whole tape is wanted from the start.
    """
    return run_header(e) | {
        "at": at,
        "url_at": url_at,
        "at_once": at_once,
        "scene_id": scene_id,
        "scene": plain(scene),
    }


def described(piece: Piece, kind: str, timeline: Timeline, caption: Caption | None) -> dict[str, Any]:
    """A piece as a header has it; without `caption` nothing is said of it."""
    head = {"kind": kind, "first": piece.first, "last": piece.last, "stride": piece.stride, "arrays": piece.arrays}
    if kind == "chunk":
        head |= {"number": timeline.chunk_of(piece.first), "captions": said(piece, caption) if caption else []}
    return head


def said(piece: Piece, caption: Caption) -> list[dict[str, Any]]:
    """What there is to say of a piece, as it travels."""
    return plain([caption(event) for event in piece.events])
