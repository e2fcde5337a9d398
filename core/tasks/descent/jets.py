"""Arithmetic on jets: a value with its derivatives, carried along (forward mode), so that they are exact."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Array = np.ndarray


@dataclass(frozen=True)
class _Function:
    """A function of one variable with its first and second derivative."""

    value: Callable[[Array], Array]
    first: Callable[[Array], Array]
    second: Callable[[Array], Array]


def _tanh_slope(u):
    return 1.0 - np.tanh(u) ** 2


FUNCTIONS: dict[str, _Function] = {
    "sin": _Function(np.sin, np.cos, lambda u: -np.sin(u)),
    "cos": _Function(np.cos, lambda u: -np.sin(u), lambda u: -np.cos(u)),
    "tan": _Function(np.tan, lambda u: 1.0 / np.cos(u) ** 2, lambda u: 2.0 * np.tan(u) / np.cos(u) ** 2),
    "exp": _Function(np.exp, np.exp, np.exp),
    "log": _Function(np.log, lambda u: 1.0 / u, lambda u: -1.0 / u**2),
    "sqrt": _Function(np.sqrt, lambda u: 0.5 / np.sqrt(u), lambda u: -0.25 / (u * np.sqrt(u))),
    "abs": _Function(np.abs, np.sign, np.zeros_like),  # 0 at the kink, a subgradient
    "tanh": _Function(np.tanh, _tanh_slope, lambda u: -2.0 * np.tanh(u) * _tanh_slope(u)),
}


# A jet is (f, f₀, f₁, f₀₀, f₀₁, f₁₁), cut after its order; None stands for a derivative that is 0 everywhere, so that
# 0 times an infinity of a part that does not matter cannot spoil it.
ORDERS = (1, 3, 6)


_PAIRS = ((0, 0), (0, 1), (1, 1))


def chain(u, value, first=None, second=None):
    """f(u): ∂ᵢ = f′ uᵢ, ∂ᵢⱼ = f″ uᵢ uⱼ + f′ uᵢⱼ."""
    jet = [value, *(_times(first, g) for g in u[1:3])]
    for (i, j), curve in zip(_PAIRS, u[3:], strict=False):
        jet.append(_plus(_times(second, _times(u[1 + i], u[1 + j])), _times(first, curve)))
    return tuple(jet)


def _negative(u):
    return tuple(None if part is None else -part for part in u)


def _sum(u, v):
    return tuple(map(_plus, u, v))


def _difference(u, v):
    return _sum(u, _negative(v))


def _product(u, v):
    jet = [u[0] * v[0], *(_plus(_times(u[i], v[0]), _times(u[0], v[i])) for i in range(1, min(3, len(u))))]
    for (i, j), k in zip(_PAIRS, range(3, len(u)), strict=False):
        mixed = _plus(_times(u[1 + i], v[1 + j]), _times(u[1 + j], v[1 + i]))
        jet.append(_plus(mixed, _plus(_times(u[k], v[0]), _times(u[0], v[k]))))
    return tuple(jet)


def _quotient(u, v):
    """q = u/v from u = qv: qᵢ = (uᵢ - q vᵢ) / v, and so on."""
    jet = [u[0] / v[0]]
    for i in range(1, min(3, len(u))):
        jet.append(_over(_minus(u[i], _times(jet[0], v[i])), v[0]))
    for (i, j), k in zip(_PAIRS, range(3, len(u)), strict=False):
        mixed = _plus(_times(jet[1 + i], v[1 + j]), _times(jet[1 + j], v[1 + i]))
        jet.append(_over(_minus(u[k], _plus(mixed, _times(jet[0], v[k]))), v[0]))
    return tuple(jet)


def _plus(a, b):
    if a is None or b is None:
        return a if b is None else b
    return a + b


def _minus(a, b):
    return a if b is None else _plus(a, -b)


def _times(a, b):
    return None if a is None or b is None else a * b


def _over(a, b):
    return None if a is None else a / b


ARITHMETIC = {"neg": _negative, "+": _sum, "-": _difference, "*": _product, "/": _quotient}
