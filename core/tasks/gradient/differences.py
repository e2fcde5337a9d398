"""Derivatives from differences of two values: the three schemes, what each gets wrong, the functions and the h
to try.

Two errors pull at h: the truncated Taylor series wants it small, rounding to 53 bits wants it large.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Array = np.ndarray
Curve = Callable[[float], float]

EPSILON = float(np.finfo(float).eps)  # 2⁻⁵²: from 1 to the next number
_QUARTERS = 4  # steps in a decade, down to 1e-18; below nothing changes any more, and a step is a whole decade
_FINE, _SMALLEST = 18, 49


def _size(step):
    """1e-1 at step 0; whole decades as Python reads them, so that 1e-4 is a notebook's 1e-4."""
    fine = _QUARTERS * (_FINE - 1)
    if step > fine:
        return float(f"1e-{_FINE + step - fine}")
    decade, quarter = divmod(step, _QUARTERS)
    return float(f"1e-{decade + 1}") if quarter == 0 else 10.0 ** -(1.0 + step / _QUARTERS)


SIZES = tuple(_size(step) for step in range(_QUARTERS * (_FINE - 1) + _SMALLEST - _FINE + 1))


@dataclass(frozen=True)
class Function:
    """f and its first three derivatives, of one variable. `first` is nan where there is no derivative."""

    value: Curve
    first: Curve
    second: Curve
    third: Curve


def _zero(_x: float) -> float:
    return 0.0


def _sign(x: float) -> float:
    return math.copysign(1.0, x) if x else math.nan


FUNCTIONS = {
    "square": Function(lambda x: x**2, lambda x: 2.0 * x, lambda x: 2.0, _zero),
    "book": Function(lambda x: 0.01 * x**2 + 0.1 * x, lambda x: 0.02 * x + 0.1, lambda x: 0.02, _zero),
    "sin": Function(math.sin, math.cos, lambda x: -math.sin(x), lambda x: -math.cos(x)),
    "exp": Function(math.exp, math.exp, math.exp, math.exp),
    "cube": Function(lambda x: x**3, lambda x: 3.0 * x**2, lambda x: 6.0 * x, lambda x: 6.0),
    "abs": Function(abs, _sign, _zero, _zero),
}


def sum_of_squares(x: Array) -> float:
    """f(x0, x1) = x0² + x1²."""
    return float(x[0]) ** 2 + float(x[1]) ** 2


def bowl_along(held: float) -> Function:
    """x0² + x1² along one variable, the other one held: what a partial derivative is the derivative of."""
    square = FUNCTIONS["square"]
    return Function(lambda x: x**2 + held**2, square.first, square.second, square.third)


def forward_difference(f: Curve, x: float, h: float) -> float:
    """(f(x + h) - f(x)) / h: 0 as soon as h is too small to change x."""
    return (f(x + h) - f(x)) / h


def backward_difference(f: Curve, x: float, h: float) -> float:
    """(f(x) - f(x - h)) / h."""
    return (f(x) - f(x - h)) / h


def central_difference(f: Curve, x: float, h: float) -> float:
    """(f(x + h) - f(x - h)) / 2h."""
    return (f(x + h) - f(x - h)) / (2.0 * h)


SCHEMES = {"forward": forward_difference, "backward": backward_difference, "central": central_difference}
ENDS = {"forward": (0.0, 1.0), "backward": (-1.0, 0.0), "central": (-1.0, 1.0)}  # of the secant, from x, in h


def truncation(f: Function, x: float, h: float, scheme: str) -> float:
    """The error's size in exact arithmetic: h |f″|/2 + h² |f‴|/6, and h² |f‴|/6 where the terms in f″ cancel."""
    cubic = h**2 * abs(f.third(x)) / 6.0
    return cubic if scheme == "central" else h * abs(f.second(x)) / 2.0 + cubic


def rounding(f: Function, x: float, h: float, scheme: str) -> float:
    """The error's size from rounding to 53 bits: ε (|f| + |x f′|) / h, half of it for central.

    f is off by up to ε |f| / 2 at both ends of the secant, x ± h by up to ε |x| / 2, which moves f by |f′| times that.
    """
    width = 2.0 * h if scheme == "central" else h
    return EPSILON * (abs(f.value(x)) + abs(x * f.first(x))) / width


def best_h(f: Function, x: float, scheme: str) -> float:
    """The h from 1 to 1e-20 where truncation and rounding together are least; nan unless both are there."""
    if not (truncation(f, x, 1.0, scheme) > 0.0 and rounding(f, x, 1.0, scheme) > 0.0):
        return math.nan
    sizes = [10.0 ** (-k / 20.0) for k in range(401)]
    return min(sizes, key=lambda h: truncation(f, x, h, scheme) + rounding(f, x, h, scheme))


def in_place_gradient(f: Callable[[Array], float], x: Array, h: float = 1e-4) -> Array:
    """Central differences that write x + h and x - h into x itself, and put each coordinate back.

    An array of integers cannot hold x + h: it is cut to x, and x - h to x - 1, so the answer is far off.
    """
    gradient = np.zeros(x.shape)
    for i in range(x.size):
        kept = x[i]
        x[i] = kept + h
        above = f(x)
        x[i] = kept - h
        below = f(x)
        gradient[i] = (above - below) / (2 * h)
        x[i] = kept
    return gradient
