"""The gradient task: a derivative by differences while h goes from 1e-1 to 1e-49, and a network's gradient checked.

It trains nothing: step k is the k-th h.
"""

import math
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import ClassVar

import numpy as np

from core.data.gates import CORNERS, GATES
from core.engine.activations import ACTIVATIONS
from core.engine.gradients import GradientCheck, check_gradient
from core.engine.losses import LOSSES
from core.engine.network import Backprop, Network
from core.experiment.experiment import Experiment
from core.experiment.setting import choice, integer, number, switch
from core.experiment.values import LARGEST_SEED
from core.record.chunk import Chunk
from core.record.event import Event, Tone
from core.tasks.gradient.differences import (
    ENDS,
    EPSILON,
    FUNCTIONS,
    SCHEMES,
    SIZES,
    Function,
    best_h,
    bowl_along,
    in_place_gradient,
    rounding,
    sum_of_squares,
    truncation,
)
from core.tasks.gradient.verdict import kink_distances, verdicts

Array = np.ndarray

LENS = 2.0  # the magnifier shows x - 2h to x + 2h
LENS_POINTS = 241
VIEW = 2.0  # the plain picture shows x - 2 to x + 2
NEAREST = 1e-20  # the error's picture goes as far, unless all is asked for
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

    def load(self) -> Chunk:
        """The whole sweep."""
        return record(self)


CHECKED = Network((2, 3, 1))  # the network of the gradient check, on XOR
SAFE = SIZES.index(1e-5)  # where a central difference errs least


@dataclass(frozen=True)
class Checked:
    """A network's gradient as backpropagation gives it, checked at every h. `broken`: the parameter doubled, or None.

    `checks` and `verdicts` (of core.gradient_verdict) have one for each of SIZES.
    """

    analytic: Array
    broken: int | None
    checks: tuple[GradientCheck, ...]
    verdicts: tuple[int, ...]


@lru_cache(maxsize=32)
def network_check(act: str, seed: int, broken: bool) -> Checked:
    """Parameters from N(0, 1), mean squared error over the four corners of XOR."""
    network = replace(CHECKED, hidden=act)
    start = np.random.RandomState(seed).normal(size=network.n_params)
    theta = start.copy()
    backprop = Backprop(network, LOSSES["mse"], theta, len(CORNERS))
    y = np.array(GATES["xor"], dtype=float)[:, None]

    def loss(point):
        np.copyto(theta, point)
        return backprop.evaluate(CORNERS, y)

    value = backprop(CORNERS, y)
    gradient = backprop.gradient.copy()
    wrong = _largest(gradient, network) if broken else None
    if broken:
        gradient[wrong] *= 2.0
    checks = tuple(check_gradient(loss, gradient, start, h) for h in SIZES)
    return Checked(gradient, wrong, checks, verdicts(checks, SIZES, value, kink_distances(network, start, CORNERS)))


def _largest(gradient, network):
    """The first layer's weight with the largest gradient; any parameter where all of those are 0."""
    first = np.abs(gradient[: network.sizes[0] * network.sizes[1]])
    return int(np.argmax(first if first.any() else np.abs(gradient)))


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
    return Chunk(0, e.total, 1, steps, {}, _events(e, steps))


_TONES: dict[str, Tone] = {
    "sweet": "good", "right": "good", "rounding": "warn", "kink": "warn", "straddle": "warn", "absorbed": "warn",
    "lost": "warn",
}  # fmt: skip


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


def _events(e, steps):
    """One event wherever there is something else to say about the scheme chosen."""
    events: list[Event] = []
    for step, (h, slope, gap) in enumerate(zip(SIZES, steps["slope"].tolist(), steps["gap"].tolist(), strict=True)):
        code = code_at(e, h, slope, gap)
        if not events or events[-1].code != code:
            events.append(Event(step, code, _facts(e, h), _TONES.get(code, "info")))
    return tuple(events)


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
