"""One setting: its type, range and default, how it reads and writes a link, when it has an effect."""

import re
from collections.abc import Callable
from dataclasses import MISSING, dataclass, field
from typing import Any

_INTEGER = re.compile(r"[+-]?[0-9]{1,18}", re.ASCII)
# Each digit can be matched in one way only: otherwise a long bad text would take the square of its length in time.
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,4})?", re.ASCII)
_LONGEST_TEXT = 60_000


@dataclass(frozen=True)
class Setting:
    """`parse(text)` gives a value or raises ValueError whose text says what is allowed.

    `used(experiment)` tells whether the setting has an effect beside the others. `kind` names the function that made
    it; `group` is the form's section.
    """

    parse: Callable[[str], Any]
    write: Callable[[Any], str]
    allowed: str
    group: str
    used: Callable[[Any], bool]
    kind: str = "choice"
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    count: int = 0  # how many numbers a list must have; 0: any

    @property
    def bounds(self) -> tuple[float, float]:
        """(low, high) of a setting that has them. Raises ValueError for others, such as a choice."""
        if self.low is None or self.high is None:
            raise ValueError(f"a {self.kind} has no bounds; allowed: {self.allowed}")
        return self.low, self.high


def _always(_experiment: Any) -> bool:
    return True


def choice(default: str, choices, *, group: str, used=_always):
    """A field with one of some names."""
    names = tuple(choices)
    allowed = ", ".join(names)

    def parse(text):
        if text not in names:
            raise ValueError(allowed)
        return text

    return _field(default, Setting(parse, str, allowed, group, used, choices=names))


def switch(default: bool, *, group: str, used=_always):
    """A field that is on or off, written 1 or 0."""

    def parse(text):
        if text not in ("0", "1"):
            raise ValueError("0, 1")
        return text == "1"

    return _field(default, Setting(parse, lambda on: "1" if on else "0", "0, 1", group, used, kind="switch"))


def integer(default: int, low: int, high: int, *, group: str, used=_always):
    """A field with a whole number from low to high."""
    allowed = f"a whole number from {low} to {high}"

    def parse(text):
        if not _INTEGER.fullmatch(text) or not low <= int(text) <= high:
            raise ValueError(allowed)
        return int(text)

    return _field(default, Setting(parse, str, allowed, group, used, kind="integer", low=low, high=high))


def number(default: float, low: float, high: float, *, group: str, used=_always):
    """A field with a float from low to high."""
    allowed = f"a number from {low:g} to {high:g}"

    def parse(text):
        return bounded(text, low, high, allowed)

    return _field(default, Setting(parse, number_text, allowed, group, used, kind="number", low=low, high=high))


def layers(default: tuple[int, ...], most: int, widest: int, *, group: str, used=_always):
    """A field with the sizes of the hidden layers, written 4 or 4-2; 0 means none."""
    allowed = f"0 for none, or up to {most} sizes from 1 to {widest} joined by '-', such as 4-2"

    def parse(text):
        if text == "0":
            return ()
        parts = text.split("-")
        if len(parts) > most or not all(_INTEGER.fullmatch(p) and 1 <= int(p) <= widest for p in parts):
            raise ValueError(allowed)
        return tuple(int(p) for p in parts)

    def write(sizes):
        return "-".join(map(str, sizes)) or "0"

    return _field(default, Setting(parse, write, allowed, group, used, kind="layers", low=0, high=most))


def numbers(default: tuple[float, ...] = (), *, count: int = 0, largest: float, group: str, used=_always):
    """A field with a list of floats joined by commas: `count` of them, or any number."""
    allowed = f"{f'{count} ' if count else ''}numbers from {-largest:g} to {largest:g} joined by commas"

    def write(values):
        return ",".join(map(number_text, values))

    def parse(text):
        values = tuple(bounded(part.strip(), -largest, largest, allowed) for part in text.split(",")) if text else ()
        if count and len(values) != count:
            raise ValueError(allowed)
        if len(write(values)) > _LONGEST_TEXT:  # 1e6 is written 1000000: a link must be able to carry what it gave
            raise ValueError(f"{allowed}, at most {_LONGEST_TEXT:,} characters in all")
        return values

    kind = "vector" if count else "numbers"
    return _field(default, Setting(parse, write, allowed, group, used, kind, low=-largest, high=largest, count=count))


def custom(default, parse, write, allowed: str, *, kind: str, group: str, used=_always):
    """A field of a kind of its own; `parse(text)` raises ValueError whose text says what is allowed."""
    return _field(default, Setting(parse, write, allowed, group, used, kind=kind))


def number_text(value: float) -> str:
    """The shortest text that reads back as the same float: 0.05, 1e-10, 3."""
    return repr(float(value)).removesuffix(".0")


def bounded(text: str, low: float, high: float, allowed: str) -> float:
    """The number that a text says. Raises ValueError(allowed) if it says none from low to high."""
    if len(text) > _LONGEST_TEXT or not _NUMBER.fullmatch(text) or not low <= float(text) <= high:
        raise ValueError(allowed)
    return float(text) + 0.0  # -0.0 becomes 0.0: equal values are written alike


def _field(default, setting: Setting):
    return field(default=default, default_factory=MISSING, metadata={"setting": setting})
