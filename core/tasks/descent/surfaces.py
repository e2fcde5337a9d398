"""Functions of two variables to walk down: values, gradients, Hessians, and what is known of their minima.

`SURFACES[name]` for each by name; `quadratic(kappa)` and `typed(text, span)` make the two that have a parameter.
Every function takes arrays that broadcast; formulas are the cited sources' with x0, x1 for x, y.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

import numpy as np

from core.tasks.descent.expressions import parse

Array = np.ndarray
Minimum = tuple[float, float, float]


@dataclass(frozen=True)
class Surface:
    """f(x0, x1) with its derivatives.

    `bounds` (low0, high0, low1, high1) of the picture; `minima` known (x0, x1, f), the lowest first; `start` a point
    worth starting from; `levels` linear or log: how contour lines are spaced. `is_quadratic`: the Hessian is the same
    everywhere. `source` says where the function is from. `at_once`, if given, is both value and gradient.
    """

    name: str
    value: Callable[[Array, Array], Array]
    gradient: Callable[[Array, Array], tuple[Array, Array]]
    hessian: Callable[[Array, Array], tuple[Array, Array, Array]]
    bounds: tuple[float, float, float, float]
    minima: tuple[Minimum, ...]
    start: tuple[float, float]
    levels: str
    source: str
    is_quadratic: bool = False
    at_once: Callable[[Array, Array], tuple[Array, Array, Array]] | None = None

    def slope(self, x0: Array, x1: Array) -> tuple[Array, Array, Array]:
        """(f, ∂f/∂x0, ∂f/∂x1), at once where that costs less."""
        return self.at_once(x0, x1) if self.at_once else (self.value(x0, x1), *self.gradient(x0, x1))

    @property
    def lowest(self) -> tuple[Minimum, ...]:
        """The minima that none is below."""
        return tuple(m for m in self.minima if m[2] <= self.minima[0][2] + 1e-9)

    @property
    def width(self) -> float:
        """The longer side of the picture."""
        low0, high0, low1, high1 = self.bounds
        return max(high0 - low0, high1 - low1)


def _second_order(a, b, c):
    """½ (a x0² + 2 b x0 x1 + c x1²) by its constant Hessian: (value, gradient, hessian)."""

    def value(x0, x1):
        return 0.5 * a * x0**2 + b * x0 * x1 + 0.5 * c * x1**2

    def gradient(x0, x1):
        return a * x0 + b * x1, b * x0 + c * x1

    def hessian(x0, x1):
        return tuple(np.full(np.broadcast(x0, x1).shape, entry) for entry in (a, b, c))

    return value, gradient, hessian


def _bowl(x0, x1):
    return x0**2 + x1**2


def _bowl_gradient(x0, x1):
    return 2.0 * x0, 2.0 * x1


def _ellipse(x0, x1):
    return x0**2 / 20.0 + x1**2


def _ellipse_gradient(x0, x1):
    return x0 / 10.0, 2.0 * x1


@lru_cache(maxsize=32)
def quadratic(kappa: float) -> Surface:
    """½ (u² + κ v²), u and v turned by 30° from x0 and x1: curvatures 1 and κ, condition number κ."""
    u0, u1 = math.sqrt(3.0) / 2.0, 0.5
    a, b, c = u0 * u0 + kappa * u1 * u1, (1.0 - kappa) * u0 * u1, u1 * u1 + kappa * u0 * u0
    return Surface(
        "quadratic", *_second_order(a, b, c), (-5.0, 5.0, -5.0, 5.0), ((0.0, 0.0, 0.0),), (-4.0, -1.0), "linear",
        "G. Goh, Why Momentum Really Works, Distill, 2017, https://doi.org/10.23915/distill.00006", True,
    )  # fmt: skip


def _rosenbrock(x0, x1):
    return (1.0 - x0) ** 2 + 100.0 * (x1 - x0**2) ** 2


def _rosenbrock_gradient(x0, x1):
    gap = x1 - x0 * x0
    return -2.0 * (1.0 - x0) - 400.0 * x0 * gap, 200.0 * gap


def _rosenbrock_hessian(x0, x1):
    h00 = 2.0 - 400.0 * (x1 - 3.0 * x0 * x0)
    return h00, -400.0 * x0 + 0.0 * x1, np.full_like(h00, 200.0)


def _himmelblau(x0, x1):
    return (x0**2 + x1 - 11.0) ** 2 + (x0 + x1**2 - 7.0) ** 2


def _himmelblau_gradient(x0, x1):
    a, b = x0 * x0 + x1 - 11.0, x0 + x1 * x1 - 7.0
    return 4.0 * x0 * a + 2.0 * b, 2.0 * a + 4.0 * x1 * b


def _himmelblau_hessian(x0, x1):
    h00 = 12.0 * x0 * x0 + 4.0 * x1 - 42.0
    return h00, 4.0 * (x0 + x1), 12.0 * x1 * x1 + 4.0 * x0 - 26.0


_BEALE = (1.5, 2.25, 2.625)


def _beale(x0, x1):
    return sum((c - x0 * (1.0 - x1**n)) ** 2 for n, c in enumerate(_BEALE, 1))


def _beale_gradient(x0, x1):
    g0 = g1 = 0.0
    for n, c in enumerate(_BEALE, 1):
        factor = 1.0 - x1**n
        rest = c - x0 * factor
        g0, g1 = g0 - 2.0 * rest * factor, g1 + 2.0 * n * rest * x0 * x1 ** (n - 1)
    return g0, g1


def _beale_hessian(x0, x1):
    h00 = h01 = h11 = 0.0
    for n, c in enumerate(_BEALE, 1):
        factor, slope = 1.0 - x1**n, n * x1 ** (n - 1)
        curve = n * (n - 1) * x1 ** max(n - 2, 0)
        rest = c - x0 * factor
        h00 = h00 + 2.0 * factor**2
        h01 = h01 + 2.0 * slope * (rest - x0 * factor)
        h11 = h11 + 2.0 * (x0 * slope) ** 2 + 2.0 * rest * x0 * curve
    return h00, h01, h11


def _booth(x0, x1):
    return (x0 + 2.0 * x1 - 7.0) ** 2 + (2.0 * x0 + x1 - 5.0) ** 2


def _booth_gradient(x0, x1):
    return 10.0 * x0 + 8.0 * x1 - 34.0, 8.0 * x0 + 10.0 * x1 - 38.0


def _saddle(x0, x1):
    return x0**2 - x1**2


def _saddle_gradient(x0, x1):
    return 2.0 * x0, -2.0 * x1


def _monkey(x0, x1):
    return x0**3 - 3.0 * x0 * x1**2


def _monkey_gradient(x0, x1):
    return 3.0 * (x0 * x0 - x1 * x1), -6.0 * x0 * x1


def _monkey_hessian(x0, x1):
    return 6.0 * x0 + 0.0 * x1, -6.0 * x1 + 0.0 * x0, -6.0 * x0 + 0.0 * x1


_TURN = 2.0 * math.pi


def _rastrigin(x0, x1):
    return 20.0 + x0**2 - 10.0 * np.cos(_TURN * x0) + x1**2 - 10.0 * np.cos(_TURN * x1)


def _rastrigin_gradient(x0, x1):
    return 2.0 * x0 + 10.0 * _TURN * np.sin(_TURN * x0), 2.0 * x1 + 10.0 * _TURN * np.sin(_TURN * x1)


def _rastrigin_hessian(x0, x1):
    h00, h11 = (2.0 + 10.0 * _TURN**2 * np.cos(_TURN * x) for x in (x0, x1))
    return h00 + 0.0 * x1, 0.0 * (x0 + x1), h11 + 0.0 * x0


def _ackley(x0, x1):
    r = np.sqrt(0.5 * (x0**2 + x1**2))
    waves = np.exp(0.5 * (np.cos(_TURN * x0) + np.cos(_TURN * x1)))
    return 20.0 * -np.expm1(-0.2 * r) + (math.e - waves)


def _ackley_gradient(x0, x1):
    """At the origin, the tip of a cone, 0 (a subgradient)."""
    r = np.sqrt(0.5 * (x0 * x0 + x1 * x1))
    tilt = 2.0 * np.exp(-0.2 * r) / np.where(r == 0.0, 1.0, r)
    half = 0.5 * _TURN * np.exp(0.5 * (np.cos(_TURN * x0) + np.cos(_TURN * x1)))
    return tilt * x0 + half * np.sin(_TURN * x0), tilt * x1 + half * np.sin(_TURN * x1)


def _ackley_hessian(x0, x1):
    """Infinite at the origin, the tip of a cone."""
    r = np.sqrt(0.5 * (x0 * x0 + x1 * x1))
    at_tip = r == 0.0
    safe = np.where(at_tip, 1.0, r)
    tilt = 2.0 * np.exp(-0.2 * r) / safe
    bend = -tilt * (0.2 + 1.0 / safe) / (2.0 * safe)  # d tilt / d(xᵢ) is bend * xᵢ
    waves = np.exp(0.5 * (np.cos(_TURN * x0) + np.cos(_TURN * x1)))
    s0, s1 = 0.5 * _TURN * np.sin(_TURN * x0), 0.5 * _TURN * np.sin(_TURN * x1)
    c0, c1 = 0.5 * _TURN**2 * np.cos(_TURN * x0), 0.5 * _TURN**2 * np.cos(_TURN * x1)
    h00 = tilt + bend * x0 * x0 + waves * (c0 - s0 * s0)
    h11 = tilt + bend * x1 * x1 + waves * (c1 - s1 * s1)
    h01 = bend * x0 * x1 - waves * s0 * s1
    return np.where(at_tip, np.inf, h00), h01, np.where(at_tip, np.inf, h11)


_ROUNDS = 60
_SAME = 1e-4  # of the width: nearer minima are one


def find_minima(surface: Surface, starts: Array) -> tuple[Minimum, ...]:
    """The minima inside the bounds that Newton's method reaches from `starts` (n, 2), the lowest first.

    Each step is shortened to 2 % of the width, and its curvatures are made positive (|λ|), so that it goes down.
    """
    x0, x1 = np.array(starts, dtype=float).T.copy()
    longest = 0.02 * surface.width
    with np.errstate(all="ignore"):
        for _ in range(_ROUNDS):
            d0, d1 = _newton_step(surface, x0, x1)
            length = np.hypot(d0, d1)
            cut = np.where(length > longest, longest / length, 1.0)
            x0, x1 = x0 + cut * d0, x1 + cut * d1
        found = np.column_stack([x0, x1, surface.value(x0, x1)])[_is_minimum(surface, x0, x1, length)]
    return _distinct(found, _SAME * surface.width)


def eigenvalues(h00: Array, h01: Array, h11: Array) -> tuple[Array, Array]:
    """(smaller, larger) eigenvalue of the symmetric matrices [[h00, h01], [h01, h11]]."""
    middle, spread = 0.5 * (h00 + h11), np.hypot(0.5 * (h00 - h11), h01)
    return middle - spread, middle + spread


def _newton_step(surface, x0, x1):
    """-|H|⁻¹ g, with |H| the Hessian whose eigenvalues have lost their sign."""
    (g0, g1), (h00, h01, h11) = surface.gradient(x0, x1), surface.hessian(x0, x1)
    low, high = eigenvalues(h00, h01, h11)
    angle = 0.5 * np.arctan2(2.0 * h01, h00 - h11)  # of the axis with the larger eigenvalue
    c, s = np.cos(angle), np.sin(angle)
    along, across = (c * g0 + s * g1) / -np.abs(high), (-s * g0 + c * g1) / -np.abs(low)
    return c * along - s * across, s * along + c * across


def _is_minimum(surface, x0, x1, last_step):
    low0, high0, low1, high1 = surface.bounds
    inside = (low0 <= x0) & (x0 <= high0) & (low1 <= x1) & (x1 <= high1)
    smallest, _ = eigenvalues(*surface.hessian(x0, x1))
    return inside & (last_step < 1e-9 * surface.width) & (smallest > 0.0)


def _distinct(found, apart):
    kept: list[Minimum] = []
    for x0, x1, f in sorted(found.tolist(), key=lambda row: (round(row[2], 9), row)):
        if all(math.hypot(x0 - a, x1 - b) > apart for a, b, _ in kept):
            kept.append((x0, x1, f))
    return tuple(kept)


def _lattice(low, high):
    return np.array(list(product(range(low, high + 1), repeat=2)), dtype=float)


def _with_minima(surface, starts):
    """Exactly known minima stay as they are; the others are added."""
    apart = _SAME * surface.width
    others = (
        m for m in find_minima(surface, starts)
        if all(math.hypot(m[0] - a, m[1] - b) > apart for a, b, _ in surface.minima)
    )  # fmt: skip
    return replace(surface, minima=(*surface.minima, *others))


@lru_cache(maxsize=32)
def typed(text: str, span: float = 5.0) -> Surface:
    """A function typed in (see core.expressions), shown from -span to span; its minima are searched for.

    Raises ExpressionError.
    """
    f = parse(text)
    bounds = (-span, span, -span, span)
    plain = Surface(
        "own", f.value, f.gradient, f.hessian, bounds, (), (-0.6 * span, 0.8 * span), "linear", f.text, at_once=f.slope
    )
    line = np.linspace(-span, span, 22)[1:-1]
    x0, x1 = (axis.ravel() for axis in np.meshgrid(line, line))
    plain = replace(plain, levels=_levels(plain, x0, x1), is_quadratic=_curves_evenly(plain, x0, x1))
    return _with_minima(plain, np.column_stack([x0, x1]))


def _levels(surface, x0, x1):
    """log where half of the heights are crowded into a twentieth of their range."""
    with np.errstate(all="ignore"):
        seen = surface.value(x0, x1)
    seen = seen[np.isfinite(seen)]
    if not seen.size:
        return "linear"
    return "log" if np.max(seen) - np.min(seen) > 20.0 * (np.median(seen) - np.min(seen)) > 0.0 else "linear"


def _curves_evenly(surface, x0, x1):
    """The same finite Hessian at all these points, but for rounding."""
    with np.errstate(all="ignore"):
        entries = np.array(surface.hessian(x0, x1))
        return bool((np.ptp(entries, axis=1) <= 1e-12 * np.abs(entries).max()).all())


def _named():
    origin = ((0.0, 0.0, 0.0),)
    square = (-5.0, 5.0, -5.0, 5.0)
    _, _, bowl_hessian = _second_order(2.0, 0.0, 2.0)
    _, _, ellipse_hessian = _second_order(0.1, 0.0, 2.0)
    _, _, booth_hessian = _second_order(10.0, 8.0, 10.0)
    _, _, saddle_hessian = _second_order(2.0, 0.0, -2.0)
    himmelblau_minima = (
        (3.0, 2.0, 0.0), (-2.805118086952745, 3.131312518250573, 0.0),
        (-3.779310253377747, -3.283185991286170, 0.0), (3.584428340330492, -1.848126526964404, 0.0),
    )  # fmt: skip
    yield Surface(
        "bowl", _bowl, _bowl_gradient, bowl_hessian, square, origin, (-3.0, 4.0), "linear",
        "course notebook 002; K. Saito, Deep Learning from Scratch, O'Reilly Japan, 2016, 4.4", True,
    )  # fmt: skip
    yield Surface(
        "ellipse", _ellipse, _ellipse_gradient, ellipse_hessian, (-10.0, 10.0, -5.0, 5.0), origin, (-7.0, 2.0),
        "linear", "K. Saito, Deep Learning from Scratch, O'Reilly Japan, 2016, 6.1", True,
    )  # fmt: skip
    yield quadratic(20.0)
    yield Surface(
        "rosenbrock", _rosenbrock, _rosenbrock_gradient, _rosenbrock_hessian, (-2.0, 2.0, -1.0, 3.0),
        ((1.0, 1.0, 0.0),), (-1.2, 1.0), "log",
        "H. H. Rosenbrock, Computer Journal 3, 1960, https://doi.org/10.1093/comjnl/3.3.175",
    )  # fmt: skip
    yield Surface(
        "himmelblau", _himmelblau, _himmelblau_gradient, _himmelblau_hessian, (-6.0, 6.0, -6.0, 6.0),
        himmelblau_minima, (0.0, 0.0), "log", "D. M. Himmelblau, Applied Nonlinear Programming, McGraw-Hill, 1972",
    )  # fmt: skip
    yield Surface(
        "beale", _beale, _beale_gradient, _beale_hessian, (-4.5, 4.5, -4.5, 4.5), ((3.0, 0.5, 0.0),), (1.0, 1.5),
        "log", "E. M. L. Beale, On an Iterative Method for Finding a Local Minimum, Princeton, 1958",
    )  # fmt: skip
    yield Surface(
        "booth", _booth, _booth_gradient, booth_hessian, (-10.0, 10.0, -10.0, 10.0), ((1.0, 3.0, 0.0),),
        (-8.0, -2.0), "linear",
        "M. Jamil and X.-S. Yang, A Literature Survey of Benchmark Functions, 2013, https://arxiv.org/abs/1308.4008",
        True,
    )  # fmt: skip
    yield Surface(
        "saddle", _saddle, _saddle_gradient, saddle_hessian, (-2.0, 2.0, -2.0, 2.0), (), (-1.5, 0.0), "linear",
        "the plainest saddle: down along x1, up along x0", True,
    )  # fmt: skip
    yield Surface(
        "monkey", _monkey, _monkey_gradient, _monkey_hessian, (-2.0, 2.0, -2.0, 2.0), (), (1.5, 0.0), "linear",
        "D. Hilbert and S. Cohn-Vossen, Anschauliche Geometrie, Springer, 1932, §29",
    )  # fmt: skip
    rastrigin = Surface(
        "rastrigin", _rastrigin, _rastrigin_gradient, _rastrigin_hessian, (-5.12, 5.12, -5.12, 5.12), origin,
        (-3.3, 2.7), "linear", "L. A. Rastrigin, Systems of Extremal Control, Nauka, 1974",
    )  # fmt: skip
    yield _with_minima(rastrigin, _lattice(-5, 5))
    ackley = Surface(
        "ackley", _ackley, _ackley_gradient, _ackley_hessian, square, origin, (-3.3, 2.7), "linear",
        "D. H. Ackley, A Connectionist Machine for Genetic Hillclimbing, Kluwer, 1987",
    )  # fmt: skip
    yield _with_minima(ackley, _lattice(-5, 5))


SURFACES: dict[str, Surface] = {surface.name: surface for surface in _named()}
