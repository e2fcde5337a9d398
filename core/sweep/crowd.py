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
from core.learning.training import PLATEAU_GAIN, start_parameters
from core.record.stop import Stop
from core.sweep.batching import Rows
from core.sweep.outcome import Outcome

Array = np.ndarray

MOMENTS = 200  # of a loss curve, at most, and its end


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
        self.theta = np.array([start_parameters(run) for run in runs])
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
        self._start_record()

    def _load(self, runs):
        """x and y, one for all or one for each run."""
        data = [_loaded(e) for e in _first_of_each_data(runs)]
        of = _data_of(runs)
        if len(data) == 1:
            self.x, self.y, self.watched_x, self.watched_y, self.labels = data[0]
        else:
            self.x, self.y, self.watched_x, self.watched_y, self.labels = (
                np.array([part[k] for k in of]) for part in zip(*data, strict=True)
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

    def _start_record(self):
        runs = self.runs
        self.stride = max(1, -(-max(e.total for e in runs) // MOMENTS))
        self.place = np.arange(len(runs))  # of the runs that go on, among all
        self.curves = np.full((max(e.total for e in runs) // self.stride + 1, len(runs)), np.nan)
        self.outcomes: list[Outcome | None] = [None] * len(runs)
        self.total = np.array([e.total for e in runs])
        self.target = np.array([e.target for e in runs])
        self.patience = np.array([e.plateau * e.updates_per_epoch for e in runs])
        self.best, self.best_step = np.full(len(runs), np.inf), np.zeros(len(runs), dtype=int)
        self.learned_at = np.full(len(runs), -1)
        self.loss_before = np.full(len(runs), np.nan)
        self.learned_before = np.zeros(len(runs), dtype=bool)
        self.bar_loss, self.bar_right = (np.array([getattr(e.bar, of) for e in runs]) for of in ("loss", "right"))

    # ---- a step ------------------------------------------------------------------------------------

    @property
    def over(self) -> bool:
        return not len(self.place)

    def advance(self) -> None:
        """Measures this step, lets those go that end here, and updates the others."""
        losses = self._measure()
        learned = self._learned(losses)
        gone = self._ending(losses, learned)
        if gone.any():
            losses, learned = losses[~gone], learned[~gone]
            self._keep(~gone)
        if self.over:
            return
        self._remember(losses, learned)
        self._update()

    def _measure(self):
        if self.whole:
            return self.full(self.theta, self.gradient, self.x, self.y)
        return self.full.evaluate(self.theta, self.watched_x, self.watched_y)

    def _learned(self, losses):
        right = self.e.count_right(self.full.outputs(), self.labels)
        low = losses <= self.bar_loss
        return low if right is None else low & (right >= self.bar_right)

    def _ending(self, losses, learned):
        """Which runs end at this step; their outcomes are written."""
        finite = np.isfinite(losses) & np.isfinite(self.theta.sum(axis=1))
        better = finite & (losses < self.best * (1.0 - PLATEAU_GAIN))
        self.best[better], self.best_step[better] = losses[better], self.step
        at_target = finite & (self.target > 0.0) & (losses <= self.target)
        flat = finite & (self.patience > 0) & (self.step - self.best_step >= self.patience)
        gone = ~finite | at_target | flat | (self.step >= self.total)
        for k in np.flatnonzero(gone):
            if not finite[k]:
                self._close(k, Stop("diverged", max(self.step - 1, 0)), self.before[k], self.loss_before[k],
                            self.learned_before[k])  # fmt: skip
            else:
                if learned[k] and self.learned_at[k] < 0:
                    self.learned_at[k] = self.step
                reason = "target" if at_target[k] else "plateau" if flat[k] else "epochs"
                self._close(k, Stop(reason, self.step), self.theta[k], losses[k], learned[k])
        return gone

    def _close(self, k, stop, theta, loss, learned):
        place = int(self.place[k])
        e = self.runs[place]
        steps = np.arange(0, stop.step, self.stride)  # its last one is the end
        learned_at = int(self.learned_at[k])
        self.outcomes[place] = Outcome(
            e, float(loss), stop, None if learned_at < 0 else learned_at, bool(learned),
            held_out_loss(e, theta), np.append(steps, stop.step), np.append(self.curves[: len(steps), place], loss),
        )  # fmt: skip

    def _keep(self, alive):
        self.place, self.theta = self.place[alive], self.theta[alive]
        self.gradient = self.gradient[alive]
        self.before = self.before[alive]
        for name in ("total", "target", "patience", "best", "best_step", "learned_at", "l1", "l2", "bar_loss",
                     "bar_right"):  # fmt: skip
            setattr(self, name, getattr(self, name)[alive])
        if self.many_data:
            for name in ("x", "y", "watched_x", "watched_y", "labels"):
                setattr(self, name, getattr(self, name)[alive])
        self.rows.keep(alive)
        first = 0
        for group in self._updates:
            group.keep(alive, first)
            first = group.own.stop
        self._updates = [group for group in self._updates if group.own.stop > group.own.start]

    def _remember(self, losses, learned):
        new = learned & (self.learned_at < 0)
        self.learned_at[new] = self.step
        self.loss_before, self.learned_before = losses, learned
        if self.step % self.stride == 0:
            self.curves[self.step // self.stride, self.place] = losses

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


def _loaded(e: Learner) -> tuple[Array, ...]:
    data = e.load()
    x, y, watched = with_ones(np.asarray(data.x)), e.targets(data.y), e.watched(data)
    return x, y, x[watched], y[watched], np.asarray(data.y)[watched]


def data_key(e: Learner) -> tuple:
    """Runs with the same one have the same samples."""
    return tuple(getattr(e, key) for key, setting in e.settings.items() if setting.group == "data")


def _first_of_each_data(runs):
    return list({data_key(e): e for e in reversed(runs)}.values())[::-1]


def _data_of(runs):
    keys = [data_key(e) for e in _first_of_each_data(runs)]
    return [keys.index(data_key(e)) for e in runs]


def held_out_loss(e: Learner, theta: Array) -> float | None:
    """The loss of θ on the samples that are held out; None without any."""
    if not e.n_test:
        return None
    data, loss = e.load(), loss_named(e.loss)
    stack = Stack(e.network, loss, 1, len(data.x_test))
    return float(stack.evaluate(theta[None], with_ones(np.asarray(data.x_test)), e.targets(data.y_test))[0])
