"""A picture of a run that is kept beside the one on stage: the same panel, with the arrays of that run."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from core.wire.imaging import Imaging
from core.wire.panels import Panel

P = TypeVar("P", bound=Panel)
T = TypeVar("T")
_NAMES = ("array", "answers", "sure")  # fields that name an array


def own(number: int, array: str) -> str:
    """What a run's array is called on the clock of all; see static/player/several.js."""
    return array if number == 0 else f"{number}:{array}"


def area_of(area: str, number: int) -> str:
    """Where a run's panel stands."""
    return area if number == 0 else f"{area}{number}"


def of_run(panel: P, number: int, titles: Sequence[str], color: str) -> P:
    """A panel that has the arrays of run `number`, called and standing after it; nothing of it is changed by hand but
    on stage."""
    area = area_of(panel.area, number)
    return replace(panel, id=area, area=area, title=titles[0], shorter=titles[1:], run=color, fixed=number != 0)


def renamed(part: T, number: int) -> T:
    """A part of a scene with the arrays of run `number`."""
    return part if number == 0 else _renamed(part, number)


def _renamed(part: Any, number: int) -> Any:
    if isinstance(part, Sequence) and not isinstance(part, str):
        return [_renamed(item, number) for item in part]
    if not is_dataclass(part) or isinstance(part, type):
        return part
    names = _NAMES if isinstance(part, Imaging) else _NAMES[:1]
    changes = {
        f.name: own(number, value) if f.name in names and isinstance(value, str) else _renamed(value, number)
        for f in fields(part)
        if (value := getattr(part, f.name)) is not None
    }
    return replace(part, **changes)
