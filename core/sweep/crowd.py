"""Runs that fit into one batch of arrays, trained together: each as `Trainer` trains it alone, up to rounding.

A run stops alone, at its target, on a plateau, at its last epoch, or where a number is no longer finite; then it leaves
the arrays, and the others go on.
"""

from collections.abc import Sequence

import numpy as np

from core.engine.losses import loss as loss_named
from core.engine.optimizers import OPTIMIZERS
from core.engine.stack import Stack, with_ones
from core.learning.learner import Learner
from core.learning.training import start_parameters
from core.sweep.batching import Rows
from core.sweep.ends import Ends
from core.sweep.outcome import Outcome

Array = np.ndarray


class _Updates:
    """The runs of one optimiser, which stand side by side: their hyperparameters in columns, their state."""

    def __init__(self, runs: Sequence[Learner], first: int, n_params: int):
        self.optimizer = OPTIMIZERS[runs[0].opt]
        self.hyper = {key: np.array([[getattr(e, key)] for e in runs]) for key in ("lr", *self.optimizer.hyper)}
        self.state = self.optimizer.init(len(runs), n_params)
        self.own = slice(first, first + len(runs))

    def keep(self, alive: Array, first: int) -> None:
        """The runs that go on: a bool for each of the crowd; they begin at `first` now."""
        mine = alive[self.own]
        self.hyper = {key: column[mine] for key, column in self.hyper.items()}
        self.state = self.state[:, mine]
        self.own = slice(first, first + int(mine.sum()))


class Crowd:
    """Runs of one shape, loss, rule, batch size and number of samples; without edits. Those of one optimiser must stand
    together."""

    def __init__(self, runs: list[Learner]):
        self.runs = runs
        self.e = e = runs[0]
        self.step = 0
        self.theta = _starts(runs)
        self.gradient, self.before = np.empty_like(self.theta), self.theta.copy()
        self._load(runs)
        self.rows = Rows(runs)
        loss, delta_rule = loss_named(e.loss), e.rule != "exact"
        watched = self.watched_x.shape[-2]
        self.full = Stack(e.network, loss, len(runs), watched, delta_rule=delta_rule)
        self.whole = watched == e.n_train == e.batch_size and not e.replacement
        self._stacks: dict[int, Stack] = {}
        self._new_stack = lambda size: Stack(e.network, loss, len(self.runs), size, delta_rule=delta_rule)
        self._updates = self._by_optimizer(runs)
        self._penalties()
        self.ends = Ends(runs)

    def _load(self, runs):
        """x and y, one for all or one for each run."""
        keys = [data_key(e) for e in runs]
        first = dict(zip(reversed(keys), reversed(runs), strict=True))
        data = {key: _loaded(e) for key, e in first.items()}
        if len(data) == 1:
            self.x, self.y, self.watched_x, self.watched_y, self.labels = data[keys[0]]
        else:
            self.x, self.y, self.watched_x, self.watched_y, self.labels = (
                np.array(parts) for parts in zip(*(data[key] for key in keys), strict=True)
            )
        self.many_data = len(data) > 1

    def _by_optimizer(self, runs):
        groups, first = [], 0
        for name in dict.fromkeys(run.opt for run in runs):
            own = [run for run in runs if run.opt == name]
            groups.append(_Updates(own, first, self.e.network.n_params))
            first += len(own)
        return groups

    def _penalties(self):
        self.l1, self.l2 = (np.array([[getattr(e, key)] for e in self.runs]) for key in ("l1", "l2"))

    # ---- a step ------------------------------------------------------------------------------------

    @property
    def over(self) -> bool:
        return not len(self.theta)

    @property
    def outcomes(self) -> list[Outcome]:
        """Of all runs, once it is over."""
        return [outcome for outcome in self.ends.outcomes if outcome is not None]

    def advance(self) -> None:
        """Measures this step, lets those go that end here, and updates the others."""
        losses = self._measure()
        right = self.e.count_right(self.full.outputs(), self.labels)
        gone = self.ends.look(self.step, losses, right, self.theta, self.before)
        if gone is not None:
            self._keep(~gone)
        if not self.over:
            self._update()

    def _measure(self):
        if self.whole:
            return self.full(self.theta, self.gradient, self.x, self.y)
        return self.full.evaluate(self.theta, self.watched_x, self.watched_y)

    def _keep(self, alive):
        for name in ("theta", "gradient", "before", "l1", "l2"):
            setattr(self, name, getattr(self, name)[alive])
        if self.many_data:
            for name in ("x", "y", "watched_x", "watched_y", "labels"):
                setattr(self, name, getattr(self, name)[alive])
        self.ends.keep(alive)
        self.rows.keep(alive)
        first = 0
        for group in self._updates:
            group.keep(alive, first)
            first = group.own.stop
        self._updates = [group for group in self._updates if group.own.stop > group.own.start]

    def _update(self):
        np.copyto(self.before, self.theta)
        if not self.whole:
            self._pass_batch()
        if self.l2.any():
            self.gradient += self.l2 * self.e.network.is_weight * self.theta
        if self.l1.any():
            self.gradient += self.l1 * self.e.network.is_weight * np.sign(self.theta)
        self.step += 1
        for group in self._updates:
            own = group.own
            group.optimizer.update(self.theta[own], self.gradient[own], group.state, self.step, group.hyper)

    def _pass_batch(self):
        rows = self.rows.at(self.step)
        size = rows.shape[-1]
        if size not in self._stacks:
            self._stacks[size] = self._new_stack(size)
        self._stacks[size](self.theta, self.gradient, *(self._taken(part, rows) for part in (self.x, self.y)))

    def _taken(self, part, rows):
        """Of x or y, one for all or one for each run, the rows, the same for all or each run's own."""
        if not self.many_data:
            return part[rows]
        if rows.ndim == 1:
            return part[:, rows]
        return np.take_along_axis(part, rows[:, :, None], axis=1)


def _starts(runs):
    """θ (runs, parameters) at step 0. To seed a stream takes longer than some steps of all runs: each start is drawn
    once."""
    drawn: dict[tuple, Array] = {}
    keys = [(e.init, e.seed, e.scale, e.order, e.w) for e in runs]
    for key, e in zip(keys, runs, strict=True):
        if key not in drawn:
            drawn[key] = start_parameters(e)
    return np.array([drawn[key] for key in keys])


def _loaded(e: Learner) -> tuple[Array, ...]:
    data = e.load()
    x, y, watched = with_ones(np.asarray(data.x)), e.targets(data.y), e.watched(data)
    return x, y, x[watched], y[watched], np.asarray(data.y)[watched]


def data_key(e: Learner) -> tuple:
    """Runs with the same one have the same samples."""
    return tuple(getattr(e, key) for key, setting in e.settings.items() if setting.group == "data")
