"""An experiment: settings that make a run."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self, TypeVar

from core.experiment.values import Values


@dataclass(frozen=True)
class Experiment(Values):
    """Settings that make a run of steps 0 to `total`, and the data that its scene draws. Each task is a subclass.

    Other `Values`, such as the building blocks' settings, are only looked at: they have no steps.
    """

    @cached_property
    def total(self) -> int:
        """The last step, if nothing stops the run before."""
        raise NotImplementedError

    def until(self, step: int) -> Self:
        """The experiment whose run is this one's up to `step`: without what is changed by hand after it."""
        return self

    @property
    def case(self) -> str:
        """The setting that says best which run this is."""
        return next(iter(self.settings))

    def column_names(self, array: str) -> list[str] | None:
        """What the numbers in a row of a recorded array are called in a table; None for the array's name and places.

        No names at all for an array that other columns make needless.
        """
        return None

    def load(self) -> Any:
        """The data that the scene draws."""
        raise NotImplementedError


X = TypeVar("X", bound=Experiment)
