"""One update, looked at: what went through the network, what came back, and what the optimiser made of it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.engine.losses import loss as loss_named
from core.engine.network import Backprop, Network, Pass
from core.learning.learner import Learner
from core.learning.training import Trainer

Array = np.ndarray


@dataclass(frozen=True)
class Observed:
    """The update from `step` to the next one. end: the run ends at `step`, so that there is no next one.

    e: the settings that count at this step. count: which update of its optimiser it is, from 1.
    rows (n,): the batch's, in the data; x (n, inputs), y (n, outputs).
    theta, after (parameters,): before and after; state, state_after: the optimiser's. loss: the batch's.
    gradient: as the rule gives it; used: with penalties, as the optimiser takes it. passes: every layer's.
    """

    e: Learner
    step: int
    count: int
    end: bool
    rows: Array
    x: Array
    y: Array
    theta: Array
    after: Array
    state: Array
    state_after: Array
    loss: float
    gradient: Array
    used: Array
    passes: tuple[Pass, ...]

    @property
    def network(self) -> Network:
        return self.e.network

    @cached_property
    def layers(self) -> list[tuple[Array, Array]]:
        """[(W, b), …] before the update."""
        return self.network.layers(self.theta)

    def below(self, layer: int) -> Array:
        """What comes into layer 1, 2, …: the inputs or the activations below, (n, nodes)."""
        return self.x if layer == 1 else self.passes[layer - 2].a

    def loss_at(self, index: int, value: float) -> float:
        """The batch's loss, without penalties, where parameter `index` has this value and all others are as before."""
        return self._passed(index, value)[0]

    def crosses_kink(self, index: int, h: float) -> bool:
        """Whether a unit passes a kink of its activation, for any sample, while parameter `index` moves by h."""
        w = self.theta[index]
        ends = [self._passed(index, value)[1] for value in (w - h, w + h)]
        kinks = [f.kinks if f else () for f in self.network.activations]
        return any(
            bool(((low.z < kink) != (high.z < kink)).any() or ((low.z > kink) != (high.z > kink)).any())
            for low, high, at in zip(*ends, kinks, strict=True)
            for kink in at
        )

    def _passed(self, index, value):
        theta = self.theta.copy()
        theta[index] = value
        backprop = Backprop(self.network, loss_named(self.e.loss), theta, len(self.x))
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            return backprop.evaluate(self.x, self.y), backprop.passes()


def observe(trainer: Trainer) -> Observed:
    """The update that follows on where the trainer stands; it is used up by it."""
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        stop = trainer.judge(trainer.measure())
        e, step, count = trainer.experiment, trainer.step, trainer.step + 1
        rows = trainer.next_rows() if trainer.batches else np.arange(len(trainer.x))
        theta, state, x, y = trainer.theta.copy(), trainer.state.copy(), trainer.x[rows], trainer.y[rows]
        backprop, used, after, state_after, there_is = _next(trainer, len(rows))
        np.copyto(trainer.theta, theta)  # penalties were added to the rule's gradient: once more, without them
        loss = backprop(x, y)
        return Observed(
            e, step, count, not there_is or stop is not None, rows, x, y, theta, after, state, state_after, loss,
            backprop.gradient.copy(), used, tuple(backprop.passes()),
        )  # fmt: skip


def _next(trainer, rows):
    """The tape's next step: what made the gradient, the gradient as the optimiser took it, then parameters and state at
    that step, and whether there is one."""
    batches = trainer.batches
    trainer.update()
    backprop = batches[rows] if batches else trainer.full
    used, after, state = (values.copy() for values in (backprop.gradient, trainer.theta, trainer.state))
    return backprop, used, after, state, bool(np.isfinite(trainer.measure()))
