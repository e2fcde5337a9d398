"""The descent task's experiment: up to eight optimisers walk down the same function of two variables."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar

import numpy as np

from core.experiment.experiment import Experiment
from core.experiment.setting import choice, custom, integer, number
from core.experiment.values import LARGEST_SEED, Problem
from core.tasks.descent.catalogue import SURFACES, quadratic
from core.tasks.descent.expressions import parse
from core.tasks.descent.surfaces import Surface, typed
from core.tasks.descent.walkers import FARTHEST, MOST_WALKERS, Walker, walkers

Array = np.ndarray

GRADIENTS = ("exact", "numeric", "noisy")
MOST_PARTS = 240_000  # worked out in a walk, a walker counting as three: about 0.8 s of one core
FUNCTION_ALLOWED = "a function of x0 and x1 with + - * / ** ( ) pi e sin cos tan exp log sqrt abs tanh"


def _parse_function(text):
    """The text as it stands, once it is known to be a function: a canonical form could be too long for the parser."""
    parse(text)
    return text.strip()


def _own(e):
    return e.surface == "own"


@dataclass(frozen=True)
class DescentExperiment(Experiment):
    """A surface, who walks on it and from where, what they know of the gradient, and for how many steps."""

    task: ClassVar[str] = "descent"
    because: ClassVar[dict[str, str]] = {
        "kappa": "surface", "f": "surface", "span": "surface", "h": "grad", "sigma": "grad", "seed": "grad",
        "x0": "walkers", "x1": "walkers",
    }  # fmt: skip

    surface: str = choice("bowl", (*SURFACES, "own"), group="data")
    kappa: float = number(20.0, 1.0, 1000.0, group="data", used=lambda e: e.surface == "quadratic")
    f: str = custom("x0**2 + x1**2", _parse_function, str, FUNCTION_ALLOWED, kind="function", group="data", used=_own)
    span: float = number(5.0, 0.01, 1000.0, group="data", used=_own)
    walkers: tuple[Walker, ...] = walkers((Walker("gd", 0.1),), group="learning")
    grad: str = choice("exact", GRADIENTS, group="learning")
    h: float = number(1e-4, 1e-50, 1.0, group="learning", used=lambda e: e.grad == "numeric")
    sigma: float = number(1.0, 0.0, 1000.0, group="learning", used=lambda e: e.grad == "noisy")
    x0: float = number(-3.0, -FARTHEST, FARTHEST, group="start", used=lambda e: e.shares_start)
    x1: float = number(4.0, -FARTHEST, FARTHEST, group="start", used=lambda e: e.shares_start)
    seed: int = integer(0, 0, LARGEST_SEED, group="start", used=lambda e: e.grad == "noisy")
    steps: int = integer(100, 1, 2000, group="start")
    basin: str = choice("off", ("off", *map(str, range(1, MOST_WALKERS + 1))), group="data")

    @cached_property
    def total(self) -> int:
        return self.steps

    @property
    def shares_start(self) -> bool:
        """Some walker starts where all do."""
        return any(w.start is None for w in self.walkers)

    def resolve(self, problems: list[Problem]) -> "DescentExperiment":
        """Only a walker that exists has a basin map."""
        if self.basin != "off" and int(self.basin) > len(self.walkers):
            allowed = ", ".join(["off", *map(str, range(1, len(self.walkers) + 1))])
            problems.append(Problem("value", "basin", self.basin, allowed, "off"))
            return replace(self, basin="off")
        return self

    def afford(self, problems: list[Problem]) -> "DescentExperiment":
        """Fewer steps where a long typed function would take too long; a server is shared."""
        parts = parse(self.f).tree.size if self.surface == "own" else 0
        most = MOST_PARTS // (parts + 3 * len(self.walkers))
        if self.steps <= most:
            return self
        problems.append(Problem("too_much", "steps", str(self.steps), str(most), str(most)))
        return replace(self, steps=most)

    def load(self) -> Surface:
        """The surface."""
        return surface_of(self)

    def starts(self) -> Array:
        """Where each walker starts, (W, 2)."""
        return np.array([w.start or (self.x0, self.x1) for w in self.walkers], dtype=float)


def surface_of(e: DescentExperiment) -> Surface:
    """The surface that the experiment names. Raises ExpressionError for a function text that never was parsed."""
    if e.surface == "own":
        return typed(e.f, e.span)
    return quadratic(e.kappa) if e.surface == "quadratic" else SURFACES[e.surface]
