"""The samples that runs of one batch learn from: the same of all, or each run its own."""

from collections.abc import Sequence

import numpy as np

from core.engine.stack import arranged, with_ones
from core.learning.learner import Learner

Array = np.ndarray


def data_of(e: Learner) -> tuple:
    """What the data of an experiment depend on."""
    return tuple(getattr(e, key) for key, setting in e.settings.items() if setting.group == "data")


class Samples:
    """Inputs as a stack takes them (kinds, d + 1, n), targets (kinds, n, outputs), and which kind is whose."""

    def __init__(self, runs: Sequence[Learner]):
        self.kinds = list({data_of(e): e for e in runs}.values())
        numbers = {data_of(e): number for number, e in enumerate(self.kinds)}
        self.of = np.array([numbers[data_of(e)] for e in runs])
        loaded = [(e, e.load()) for e in self.kinds]
        self._x = np.array([with_ones(data.x) for _, data in loaded])
        self._y = np.array([e.targets(data.y) for e, data in loaded])
        watched = [np.arange(e.n_train)[e.watched(data)] for e, data in loaded]
        self._watched_x = np.array([x[:, rows] for x, rows in zip(self._x, watched, strict=True)])
        self._watched_y = np.array([y[rows] for y, rows in zip(self._y, watched, strict=True)])
        self.data = [data for _, data in loaded]

    def keep(self, places: Array) -> None:
        """Only those of these runs."""
        self.of = self.of[places]

    def watched(self, side: bool) -> tuple[Array, Array]:
        """What the loss is measured on, as a stack takes it."""
        if len(self.kinds) == 1:
            return self._watched_x[0], self._watched_y[0]
        x, y = self._watched_x[self.of], np.swapaxes(self._watched_y[self.of], 1, 2)
        return arranged(x, side), np.swapaxes(arranged(y, side), 1, 2)

    def picked(self, rows: Array) -> tuple[Array, Array]:
        """Of the rows (b,) of all runs, or (runs, b) of each."""
        if len(self.kinds) > 1:
            whose = self.of[:, None]
            return np.swapaxes(self._x[whose, :, rows], 1, 2), self._y[whose, rows]
        if rows.ndim == 1:
            return self._x[0][:, rows], self._y[0][rows]
        # Runs last: so they come out side by side, which is where a small network wants them.
        x, y = self._x[0][:, rows.T], self._y[0][rows.T]
        return np.moveaxis(x, -1, 0), np.swapaxes(y, 0, 1)
