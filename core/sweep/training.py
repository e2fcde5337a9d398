"""Trains all runs of a sweep, or some of them, and says what came of each."""

from collections.abc import Callable, Sequence

import numpy as np

from core.learning.learner import Learner
from core.sweep.alone import train_alone
from core.sweep.batch import train_together
from core.sweep.grouping import blocks
from core.sweep.outcome import MOMENTS, Outcome

Heard = Callable[[int, int], None]


def train(runs: Sequence[Learner], *, moments: int = MOMENTS, heard: Heard | None = None) -> list[Outcome]:
    """One outcome for each run, in their order; curves of at most `moments` losses.

    Those that can stand in one batch of arrays are trained together, in blocks of at most some 4 MB
    (core/sweep/grouping.py): so much, beside the outcomes and the data, is all the memory that they take.
    `heard(done, total)` is told between steps how many updates of all have been made, or are needless since their runs
    have stopped. What it raises ends the training: so whoever listens can cancel it.
    """
    different = list(dict.fromkeys(runs))
    batches, alone = blocks(different)
    progress = _Progress(sum(e.total for e in different), heard)
    found: dict[Learner, Outcome] = {}
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        for batch in batches:
            found.update(zip(batch, train_together(batch, moments, progress.tick), strict=True))
            progress.end(sum(e.total for e in batch))
        for e in alone:
            found[e] = train_alone(e, moments, progress.tick)
            progress.end(e.total)
    return [found[e] for e in runs]


class _Progress:
    """How far all runs are, told to whoever listens."""

    def __init__(self, total: int, heard: Heard | None):
        self.total, self.done, self._heard = total, 0, heard or _nobody

    def tick(self, updates: int) -> None:
        """So many of those that are trained now have been made."""
        self._heard(self.done + updates, self.total)

    def end(self, updates: int) -> None:
        """These are over; there were so many to make."""
        self.done += updates
        self._heard(self.done, self.total)


def _nobody(done: int, total: int) -> None:
    """Listens to nothing."""
