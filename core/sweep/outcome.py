"""What a run of a sweep leaves behind."""

from dataclasses import dataclass

import numpy as np

from core.learning.learner import Learner
from core.record.stop import Stop

Array = np.ndarray

MOMENTS = 200  # of a loss curve


@dataclass(frozen=True, eq=False)
class Outcome:
    """A run to its end, which is its last finite step.

    loss, test_loss: there, the latter None where nothing is held out. stop: the reason and the step, without facts.
    steps_to_learn: the first step at which the task counts as learned (`Learner.learned`), None if there is none; a run
    may lose it again, and `learned` says whether it holds at the end. curve (m,): losses at the steps curve_steps (m,),
    the first and the last among them.
    """

    e: Learner
    loss: float
    stop: Stop
    steps_to_learn: int | None
    learned: bool
    test_loss: float | None
    curve: Array
    curve_steps: Array


def moments_of(total: int, moments: int) -> Array:
    """At most `moments` - 1 steps from 0 to total, evenly: with its own last step, a run's curve has `moments`."""
    count = min(moments - 1, total + 1)
    return np.unique(np.linspace(0, total, count).round().astype(int))
