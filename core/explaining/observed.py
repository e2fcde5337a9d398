"""One update, looked at: what went through the network, what came back, and what the optimiser made of it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from core.engine.losses import loss as loss_named
from core.engine.network import Backprop, Network, Pass
from core.learning.course import Stage
from core.learning.edits import Edit
from core.learning.learner import Learner
from core.learning.training import Trainer

Array = np.ndarray


@dataclass(frozen=True)
class Observed:
    """The update from `step` to the next one. end: the run ends at `step`, so that there is no next one.

    stage: what counts at this step of an edited run; edits: those made at the next step, after the update.
    count: which update of its optimiser it is, from 1. rows (n,): the batch's, in the data; x (n, inputs),
    y (n, outputs); told: words for each, if its numbers do not tell it (Learner.samples_told). theta, moved, after
    (parameters,): before the update, after it, and after the edits too, which is the next step; state, state_after: the
    optimiser's, before and after the update. loss: the batch's.
    gradient: as the rule gives it; used: with penalties, as the optimiser takes it. passes: every layer's.
    """

    stage: Stage
    edits: tuple[Edit, ...]
    step: int
    count: int
    end: bool
    rows: Array
    x: Array
    y: Array
    told: list[tuple[str, dict[str, Any]]]
    theta: Array
    moved: Array
    after: Array
    state: Array
    state_after: Array
    loss: float
    gradient: Array
    used: Array
    passes: tuple[Pass, ...]

    @property
    def e(self) -> Learner:
        """The settings that count at this step."""
        return self.stage.now

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
        stage, step, count = trainer.stage, trainer.step, trainer.updates + 1
        edits = trainer.experiment.course.edits.get(step + 1, ())
        alone = _unedited(trainer) if edits else trainer
        rows, backprop, _ = alone.batch_pass()
        theta, state, x, y = alone.theta.copy(), alone.state.copy(), alone.x[rows], alone.y[rows]
        used, moved, state_after = _updated(alone, backprop)
        if edits:
            trainer.update()
        after, end = trainer.theta.copy(), stop is not None or not np.isfinite(trainer.measure())
        np.copyto(alone.theta, theta)  # penalties were added to the rule's gradient: once more, without them
        loss = backprop(x, y)
        told = alone.now.samples_told(alone.data, rows, y)
        return Observed(
            stage, () if end else edits, step, count, end, rows, x, y, told, theta, moved, after, state, state_after,
            loss, backprop.gradient.copy(), used, tuple(backprop.passes()),
        )  # fmt: skip


def _unedited(trainer):
    """One that stands there too, and whose next update no edits follow."""
    alone = Trainer(trainer.experiment.until(trainer.step), trainer.snapshot())
    alone.measure()
    return alone


def _updated(trainer, backprop):
    """Goes on one step: the gradient as the optimiser took it, parameters, state."""
    trainer.update()
    return backprop.gradient.copy(), trainer.theta.copy(), trainer.state.copy()
