"""The optimisers of runs in one batch: each works on the runs that it has, with their own rates."""

from collections.abc import Sequence
from itertools import groupby

import numpy as np

from core.engine.optimizers import OPTIMIZERS, Optimizer
from core.engine.stack import arranged
from core.learning.learner import Learner

Array = np.ndarray


class Optimising:
    """Of runs in the order of their optimisers."""

    def __init__(self, runs: Sequence[Learner], side: bool):
        """side: how θ (runs, n_params) lies in memory, see core.engine.stack."""
        self._parts = [_Part(OPTIMIZERS[opt], list(found), side) for opt, found in groupby(runs, lambda e: e.opt)]

    def keep(self, places: Array, side: bool) -> None:
        """Only those of these runs, which are in rising order."""
        start, kept = 0, []
        for part in self._parts:
            end = start + part.count
            inside = places[(places >= start) & (places < end)] - start
            start = end
            if len(inside):
                part.keep(inside, side)
                kept.append(part)
        self._parts = kept

    def update(self, theta: Array, gradient: Array, t: int) -> None:
        """The t-th update, counted from 1."""
        start = 0
        for part in self._parts:
            end = start + part.count
            part.optimizer.update(theta[start:end], gradient[start:end], part.state, t, part.hyper)
            start = end


class _Part:
    """Runs of one optimiser: its state (slots + 1, runs, n_params), and columns of its settings."""

    def __init__(self, optimizer: Optimizer, runs: Sequence[Learner], side: bool):
        self.optimizer = optimizer
        self.hyper = {key: np.array([[getattr(e, key)] for e in runs]) for key in ("lr", *optimizer.hyper)}
        self.state = _laid(optimizer.init(len(runs), runs[0].network.n_params), side)

    @property
    def count(self) -> int:
        return len(self.hyper["lr"])

    def keep(self, places: Array, side: bool) -> None:
        self.hyper = {key: column[places] for key, column in self.hyper.items()}
        self.state = _laid(self.state[:, places], side)


def _laid(state, side):
    return np.swapaxes(arranged(np.swapaxes(state, 0, 1), side), 0, 1) if side else np.array(state)
