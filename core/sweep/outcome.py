"""What a run of a sweep leaves behind."""

from dataclasses import dataclass

import numpy as np

from core.learning.learner import Learner
from core.record.stop import Stop

Array = np.ndarray


@dataclass(frozen=True, eq=False)
class Outcome:
    """A run's end, and its loss on the way.

    loss: the last finite one. steps_to_learn: the first step at which `Learner.learned` holds, None if it never does;
    it may be lost again, and `learned` says whether it holds at the end. test_loss: on samples held out, if there are
    any. curve: losses at `curve_steps`, the last of which is the end.
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
