"""The whole tape of an experiment, from the store, for what is handed out."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from core.experiment.experiment import Experiment
from core.record.timeline import WIDEST_DETAIL, Timeline
from core.tape.cache import TapeStore
from core.wire.packet import Array
from core.wire.pieces import Piece


def pieces(store: TapeStore, e: Experiment) -> list[Piece]:
    """Every chunk up to the one in which the run ends."""
    return list(_chunks(store, e))


def _chunks(store: TapeStore, e: Experiment) -> Iterator[Piece]:
    for number in range(Timeline(e.total).n_chunks):
        piece = store.chunk(e, number)
        yield piece
        if piece.stop:
            return


def exact(store: TapeStore, e: Experiment, chunks: list[Piece]) -> list[Piece] | None:
    """The same chunks with every array at every step; None where chunks are longer than a detail may be."""
    if any(piece.last - piece.first >= WIDEST_DETAIL for piece in chunks):
        return None
    dense = [store.detail(e, piece.first, piece.last) for piece in chunks]
    return [replace(piece, stride=1, arrays=every.arrays) for piece, every in zip(chunks, dense, strict=True)]


def each_step(chunks: list[Piece]) -> dict[str, np.ndarray]:
    """The arrays that have a row for every step, whole: (steps, ...) each."""
    names = [name for name, array in chunks[0].arrays.items() if array.each == "step"]
    return {name: np.concatenate([piece.arrays[name].values for piece in chunks]) for name in names}


def thinned(piece: Piece, stride: int) -> Piece:
    """The piece with keyframes `stride` steps apart, a multiple of what it has; the run's last step stays one."""
    keys = list(range(piece.first, piece.last + 1, piece.stride))
    if piece.stop and keys[-1] != piece.last:
        keys.append(piece.last)
    kept = [row for row, key in enumerate(keys) if key % stride == 0 or (piece.stop and key == piece.last)]
    arrays = {
        name: array if array.each == "step" else replace(array, values=array.values[kept])
        for name, array in piece.arrays.items()
    }
    return replace(piece, stride=stride, arrays=arrays)


def only(piece: Piece, names: set[str]) -> Piece:
    """The piece with those of its arrays that are named."""
    return replace(piece, arrays={name: array for name, array in piece.arrays.items() if name in names})


def rounded(piece: Piece) -> Piece:
    """The piece with its doubles as single floats, which keep 7 digits, where they are not too large for that."""
    return replace(piece, arrays={name: _rounded(array) for name, array in piece.arrays.items()})


def _rounded(array: Array) -> Array:
    if array.dtype != "f8" or np.nanmax(np.abs(array.values), initial=0.0) > np.finfo(np.float32).max:
        return array
    return replace(array, values=array.values.astype(np.float32))
