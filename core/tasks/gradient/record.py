"""Every step of a sweep over h, with what the pictures show at each."""

import math
from functools import lru_cache

import numpy as np

from core.record.chunk import Chunk
from core.tasks.gradient.differences import ENDS, EPSILON, SCHEMES, SIZES, in_place_gradient, sum_of_squares
from core.tasks.gradient.experiment import GradientExperiment
from core.tasks.gradient.network_check import CHECKED, network_check
from core.tasks.gradient.story import events

Array = np.ndarray

LENS = 2.0  # the magnifier shows x - 2h to x + 2h
LENS_POINTS = 241
VIEW = 2.0  # the plain picture shows x - 2 to x + 2
NEAREST = 1e-20  # the error's picture goes as far, unless all is asked for


@lru_cache(maxsize=32)
def record(e: GradientExperiment) -> Chunk:
    """Every step of the sweep, with what the pictures show at each h.

    h; value, error (3,) by scheme; slope, gap of the scheme chosen; secant and its chord's ends (x, y) in both
    pictures; lens (241,): (f(x + u h) - f(x)) / h for u from -2 to 2; partial, trap (2,), descent (x, y);
    its arrow is twice as long as those of the grid; numeric, difference (n_params,), relative, worst, verdict of the
    network's check.
    """
    columns = [_differences(e, h) | _magnified(e, h) | _partials(e, h) for h in SIZES]
    steps = {name: np.array([row[name] for row in columns]) for name in columns[0]} | _checks(e)
    steps |= _marks(steps["error"])
    return Chunk(0, e.total, 1, steps, {}, events(e, steps))


def _marks(error):
    """Where the three errors (steps, 3) stand on logarithmic axes, at h and at h as far as the near view goes."""
    place = np.repeat(np.array(SIZES)[:, None], error.shape[1], axis=1)
    return {"mark": np.where(error == 0.0, floor_of(error), error), "place": place, "near": np.maximum(place, NEAREST)}


def floor_of(error: Array) -> float:
    """Where an error of exactly 0 is drawn on a logarithmic axis: a decade or two below all others."""
    seen = error[error > 0.0]
    return 10.0 ** (math.floor(math.log10(seen.min())) - 1.0) if seen.size else EPSILON


def _differences(e, h):
    f, x = e.function, e.at
    value = [scheme(f.value, x, h) for scheme in SCHEMES.values()]
    error = [abs(v - e.exact) for v in value]
    chosen = list(SCHEMES).index(e.scheme)
    ends = [x + u * h for u in ENDS[e.scheme]]
    slope, centre = value[chosen], f.value(ends[0])
    view = [x - VIEW, x + VIEW]
    return {
        "h": h,
        "value": value,
        "error": error,
        "slope": slope,
        "gap": error[chosen],
        "chord": [ends, [f.value(end) for end in ends]],
        "secant": [view, [centre + slope * (t - ends[0]) for t in view]],
    }


def _magnified(e, h):
    """Everything in units of h around x: the curve straightens, until rounding makes stairs of it."""
    f, x = e.function.value, e.at
    here = f(x)

    def height(u):
        return (f(x + u * h) - here) / h

    u0, u1 = ENDS[e.scheme]
    low, high = height(u0), height(u1)
    slope = (high - low) / (u1 - u0)
    return {
        "lens": [height(u) for u in np.linspace(-LENS, LENS, LENS_POINTS).tolist()],
        "lens_chord": [[u0, u1], [low, high]],
        "lens_secant": [[-LENS, LENS], [low + slope * (u - u0) for u in (-LENS, LENS)]],
    }


def _partials(e, h):
    """The bowl's gradient at the plane's point: as it should be computed, and in an array of integers."""
    gradient = in_place_gradient(sum_of_squares, np.array([e.x0, e.x1]), h)
    trap = np.full(2, math.nan)
    if e.whole:
        trap = in_place_gradient(sum_of_squares, np.array([int(e.x0), int(e.x1)]), h)
    tip = [x - 2.0 * e.arrow * g for x, g in zip((e.x0, e.x1), gradient.tolist(), strict=True)]
    if not gradient.any():
        tip = [math.nan, math.nan]  # nowhere to go, so no arrow
    return {"partial": gradient, "trap": trap, "descent": [[e.x0, tip[0]], [e.x1, tip[1]]]}


def _checks(e):
    checked = network_check(e.act, e.seed, e.broken)
    numeric = np.array([check.numeric for check in checked.checks])
    worst = np.array([check.worst for check in checked.checks])
    return {
        "numeric": numeric,
        "difference": np.abs(checked.analytic - numeric),
        "relative": np.array([check.relative_error for check in checked.checks]),
        "worst": worst,
        "worst_here": (np.arange(CHECKED.n_params) == worst[:, None]).astype(int),
        "verdict": np.array(checked.verdicts),
    }
