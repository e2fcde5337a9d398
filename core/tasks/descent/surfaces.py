"""Functions of two variables to walk down: values, gradients, Hessians, and what is known of their minima.

`typed(text, span)` makes one of a text; the others stand in core.tasks.descent.catalogue. Every function takes numbers
or arrays that broadcast; of numbers it gives one of NumPy's, which is as good as an array.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from core.tasks.descent.expressions import Numbers, parse

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
    value: Callable[[Numbers, Numbers], Array]
    gradient: Callable[[Numbers, Numbers], tuple[Array, Array]]
    hessian: Callable[[Numbers, Numbers], tuple[Array, Array, Array]]
    bounds: tuple[float, float, float, float]
    minima: tuple[Minimum, ...]
    start: tuple[float, float]
    levels: str
    source: str
    is_quadratic: bool = False
    at_once: Callable[[Numbers, Numbers], tuple[Array, Array, Array]] | None = None

    def slope(self, x0: Numbers, x1: Numbers) -> tuple[Array, Array, Array]:
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


_ROUNDS = 60
_SAME = 1e-4  # of the width: nearer minima are one


def find_minima(surface: Surface, starts: Array) -> tuple[Minimum, ...]:
    """The minima inside the bounds that Newton's method reaches from `starts` (n, 2), the lowest first.

    Each step is shortened to 2 % of the width, and its curvatures are made positive (|λ|), so that it goes down.
    """
    x0, x1 = np.array(starts, dtype=float).T.copy()
    length, longest = np.full(x0.shape, np.inf), 0.02 * surface.width
    with np.errstate(all="ignore"):
        for _ in range(_ROUNDS):
            d0, d1 = _newton_step(surface, x0, x1)
            length = np.hypot(d0, d1)
            cut = np.where(length > longest, longest / length, 1.0)
            x0, x1 = x0 + cut * d0, x1 + cut * d1
        found = np.column_stack([x0, x1, surface.value(x0, x1)])[_is_minimum(surface, x0, x1, length)]
    return _distinct(found, _SAME * surface.width)


def eigenvalues(h00: Numbers, h01: Numbers, h11: Numbers) -> tuple[Array, Array]:
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


def with_minima(surface, starts):
    """Exactly known minima stay as they are; the others are added."""
    apart = _SAME * surface.width
    others = (
        m for m in find_minima(surface, starts)
        if all(math.hypot(m[0] - a, m[1] - b) > apart for a, b, _ in surface.minima)
    )  # fmt: skip
    return replace(surface, minima=(*surface.minima, *others))


@lru_cache(maxsize=32)
def typed(text: str, span: float = 5.0) -> Surface:
    """A function typed in (see core.tasks.descent.expressions), shown from -span to span; its minima are searched for.

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
    return with_minima(plain, np.column_stack([x0, x1]))


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
