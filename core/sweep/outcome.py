"""What a run of a sweep leaves behind."""

from dataclasses import dataclass

import numpy as np

from core.engine.losses import loss as loss_named
from core.engine.stack import Stack, with_ones
from core.learning.learner import Learner
from core.record.stop import Stop

Array = np.ndarray

MOMENTS = 200  # of a loss curve, at most, and its end


@dataclass(frozen=True, eq=False)
class Outcome:
    """A run's end, and its loss on the way.

    loss: the last finite one. steps_to_learn: the first step at which the task's bar is cleared, None if it never is;
    it may be lost again, and `learned` says whether it holds at the end. test_loss: on samples held out, if there are
    any.
    curve: losses at `curve_steps`, the last of which is the end.
    """

    e: Learner
    loss: float
    stop: Stop
    steps_to_learn: int | None
    learned: bool
    test_loss: float | None
    curve_steps: Array
    curve: Array

    @property
    def diverged(self) -> bool:
        return self.stop.reason == "diverged"


def stride_of(total: int) -> int:
    """Steps from one moment of a curve to the next."""
    return max(1, -(-total // MOMENTS))


def held_out_loss(e: Learner, theta: Array) -> float | None:
    """The loss of θ on the samples that are held out; None without any."""
    if not e.n_test:
        return None
    data = e.load()
    stack = Stack(e.network, loss_named(e.loss), 1, len(data.x_test))
    return float(stack.evaluate(theta[None], with_ones(np.asarray(data.x_test)), e.targets(data.y_test))[0])
