"""Numerical differentiation, and the check of a gradient against it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Array = np.ndarray

DEFAULT_H = 1e-5  # near the cube root of float64's rounding, where a central difference errs least


def numerical_gradient(f: Callable[[Array], float], theta: Array, h: float = DEFAULT_H) -> Array:
    """Central differences (f(θ + h eᵢ) - f(θ - h eᵢ)) / 2h, shape of theta. `theta` itself is not touched.

    Raises ValueError for h <= 0.
    """
    if not h > 0.0:
        raise ValueError(f"h = {h} is not allowed; it must be greater than 0")
    point = np.array(theta, dtype=float)
    gradient = np.empty_like(point)
    for i in np.ndindex(point.shape):
        centre = point[i]
        point[i] = centre + h
        above = f(point)
        point[i] = centre - h
        below = f(point)
        point[i] = centre
        gradient[i] = (above - below) / (2.0 * h)
    return gradient


@dataclass(frozen=True)
class GradientCheck:
    """The largest difference over all parameters, relative to the larger gradient's size, and where it is."""

    relative_error: float
    worst: int
    analytic: Array
    numeric: Array


def check_gradient(f: Callable[[Array], float], gradient: Array, theta: Array, h: float = DEFAULT_H) -> GradientCheck:
    """Compares `gradient`, claimed to be f's at theta, with central differences."""
    numeric = numerical_gradient(f, theta, h)
    gap = np.abs(gradient - numeric)
    size = max(np.abs(gradient).max(), np.abs(numeric).max())
    error = float(gap.max() / size) if size else 0.0
    return GradientCheck(error, int(gap.argmax()), np.array(gradient), numeric)
