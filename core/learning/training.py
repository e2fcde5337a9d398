"""Training, step by step: what a step is, when a run stops, and how it goes on from a snapshot.

Step 0 is the state before any update; step k the state after k updates. The loss at step k is the loss of the
parameters at step k over the watched samples: all that are trained on, unless a task watches fewer.
"""

import math
from collections import deque
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

import numpy as np

from core.engine.initializers import draw_parameters
from core.engine.losses import loss as loss_named
from core.engine.naming import Node, part_named
from core.engine.network import Backprop
from core.engine.optimizers import OPTIMIZERS
from core.learning.batches import Replacement
from core.learning.course import outgoing
from core.learning.edits import ADD, KEYS
from core.learning.learner import ONE_BY_ONE, Learner
from core.record.stop import Stop

Array = np.ndarray
L_co = TypeVar("L_co", bound=Learner, covariant=True)

PLATEAU_GAIN = 1e-4  # a plateau is when the best loss has not fallen by this share
_REMEMBERED = 9  # losses kept to say by how much they grew


@dataclass(frozen=True)
class Snapshot:
    """All that a run needs to go on from `step`, edits at it made, before that step's loss was looked at.

    `kept`: the weights that led from the nodes that are switched off. All else about edits follows from the experiment.
    """

    step: int
    theta: Array
    state: Array
    best: float
    best_step: int
    recent: tuple[float, ...]
    kept: dict[Node, Array] = field(default_factory=dict)

    @property
    def nbytes(self) -> int:
        return self.theta.nbytes + self.state.nbytes + sum(weights.nbytes for weights in self.kept.values())


def start_parameters(e: Learner) -> Array:
    """The flat parameter vector at step 0."""
    if e.init == "given":
        return np.array(e.w, dtype=float)
    return draw_parameters(e.init, e.network.sizes, rng=np.random.RandomState(e.seed), scale=e.scale, order=e.order)


class Trainer(Generic[L_co]):
    """One run in progress. `theta` is changed in place by `update`; `measure` gives the loss at the present step.

    `stage` says what counts at this step of an edited run, `now` with which settings; `whole`: whether an update takes
    just those samples whose loss is measured, so that one pass serves both.
    """

    def __init__(self, experiment: L_co, snapshot: Snapshot | None = None):
        self.experiment = e = experiment
        self.data = e.load()
        self.x, self.y = e.with_added(self.data.x, e.targets(self.data.y))
        self.watched = e.watched(self.data)
        self.watched_x, self.watched_y = self.x[self.watched], self.y[self.watched]
        self.loss = loss_named(e.loss)
        start = snapshot or _start(e)
        self.theta = start.theta.copy()
        self.full = self._backprop(len(self.watched_x))
        self.go_back(start)
        if snapshot is None:
            self._edit()

    def go_back(self, snapshot: Snapshot) -> None:
        """To where a snapshot of this run was taken."""
        self.step, self.best, self.best_step = snapshot.step, snapshot.best, snapshot.best_step
        self.recent = deque(snapshot.recent, maxlen=_REMEMBERED)
        np.copyto(self.theta, snapshot.theta)
        self.state, self.kept = snapshot.state.copy(), snapshot.kept.copy()
        self._enter()

    def _enter(self):
        """The stage of this step: its optimiser, its batches."""
        self.stage = self.experiment.course.at(self.step)
        now = self.now
        self.optimizer = OPTIMIZERS[now.opt]
        self.hyper = {key: getattr(now, key) for key in ("lr", *self.optimizer.hyper)}
        self.whole = self._measures_batch()
        self._batches: dict[int, Backprop] = {}
        self._order: tuple[int, Array | None] = (-1, None)
        self._drawn = Replacement(now.seed, now.n_train) if now.replacement else None
        self._passed: tuple[Array, Backprop, float] | None = None
        self._measured = math.nan

    def _measures_batch(self):
        now = self.now
        same = len(self.watched_x) == now.n_train == now.batch_size
        return same and not now.replacement and not self.stage.added

    @property
    def now(self) -> L_co:
        """The settings that count from this step on, without edits."""
        return self.stage.now

    @property
    def updates(self) -> int:
        """How many the present optimiser has made."""
        return self.step - self.stage.began

    def _backprop(self, rows):
        e = self.experiment
        return Backprop(e.network, self.loss, self.theta, rows, delta_rule=e.rule != "exact")

    @cached_property
    def _exact(self):
        return Backprop(self.experiment.network, self.loss, self.theta, len(self.watched_x))

    def loss_gradient(self) -> Array:
        """The exact gradient of the loss that is measured at this step, as of the last `measure`.

        Without penalties, and whatever rule the updates follow.
        """
        exact = self.full if self.experiment.rule == "exact" else self._exact
        if not self.whole or exact is not self.full:  # else measuring the loss has filled it
            exact(self.watched_x, self.watched_y)
        return exact.gradient

    def snapshot(self) -> Snapshot:
        theta, state, kept = self.theta.copy(), self.state.copy(), self.kept.copy()
        return Snapshot(self.step, theta, state, self.best, self.best_step, tuple(self.recent), kept)

    def measure(self) -> float:
        """The loss at this step over the watched samples, without penalties; not finite if anything is not."""
        if not math.isfinite(float(np.add.reduce(self.theta))):
            return math.nan
        if not self.whole:
            return self.full.evaluate(self.watched_x, self.watched_y)
        self._measured = self.full(self.watched_x, self.watched_y)
        return self._measured

    def update(self) -> None:
        """One update, from the gradient of the last `measure` or of this step's batch; then the new step's edits."""
        gradient = self.full.gradient if self.whole else self.batch_pass()[1].gradient
        self._penalise(gradient)
        self.step += 1
        self._passed = None
        frozen = self.stage.frozen
        before = (self.theta[frozen], self.state[:, frozen]) if len(frozen) else None
        self.optimizer.update(self.theta, gradient, self.state, self.updates, self.hyper)
        if before:
            self.theta[frozen], self.state[:, frozen] = before
        self._edit()

    def _edit(self):
        """Makes the edits of this step. What was remembered of the losses before tells nothing of the run after it."""
        edits = self.experiment.course.edits.get(self.step)
        if not edits:
            return
        for edit in edits:
            self._make(edit)
        self.best, self.best_step = math.inf, self.step
        self.recent.clear()
        self._enter()
        if self.updates == 0:
            self.state = self.optimizer.init(self.theta.size)

    def _make(self, edit):
        """What an edit does to the parameters."""
        if edit.what in KEYS or edit.what == ADD:
            return
        network = self.experiment.network
        part = part_named(edit.what, network)
        if isinstance(part, Node):
            self._switch(part, outgoing(part, network), edit.value == "on")
        elif edit.number is not None:
            self.theta[part.index(network)] = edit.number

    def _switch(self, node, weights, on):
        """Off: what leads from the node is 0. On: it is as it was before."""
        if on:
            self.theta[weights] = self.kept.pop(node)
        else:
            self.kept[node] = self.theta[weights]
            self.theta[weights] = 0.0

    def _penalise(self, gradient):
        """Adds the gradient of l1 Σ|w| + l2/2 Σw² over the weights; biases go free."""
        e = self.now
        if e.l2:
            gradient += e.l2 * e.network.is_weight * self.theta
        if e.l1:
            gradient += e.l1 * e.network.is_weight * np.sign(self.theta)

    def penalty(self) -> float:
        """l1 Σ|w| + l2/2 Σw² at this step."""
        w = self.theta[self.experiment.network.is_weight > 0.0]
        return float(self.now.l1 * np.abs(w).sum() + 0.5 * self.now.l2 * (w @ w))

    def batch_pass(self) -> tuple[Array, Backprop, float]:
        """The next update's batch at this step: its rows, what went through the network and back, and its loss.

        Where it is what is measured, as of the last `measure`: looking at it changes no bit of the run.
        """
        if self.whole:
            return np.arange(self.now.n_train), self.full, self._measured
        if self._passed is None:
            rows = self.next_rows()
            if len(rows) not in self._batches:  # the epoch's last, shorter batch has buffers of its own size
                self._batches[len(rows)] = self._backprop(len(rows))
            backprop = self._batches[len(rows)]
            self._passed = rows, backprop, backprop(self.x[rows], self.y[rows])
        return self._passed

    def next_rows(self) -> Array:
        """Indices of the next update's batch, and of the samples that were added by hand."""
        rows, n = self._batch_rows(), self.now.n_train
        return np.concatenate([rows, np.arange(n, n + self.stage.added)]) if self.stage.added else rows

    def _batch_rows(self):
        """In order for the rules that take one sample at a time, drawn with replacement, or else shuffled."""
        e = self.now
        if self._drawn:
            return self._drawn.rows(self.stage.drawn_before(self.step), e.batch_size)
        epoch, number = self.stage.epoch_of(self.step)
        if self._order[0] != epoch:
            # Drawn from (seed, epoch) alone, so that a run can go on from any snapshot.
            shuffled = None if e.rule in ONE_BY_ONE else np.random.RandomState([e.seed, epoch]).permutation(e.n_train)
            self._order = (epoch, shuffled)
        start = number * e.batch_size
        order = self._order[1]
        end = min(start + e.batch_size, e.n_train)
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
        if e.plateau and self.step - self.best_step >= e.plateau * self.now.updates_per_epoch:
            return Stop("plateau", self.step, {"since": self.best_step})
        if self.step >= e.total:
            return Stop("epochs", self.step)
        return None

    def _why_diverged(self):
        facts = {}
        losses = list(self.recent)
        if len(losses) > 1 and losses[0] > 0.0:
            facts["growth"] = math.exp((math.log(max(losses[-1], 1e-300)) - math.log(losses[0])) / (len(losses) - 1))
        limit = None if len(self.stage.frozen) else largest_stable_rate(self.now, self.x)
        if limit is not None and self.now.lr > limit:
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
