"""One update explained, as plain JSON types: its samples, its stages, and the microscope of one part."""

from typing import Any

import numpy as np

from core.engine.naming import Parameter, part_named
from core.explaining.chosen import MOST_SAMPLES, Chosen
from core.explaining.observed import Observed
from core.explaining.shown import Shown
from core.explaining.stages import stages
from core.explaining.telling import sections
from core.record.plain import finite
from core.record.say import Say


def explanation(seen: Observed, sel: str | None, sample: int | None, say: Say) -> dict[str, Any]:
    """sel: the name of a part, or None for the stages alone. sample: a place in the batch, or None for all.

    Raises ValueError for a name that the network has not.
    """
    shown = Shown(sample)
    told: dict[str, Any] = {"task": seen.e.task, "step": seen.step, "end": seen.end, "sel": sel}
    chosen = sel and Chosen(seen, shown, part_named(sel, seen.network))
    if chosen and isinstance(chosen.part, Parameter):
        told |= {"old": finite(seen.theta[chosen.index]), "new": None if seen.end else finite(seen.after[chosen.index])}
    return told | {
        "sample": "all" if sample is None else sample,
        "samples": _samples(seen, say),
        "stages": stages(seen, shown, say),
        "sections": [section.plain() for section in sections(chosen, say)] if chosen else [],
    }


def _samples(seen, say):
    """Name and row of the batch's samples, in its order."""
    rows = seen.rows[:MOST_SAMPLES].tolist()
    return [{"name": name, "row": row} for name, row in zip(_names(seen, len(rows), say), rows, strict=True)]


def _names(seen, count, say):
    if seen.told:
        return [say(key, **facts) for key, facts in seen.told[:count]]
    return [f"{_numbers(x)} → {_short(y[-1])}" for x, y in zip(seen.x[:count], seen.y[:count], strict=True)]


def _numbers(values):
    text = ", ".join(map(_short, values))
    return f"({text})" if len(values) > 1 else text


def _short(value: np.floating) -> str:
    return f"{value:.3g}"
