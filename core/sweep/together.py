"""Runs in progress as one batch of arrays: what core.learning.training.Trainer is for one of them."""

from collections.abc import Sequence

import numpy as np

from core.engine.losses import loss as loss_named
from core.engine.stack import Stack, arranged, side_by_side
from core.learning.learner import Learner
from core.learning.probes import loss_over_test
from core.learning.training import start_parameters
from core.sweep.batches import Batches
from core.sweep.optimising import Optimising
from core.sweep.samples import Samples

Array = np.ndarray


class Together:
    """Runs of one `company` (core/sweep/grouping.py), in the order of their optimisers.

    `theta` (runs, n_params) is changed by `update`; `measure` gives the losses at the present step. `keep` takes runs
    out that have stopped.
    """

    def __init__(self, runs: Sequence[Learner]):
        self.e = e = runs[0]
        self.step = 0
        self.whole = e.n_watched == e.n_train == e.batch_size and not e.replacement
        self.samples, self._batches = Samples(runs), Batches(runs)
        self._l1, self._l2 = (_penalty(runs, key) for key in ("l1", "l2"))
        self._optimising = Optimising(runs, side_by_side(e.network, len(runs)))
        self._arrange(_starts(runs))

    def _arrange(self, theta):
        """Buffers for so many runs."""
        self._side = side_by_side(self.e.network, len(theta))
        self.theta = arranged(theta, self._side)
        self._full = self._stack(self.e.n_watched)
        self._x, self._y = self.samples.watched(self._side)
        self._stacks: dict[int, Stack] = {}

    def _stack(self, rows):
        e = self.e
        return Stack(e.network, loss_named(e.loss), self.theta, rows, delta_rule=e.rule != "exact")

    def keep(self, places: Array) -> None:
        """Only these of the runs, in rising order; they must be measured before they are updated again."""
        self._optimising.keep(places, side_by_side(self.e.network, len(places)))
        self.samples.keep(places)
        self._batches.keep(places)
        self._l1, self._l2 = (None if each is None else each[places] for each in (self._l1, self._l2))
        self._arrange(self.theta[places])

    def measure(self) -> Array:
        """The losses (runs,) over the watched samples, without penalties; not finite where anything is not."""
        losses = self._full(self._x, self._y) if self.whole else self._full.evaluate(self._x, self._y)
        losses += 0.0 * np.add.reduce(self.theta, axis=1)
        return losses

    def learned(self, losses: Array) -> Array:
        """Which runs count as having learned, (runs,), at the losses that the last `measure` gave."""
        right, samples = self.e.count_right(self._full.outputs(), self._y), self.samples
        if len(samples.kinds) == 1:
            return self.e.learned(losses, right)
        learned = np.empty(len(losses), dtype=bool)
        for number, e in enumerate(samples.kinds):
            those = samples.of == number
            learned[those] = e.learned(losses[those], None if right is None else right[those])
        return learned

    def test_loss(self, place: int, theta: Array) -> float:
        """The loss over what is held out of one run, with parameters theta (n_params,)."""
        number = self.samples.of[place]
        return loss_over_test(self.samples.kinds[number], theta, self.samples.data[number])

    def update(self) -> None:
        """One update of every run, from the gradients of the last `measure` or of this step's batches."""
        gradient = self._full.gradient if self.whole else self._batch_gradient()
        if self._l2 is not None:
            gradient += self._l2 * self.theta
        if self._l1 is not None:
            gradient += self._l1 * np.sign(self.theta)
        self.step += 1
        self._optimising.update(self.theta, gradient, self.step)

    def _batch_gradient(self):
        rows = self._batches.rows(self.step)
        size = rows.shape[-1]
        if size not in self._stacks:  # the epoch's last, shorter batch has buffers of its own size
            self._stacks[size] = self._stack(size)
        self._stacks[size](*self.samples.picked(rows))
        return self._stacks[size].gradient


def _penalty(runs, key) -> Array | None:
    """Of each parameter of each run, (runs, n_params); biases go free. None where no run has one."""
    values = np.array([[getattr(e, key)] for e in runs])
    return values * runs[0].network.is_weight if values.any() else None


def _starts(runs) -> Array:
    """The parameters at step 0, (runs, n_params); runs that begin alike share the draw."""
    keys = [(e.init, e.seed, e.scale, e.order, e.w) for e in runs]
    drawn = {key: start_parameters(e) for key, e in dict(zip(keys, runs, strict=True)).items()}
    return np.array([drawn[key] for key in keys])
