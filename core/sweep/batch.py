"""The runs of one batch, trained together to their ends."""

from collections.abc import Callable, Sequence

import numpy as np

from core.learning.learner import Learner
from core.sweep.ledger import Ledger
from core.sweep.outcome import Outcome
from core.sweep.together import Together

_BREATH = 64  # updates between two words of progress
_LEFT = 7 / 8  # of the runs: when no more still run, the others leave the arrays


def train_together(runs: Sequence[Learner], moments: int, tick: Callable[[int], None]) -> list[Outcome]:
    """One outcome each, of runs that core.sweep.grouping puts in one batch. `tick` is told now and then how many
    updates all of them have made; what it raises ends the training."""
    together, ledger = Together(runs), Ledger(runs, moments)
    places = np.arange(len(runs))
    tests: list[float | None] = [None] * len(runs)
    before = together.theta
    while True:
        losses = together.measure()
        stopped = ledger.look(together.step, places, losses, together.learned(losses))
        for place in stopped if runs[0].n_test else ():
            row = int(np.searchsorted(places, place))
            theta = before if ledger.diverged(place) else together.theta
            tests[place] = together.test_loss(row, theta[row])
        if not ledger.running.any():
            return [ledger.outcome(place, test) for place, test in enumerate(tests)]
        if together.step % _BREATH == 0:
            tick(together.step * len(runs))
        if runs[0].n_test:
            before = together.theta.copy()
        together.update()
        if ledger.running.sum() <= _LEFT * len(places):
            left = np.flatnonzero(ledger.running[places])
            together.keep(left)
            places = places[left]
