"""Training, step by step: what a step is, when a run stops, and how it goes on from a snapshot.

Step 0 is the state before any update; step k the state after k updates. The loss at step k is the loss of the
parameters at step k over all training samples.
"""

import math
from collections import deque
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

import numpy as np

from core.engine.initializers import draw_parameters
from core.engine.losses import loss as loss_named
from core.engine.network import Backprop
from core.engine.optimizers import OPTIMIZERS
from core.learning.learner import ONE_BY_ONE, Learner
from core.record.stop import Stop

Array = np.ndarray
L_co = TypeVar("L_co", bound=Learner, covariant=True)

PLATEAU_GAIN = 1e-4  # a plateau is when the best loss has not fallen by this share
_REMEMBERED = 9  # losses kept to say by how much they grew


@dataclass(frozen=True)
class Snapshot:
    """All that a run needs to go on from `step`, before that step's loss was looked at."""

    step: int
    theta: Array
    state: Array
    best: float
    best_step: int
    recent: tuple[float, ...]

    @property
    def nbytes(self) -> int:
        return self.theta.nbytes + self.state.nbytes


def start_parameters(e: Learner) -> Array:
    """The flat parameter vector at step 0."""
    if e.init == "given":
        return np.array(e.w, dtype=float)
    return draw_parameters(e.init, e.network.sizes, rng=np.random.RandomState(e.seed), scale=e.scale, order=e.order)


class Trainer(Generic[L_co]):
    """One run in progress. `theta` is changed in place by `update`; `measure` gives the loss at the present step."""

    def __init__(self, experiment: L_co, snapshot: Snapshot | None = None):
        self.experiment = e = experiment
        self.data = e.load()
        self.x, self.y = self.data.x, e.targets(self.data.y)
        snapshot = snapshot or _start(e)
        self.step, self.best, self.best_step = snapshot.step, snapshot.best, snapshot.best_step
        self.recent = deque(snapshot.recent, maxlen=_REMEMBERED)
        self.theta, self.state = snapshot.theta.copy(), snapshot.state.copy()
        self.optimizer = OPTIMIZERS[e.opt]
        self.hyper = {key: getattr(e, key) for key in ("lr", *self.optimizer.hyper)}
        self.loss = loss_named(e.loss)
        self.full = self._backprop(len(self.x))
        self.batches = {} if e.batch_size == len(self.x) else {e.batch_size: self._backprop(e.batch_size)}
        self._order: tuple[int, Array | None] = (-1, None)

    def _backprop(self, rows):
        e = self.experiment
        return Backprop(e.network, self.loss, self.theta, rows, delta_rule=e.rule != "exact")

    @cached_property
    def _exact(self):
        return Backprop(self.experiment.network, self.loss, self.theta, len(self.x))

    def loss_gradient(self) -> Array:
        """The exact gradient of the loss over all training samples at this step, as of the last `measure`.

        Without penalties, and whatever rule the updates follow.
        """
        exact = self.full if self.experiment.rule == "exact" else self._exact
        if self.batches or exact is not self.full:  # else measuring the loss has filled it
            exact(self.x, self.y)
        return exact.gradient

    def snapshot(self) -> Snapshot:
        return Snapshot(self.step, self.theta.copy(), self.state.copy(), self.best, self.best_step, tuple(self.recent))

    def measure(self) -> float:
        """The loss at this step over all training samples, without penalties; not finite if anything is not."""
        if not math.isfinite(float(np.add.reduce(self.theta))):
            return math.nan
        if self.batches:
            return self.full.evaluate(self.x, self.y)
        return self.full(self.x, self.y)

    def update(self) -> None:
        """One update, from the gradient of the last `measure` or of this step's batch."""
        gradient = self._batch_gradient() if self.batches else self.full.gradient
        self._penalise(gradient)
        self.step += 1
        self.optimizer.update(self.theta, gradient, self.state, self.step, self.hyper)

    def _penalise(self, gradient):
        """Adds the gradient of l1 Σ|w| + l2/2 Σw² over the weights; biases go free."""
        e = self.experiment
        if e.l2:
            gradient += e.l2 * e.network.is_weight * self.theta
        if e.l1:
            gradient += e.l1 * e.network.is_weight * np.sign(self.theta)

    def penalty(self) -> float:
        """l1 Σ|w| + l2/2 Σw² at this step."""
        w = self.theta[self.experiment.network.is_weight > 0.0]
        return float(self.experiment.l1 * np.abs(w).sum() + 0.5 * self.experiment.l2 * (w @ w))

    def _batch_gradient(self):
        rows = self.next_rows()
        if len(rows) not in self.batches:  # the epoch's last, shorter batch has buffers of its own size
            self.batches[len(rows)] = self._backprop(len(rows))
        backprop = self.batches[len(rows)]
        backprop(self.x[rows], self.y[rows])
        return backprop.gradient

    def next_rows(self) -> Array:
        """Indices of the next update's batch: in order for the rules that take one sample at a time, else shuffled."""
        e = self.experiment
        epoch, number = divmod(self.step, e.updates_per_epoch)
        if self._order[0] != epoch:
            # Drawn from (seed, epoch) alone, so that a run can go on from any snapshot.
            shuffled = None if e.rule in ONE_BY_ONE else np.random.RandomState([e.seed, epoch]).permutation(len(self.x))
            self._order = (epoch, shuffled)
        start = number * e.batch_size
        order = self._order[1]
        end = min(start + e.batch_size, len(self.x))
        return np.arange(start, end) if order is None else order[start:end]

    def judge(self, loss: float) -> Stop | None:
        """Whether the run ends at this step, whose loss is given."""
        e = self.experiment
        if not math.isfinite(loss):
            return Stop("diverged", max(self.step - 1, 0), self._why_diverged())
        self.recent.append(loss)
        if loss < self.best * (1.0 - PLATEAU_GAIN):
            self.best, self.best_step = loss, self.step
        if e.target and loss <= e.target:
            return Stop("target", self.step)
        if e.plateau and self.step - self.best_step >= e.plateau * e.updates_per_epoch:
            return Stop("plateau", self.step, {"since": self.best_step})
        if self.step >= e.total:
            return Stop("epochs", self.step)
        return None

    def _why_diverged(self):
        facts = {}
        losses = list(self.recent)
        if len(losses) > 1 and losses[0] > 0.0:
            facts["growth"] = math.exp((math.log(max(losses[-1], 1e-300)) - math.log(losses[0])) / (len(losses) - 1))
        limit = largest_stable_rate(self.experiment, self.x)
        if limit is not None and self.experiment.lr > limit:
            facts["limit"] = limit
        return facts


def largest_stable_rate(e: Learner, x: Array) -> float | None:
    """2 / λmax of the Hessian, for plain gradient descent on one linear neuron with a squared loss; else None.

    Above it, every step along the steepest axis overshoots by more than it corrects. The penalty l2 bends the axes of
    the weights; l1 bends none.
    """
    linear = not e.hidden and e.network.output == "linear" and e.opt == "gd" and e.updates_per_epoch == 1
    if not linear:
        return None
    n = len(x)
    inputs = np.column_stack([x, np.ones(n)])
    curvature = {"mse": 2.0 / n, "half_mse": 1.0 / n, "sse": 2.0}[e.loss] if e.rule == "exact" else 1.0 / n
    hessian = curvature * (inputs.T @ inputs) + e.l2 * np.diag(e.network.is_weight)
    return float(2.0 / np.linalg.eigvalsh(hessian)[-1])


def _start(e: Learner) -> Snapshot:
    theta = start_parameters(e)
    return Snapshot(0, theta, OPTIMIZERS[e.opt].init(theta.size), math.inf, 0, ())
