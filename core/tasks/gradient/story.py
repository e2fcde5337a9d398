"""What rules the error at each h, as codes and facts; pages put it into words."""

import math
from collections.abc import Mapping

import numpy as np

from core.record.event import Event, Tone
from core.tasks.gradient.differences import ENDS, EPSILON, SIZES, best_h, rounding, truncation
from core.tasks.gradient.experiment import GradientExperiment

_TONES: dict[str, Tone] = {
    "sweet": "good", "right": "good", "rounding": "warn", "kink": "warn", "straddle": "warn", "absorbed": "warn",
    "lost": "warn",
}  # fmt: skip


def events(e: GradientExperiment, steps: Mapping[str, np.ndarray]) -> tuple[Event, ...]:
    """One event wherever there is something else to say about the scheme chosen, from its `slope` and `gap`."""
    told: list[Event] = []
    for step, (h, slope, gap) in enumerate(zip(SIZES, steps["slope"].tolist(), steps["gap"].tolist(), strict=True)):
        code = code_at(e, h, slope, gap)
        if not told or told[-1].code != code:
            told.append(Event(step, code, _facts(e, h), _TONES.get(code, "info")))
    return tuple(told)


def code_at(e: GradientExperiment, h: float, slope: float, gap: float) -> str:
    """What rules the error at this h, for the scheme chosen.

    kink, straddle: |x| has no derivative at 0, or the secant reaches across it. lost: x ± h is x. absorbed: f(x ± h)
    is f(x). right: to the last digits. plain: there is only rounding. truncation, rounding, sweet: the arms of the U.
    """
    f, x = e.function, e.at
    low, high = (x + u * h for u in ENDS[e.scheme])
    if math.isnan(e.exact):
        return "kink"
    if low == high:
        return "lost"
    if gap <= 2.0 * EPSILON * abs(e.exact):
        return "right"
    if slope == 0.0:
        return "absorbed"
    if e.f == "abs" and low < 0.0 < high:
        return "straddle"
    cut, rounded = truncation(f, x, h, e.scheme), rounding(f, x, h, e.scheme)
    if cut == 0.0:
        return "plain"
    if cut > 10.0 * rounded:
        return "truncation"
    return "rounding" if rounded > 10.0 * cut else "sweet"


def _facts(e, h):
    f, x = e.function, e.at
    cut = truncation(f, x, h, e.scheme)
    ratio = cut / truncation(f, x, h / 10.0, e.scheme) if cut else math.nan
    return {"best": float(f"{best_h(f, x, e.scheme):.1e}"), "times": round(ratio) if cut else 1, "x": float(x)}
