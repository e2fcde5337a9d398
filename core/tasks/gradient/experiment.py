"""The gradient task's experiment: a derivative by differences while h goes from 1e-1 to 1e-49, and a network's gradient
checked. It trains nothing: step k is the k-th h.
"""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from core.engine.activations import ACTIVATIONS
from core.experiment.experiment import Experiment
from core.experiment.setting import choice, integer, number, switch
from core.experiment.values import LARGEST_SEED
from core.tasks.gradient.differences import FUNCTIONS, SCHEMES, SIZES, Function, bowl_along

GRID = 9  # arrows in a row of the plane
BOWL = {"bowl0": 0, "bowl1": 1}  # x0² + x1², and which of the two varies


def _one_variable(e):
    return e.f not in BOWL


@dataclass(frozen=True)
class GradientExperiment(Experiment):
    """A function and a point, a scheme; a point in the plane for partial derivatives; a network to check."""

    task: ClassVar[str] = "gradient"
    pace: ClassVar[int] = 6

    f: str = choice("sin", (*FUNCTIONS, *BOWL), group="data")
    x: float = number(1.0, -100.0, 100.0, group="data", used=_one_variable)
    scheme: str = choice("forward", SCHEMES, group="data")
    x0: float = number(3.0, -100.0, 100.0, group="data")
    x1: float = number(4.0, -100.0, 100.0, group="data")
    act: str = choice("sigmoid", ACTIVATIONS, group="network")
    seed: int = integer(7, 0, LARGEST_SEED, group="network")
    broken: bool = switch(False, group="network")

    @cached_property
    def total(self) -> int:
        """There is a step for each h."""
        return len(SIZES) - 1

    @cached_property
    def function(self) -> Function:
        """f of one variable; in the bowl the other variable is held."""
        if _one_variable(self):
            return FUNCTIONS[self.f]
        return bowl_along((self.x1, self.x0)[BOWL[self.f]])

    @property
    def at(self) -> float:
        """Where the derivative is taken."""
        return self.x if _one_variable(self) else (self.x0, self.x1)[BOWL[self.f]]

    @property
    def exact(self) -> float:
        """f′ there; nan at a kink."""
        return self.function.first(self.at)

    @property
    def whole(self) -> bool:
        """Both coordinates of the plane's point are whole numbers, so an array of integers could hold them."""
        return self.x0.is_integer() and self.x1.is_integer()

    @property
    def reach(self) -> float:
        """Half the side of the square of the plane that is shown."""
        return 1.5 * max(abs(self.x0), abs(self.x1), 1.0)

    @property
    def arrow(self) -> float:
        """Length of an arrow for a gradient of length 1: none is longer than the distance between two."""
        return 0.9 * 2.0 * self.reach / (GRID * 2.0 * math.sqrt(2.0) * self.reach)

    def load(self) -> None:
        """There is no data but the settings themselves."""
