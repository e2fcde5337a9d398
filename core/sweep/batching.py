"""Which samples each run of a crowd takes in an update: the streams of `Trainer`, for all runs at once."""

import numpy as np

from core.learning.batches import Replacement
from core.learning.learner import ONE_BY_ONE, Learner

Array = np.ndarray


class Rows:
    """Of runs with the same number of samples and batches of one size. Runs of one seed share one order."""

    def __init__(self, runs: list[Learner]):
        self.e = e = runs[0]
        seeds = sorted({run.seed for run in runs})
        self._seeds = seeds
        self._of = np.array([seeds.index(run.seed) for run in runs])
        self._streams = [Replacement(seed, e.n_train) for seed in seeds] if e.replacement else []
        self._order: tuple[int, Array | None] = (-1, None)

    def keep(self, alive: Array) -> None:
        """The runs that go on; a bool for each that there was."""
        self._of = self._of[alive]

    def at(self, step: int) -> Array:
        """The samples of the update after `step`: (rows,) where all runs take the same ones, else (runs, rows)."""
        e, size = self.e, self.e.batch_size
        if self._streams:
            return self._shared(np.array([stream.rows(step * size, size) for stream in self._streams]))
        epoch, number = divmod(step, e.updates_per_epoch)
        start, end = number * size, min((number + 1) * size, e.n_train)
        if e.rule in ONE_BY_ONE:
            return np.arange(start, end)
        if self._order[0] != epoch:
            orders = [np.random.RandomState([seed, epoch]).permutation(e.n_train) for seed in self._seeds]
            self._order = epoch, np.array(orders)
        orders = self._order[1]
        assert orders is not None
        return self._shared(orders[:, start:end])

    def _shared(self, rows):
        return rows[0] if len(rows) == 1 else rows[self._of]
