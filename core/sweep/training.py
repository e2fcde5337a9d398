"""Trains all runs of a sweep, or some of them, and says what came of each."""

from collections.abc import Callable, Sequence

import numpy as np

from core.learning.learner import Learner
from core.sweep.alone import train_alone
from core.sweep.outcome import MOMENTS, Outcome

Heard = Callable[[int, int], None]


def train(runs: Sequence[Learner], *, moments: int = MOMENTS, heard: Heard | None = None) -> list[Outcome]:
    """One outcome for each run, in their order; curves of at most `moments` losses.

    `heard(done, total)` is told between steps how many updates of all have been made or are needless since their runs
    have stopped. What it raises ends the training: so whoever listens can cancel it.
    """
    different = list(dict.fromkeys(runs))
    total, done = sum(e.total for e in different), 0
    found: dict[Learner, Outcome] = {}
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        for e in different:
            found[e] = train_alone(e, moments, lambda updates, before=done: heard and heard(before + updates, total))
            done += e.total
            if heard:
                heard(done, total)
    return [found[e] for e in runs]
