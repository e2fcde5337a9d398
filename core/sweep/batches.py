"""Which samples each run of a batch takes next: the same as it takes alone."""

from collections.abc import Sequence

import numpy as np

from core.learning.batches import Replacement
from core.learning.learner import ONE_BY_ONE, Learner

Array = np.ndarray


class Batches:
    """Rows in order, drawn with replacement, or shuffled epoch by epoch. Runs of one seed draw alike, and share it."""

    def __init__(self, runs: Sequence[Learner]):
        self.e = e = runs[0]
        seeds = list(dict.fromkeys(run.seed for run in runs))
        self._of = np.array([seeds.index(run.seed) for run in runs])
        self._seeds = seeds
        self._drawn = [Replacement(seed, e.n_train) for seed in seeds] if e.replacement else []
        self._shuffled: tuple[int, Array] = (-1, np.empty(0, dtype=int))

    def keep(self, places: Array) -> None:
        """Only those of these runs."""
        self._of = self._of[places]

    def rows(self, step: int) -> Array:
        """(b,) of all runs, or (runs, b), for the update after `step`. An epoch's last batch may be shorter."""
        e = self.e
        if e.replacement:
            return np.array([drawn.rows(step * e.batch_size, e.batch_size) for drawn in self._drawn])[self._of]
        epoch, number = divmod(step, e.updates_per_epoch)
        start = number * e.batch_size
        end = min(start + e.batch_size, e.n_train)
        if e.rule in ONE_BY_ONE:
            return np.arange(start, end)
        if self._shuffled[0] != epoch:
            orders = [np.random.RandomState([seed, epoch]).permutation(e.n_train) for seed in self._seeds]
            self._shuffled = epoch, np.array(orders)
        return self._shuffled[1][self._of, start:end]
