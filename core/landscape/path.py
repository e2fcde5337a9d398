"""The way of θ through a run: where it stood at its keyframes, as the tape has it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.learning.learner import Learner
from core.learning.training import Trainer
from core.record.timeline import Timeline
from core.tape.cache import TapeStore
from core.wire.packet import LEVELS
from core.wire.pieces import Piece
from core.wire.whole import pieces

Array = np.ndarray

MOST_NUMBERS = 4_000_000  # of all θ together, 32 MB; of larger ones fewer keyframes are taken


@dataclass(frozen=True)
class Path:
    """steps (n,), θ there (n, P), the tape's loss there (n,), up to the run's last finite step.

    θ is what the tape says: exact of small networks, in single floats or in 16 bits of larger ones, where only
    pictures are made of it; of those whose θ no tape has, it stands where its parts begin. The last one is exact.
    `trainer` stands at `centre`, the step that was asked for, with its exact θ and the samples of the loss.
    """

    steps: Array
    thetas: Array
    losses: Array
    trainer: Trainer
    centre_loss: float

    @property
    def centre(self) -> int:
        return self.trainer.step


def path_of(store: TapeStore, e: Learner, at: int | None = None) -> Path:
    """The path of a run, which is trained through the store where it has not been yet; centred at step `at`, or at
    the run's last one before it (None: at its end)."""
    tape = pieces(store, e)
    last = tape[-1].last
    known = _recorded(e, tape) if _array(tape[0]) else _between(store, e, tape)
    steps, thetas = (np.array(values) for values in zip(*known, strict=True))
    end = store.trainer(e, last)
    thetas[-1] = end.theta
    losses = np.concatenate([piece.arrays["loss"].values for piece in tape])
    trainer = end if at is None or at >= last else store.trainer(e, at)
    return Path(steps, thetas, losses[steps], trainer, float(losses[trainer.step]))


def _array(piece):
    """The array that has all parameters, if any."""
    return next((name for name in ("params", "theta") if name in piece.arrays), None)


def _recorded(e, tape: list[Piece]) -> Iterator[tuple[int, Array]]:
    """(step, θ) at keyframes, as many as may be."""
    steps = [step for piece in tape for step in _keys(piece)]
    every = max(1, -(-len(steps) * e.network.n_params // MOST_NUMBERS))
    wanted = {*steps[::every], steps[-1]}
    for piece in tape:
        array = piece.arrays[_array(piece) or ""]
        for row, step in enumerate(_keys(piece)):
            if step in wanted:
                yield step, _opened(array, step - piece.first if array.each == "step" else row)


def _opened(array, row):
    """A row of numbers; levels are values again."""
    values = array.values[row].astype(float)
    if array.scale is None:
        return values
    low, high = array.scale
    return low + (high - low) * values / LEVELS


def _keys(piece):
    """Its keyframes; the step where a run ends is one."""
    steps = [*range(piece.first, piece.last + 1, piece.stride)]
    return steps if steps[-1] == piece.last or not piece.stop else [*steps, piece.last]


def _between(store, e, tape: list[Piece]) -> Iterator[tuple[int, Array]]:
    """(step, θ) where parts begin, and at the end: what one part hands to the next is kept in any case."""
    timeline = Timeline(e.total)
    for number in range(len(tape)):
        first = timeline.bounds(number)[0]
        yield first, store.trainer(e, first).theta
    if tape[-1].last > tape[-1].first:
        yield tape[-1].last, store.trainer(e, tape[-1].last).theta
