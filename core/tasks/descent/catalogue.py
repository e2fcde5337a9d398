"""The surfaces by name, and the quadratic of any condition number.

Formulas are the cited sources' with x0, x1 for x, y.
"""

import math
from functools import lru_cache
from itertools import product

import numpy as np

from core.tasks.descent.surfaces import Surface, with_minima


def _second_order(a, b, c):
    """½ (a x0² + 2 b x0 x1 + c x1²) by its constant Hessian: (value, gradient, hessian)."""

    def value(x0, x1):
        return 0.5 * a * x0**2 + b * x0 * x1 + 0.5 * c * x1**2

    def gradient(x0, x1):
        return a * x0 + b * x1, b * x0 + c * x1

    def hessian(x0, x1):
        shape = np.broadcast(x0, x1).shape
        return np.full(shape, a), np.full(shape, b), np.full(shape, c)

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
    first, second, third = ((c - x0 * (1.0 - x1**n)) ** 2 for n, c in enumerate(_BEALE, 1))
    return first + second + third


def _beale_gradient(x0, x1):
    g0 = g1 = np.zeros(np.broadcast(x0, x1).shape)
    for n, c in enumerate(_BEALE, 1):
        factor = 1.0 - x1**n
        rest = c - x0 * factor
        g0, g1 = g0 - 2.0 * rest * factor, g1 + 2.0 * n * rest * x0 * x1 ** (n - 1)
    return g0, g1


def _beale_hessian(x0, x1):
    h00 = h01 = h11 = np.zeros(np.broadcast(x0, x1).shape)
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


def _lattice(low, high):
    return np.array(list(product(range(low, high + 1), repeat=2)), dtype=float)


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
    yield with_minima(rastrigin, _lattice(-5, 5))
    ackley = Surface(
        "ackley", _ackley, _ackley_gradient, _ackley_hessian, square, origin, (-3.3, 2.7), "linear",
        "D. H. Ackley, A Connectionist Machine for Genetic Hillclimbing, Kluwer, 1987",
    )  # fmt: skip
    yield with_minima(ackley, _lattice(-5, 5))


SURFACES: dict[str, Surface] = {surface.name: surface for surface in _named()}
