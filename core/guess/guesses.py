"""A guess as it comes: from an address as text, from a telephone as JSON."""

import math
import re
from typing import Any

from core.guess.predict import KINDS

PLACES = 25  # of a drawing, evenly spread from the first step to the last
HIGHEST = 1e12  # of a drawing's values
NEVER = "never"
MOST_STEPS = 1_000_000_000
_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}", re.ASCII)
_FLOAT = re.compile(r"[0-9]{1,13}(\.[0-9]{0,12})?(e[+-]?[0-9]{1,2})?", re.ASCII)

Guess = int | None | tuple[float, ...]  # a step (None: never), the place of a choice, a drawing's values

ALLOWED = {
    "step": "a step of the run, or never",
    "choice": "the place of one of the choices, from 0",
    "drawing": f"{PLACES} numbers from 0 to {HIGHEST:g}",
}


def written(kind: str, text: str) -> Any:
    """A guess from an address, as JSON would have it; what it cannot be stays as it is, for `checked` to refuse."""
    if kind == "drawing":
        parts = text.split(",") if len(text) <= 40 * PLACES else []
        return [float(part) for part in parts] if all(map(_FLOAT.fullmatch, parts)) else text
    return int(text) if _NUMBER.fullmatch(text) else text


def checked(kind: str, value: Any, *, total: int, choices: int) -> Guess:
    """The guess that a value from outside stands for. total: the run's last step; choices: how many there are.

    Raises ValueError saying what is allowed.
    """
    assert kind in KINDS
    if kind == "drawing":
        return _drawing(value)
    if kind == "step" and value == NEVER:
        return None
    most = total if kind == "step" else choices - 1
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise ValueError(f"{ALLOWED[kind]}, 0 to {most}")
    return value


def _drawing(value):
    numbers = isinstance(value, list) and len(value) == PLACES and all(type(v) in (int, float) for v in value)
    if not numbers or not all(math.isfinite(v) and 0 <= v <= HIGHEST for v in value):
        raise ValueError(ALLOWED["drawing"])
    return tuple(float(v) for v in value)
