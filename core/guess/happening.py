"""What a guess may be about: something that happens in a run, and at which step of its tape it does."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.learning.learner import Learner

Array = np.ndarray
Numbers = Mapping[str, Array]  # arrays of a whole tape that have a row for every step

LEARNED = "learned"
ARRAYS = ("loss", "test_loss", "right")
ALLOWED = "learned; loss, test_loss or right with < or > and a number, such as loss<0.1; lowest loss, lowest test_loss"
_CROSSED = re.compile(rf"({'|'.join(ARRAYS)})([<>])([0-9.e+-]{{1,20}})", re.ASCII)
_LOWEST = re.compile(r"lowest (loss|test_loss)", re.ASCII)


@dataclass(frozen=True)
class Happening:
    """`sign`: < or > for the first step at which `array` is below or above `bound`; "lowest" for the step at which it
    is smallest; "learned" for the first step at which the run counts as learned."""

    sign: str
    array: str = ""
    bound: float = 0.0

    def at(self, e: Learner, numbers: Numbers) -> int | None:
        """The step at which it happens; None: never."""
        if self.sign == LEARNED:
            holds = e.learned(numbers["loss"], numbers.get("right"))
        elif self.sign == "lowest":
            return int(np.nanargmin(numbers[self.array]))
        else:
            values = numbers[self.array]
            holds = values < self.bound if self.sign == "<" else values > self.bound
        found = np.flatnonzero(holds)
        return int(found[0]) if found.size else None

    def there(self, numbers: Numbers) -> bool:
        """Whether such a tape has what it takes."""
        return not self.array or self.array in numbers


def happening(text: str) -> Happening:
    """What a text such as loss<0.1 names. Raises ValueError saying what is allowed."""
    if text == LEARNED:
        return Happening(LEARNED)
    if found := _LOWEST.fullmatch(text):
        return Happening("lowest", found[1])
    if found := _CROSSED.fullmatch(text):
        return Happening(found[2], found[1], _bound(found[3]))
    raise ValueError(ALLOWED)


def _bound(text):
    try:
        bound = float(text)
    except ValueError:
        raise ValueError(ALLOWED) from None
    if not np.isfinite(bound):
        raise ValueError(ALLOWED)
    return bound
