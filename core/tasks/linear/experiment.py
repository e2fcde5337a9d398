"""The linear task's experiment: u = Wx + b with three inputs and two outputs, one sample.

The first updates are told stage by stage (six player steps each), the others as a whole (one step each).
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar

from core.experiment.experiment import Experiment
from core.experiment.setting import choice, integer, number, numbers, switch
from core.experiment.values import Problem

STAGES = 6  # input, weighted sum, loss, gradient, step, again
ALONG = ("w00", "w01", "w02", "w10", "w11", "w12", "b0", "b1")
_LARGEST = 1000.0


@dataclass(frozen=True)
class LinearExperiment(Experiment):
    """Three inputs, two outputs, no activation, loss Σ(u − d)², plain gradient descent."""

    task: ClassVar[str] = "linear"
    pace: ClassVar[int] = 3

    x: tuple[float, ...] = numbers((5.0, 2.0, 7.0), count=3, largest=_LARGEST, group="data")
    target: tuple[float, ...] = numbers((1.0, 0.0), count=2, largest=_LARGEST, group="data")
    lr: float = number(0.01, 1e-10, 100.0, group="learning")
    steps: int = integer(20, 1, 200, group="learning")
    slow: int = integer(2, 0, 10, group="learning")
    bias: bool = switch(False, group="learning")
    along: str = choice("w10", ALONG, group="learning")
    w0: tuple[float, ...] = numbers((0.0, 0.3, -0.8), count=3, largest=_LARGEST, group="start")
    w1: tuple[float, ...] = numbers((1.0, -1.2, 0.5), count=3, largest=_LARGEST, group="start")
    b: tuple[float, ...] = numbers((1.2, 3.4), count=2, largest=_LARGEST, group="start")

    @property
    def staged(self) -> int:
        """How many updates are shown stage by stage."""
        return min(self.slow, self.steps)

    @cached_property
    def total(self) -> int:
        """The last player step: six for a staged update, one for any other."""
        return self.steps + (STAGES - 1) * self.staged

    def resolve(self, problems: list[Problem]) -> "LinearExperiment":
        """The loss along a bias belongs to a bias that learns."""
        if self.bias or self.along[0] == "w":
            return self
        problems.append(Problem("conflict", "along", self.along, used="w10", other="bias=0"))
        return replace(self, along="w10")

    def load(self) -> None:
        """There is no data but the settings themselves."""
