"""A run in little: what a picture the size of a stamp can show of it. Nothing here is kept for the stage.

A sketch has one picture (Field, Fit, Tiles, Walk or Lines) and lines beside it: of its losses, or of what it got right.
Places in a picture are shares of its sides, from 0, left or below, to 1; beyond that they lie outside. nan is a gap.
"""

from dataclasses import dataclass

import numpy as np

Array = np.ndarray

FRAMES = 16  # of a field or a curve, blended between
MOMENTS = 80  # of a run, on its lines
SIDE = 24  # samples along each side of a field
MOST_POINTS = 60  # drawn of the data
MOST_TILES = 9  # images side by side
LOG_FROM = 100.0  # from this ratio of the largest to the smallest on, lines stand on a logarithmic axis
SMALLEST = 1e-12  # share of the largest that such an axis still shows


@dataclass(frozen=True)
class Lines:
    """values (moments, lines) over time; `levels`: heights to be reached."""

    values: Array
    levels: tuple[float, ...] = ()


@dataclass(frozen=True)
class Field:
    """frames (n, SIDE, SIDE): 0 to 1 is one end of the colours to the other; the border lies at 0.5.

    points (m, 3): x, y, and 1 for class 1, else 0.
    """

    frames: Array
    points: Array


@dataclass(frozen=True)
class Fit:
    """frames (n, m): heights of the curve, from left to right. points (m, 3): x, y, and 0 for held-out points."""

    frames: Array
    points: Array


@dataclass(frozen=True)
class Tiles:
    """frames (n, tiles, side, side), from the top: 0 to 1 is one end of the colours to the other, nothing at 0.5."""

    frames: Array


@dataclass(frozen=True)
class Walk:
    """land (1, SIDE, SIDE), low 0 to high 1; paths (moments, walkers, 2)."""

    land: Array
    paths: Array


@dataclass(frozen=True)
class Sketch:
    """One picture, and the lines beside it (None where the picture says all)."""

    picture: Field | Fit | Tiles | Walk | Lines
    beside: Lines | None


def lines(values: Array, log_from: float = LOG_FROM) -> Lines:
    """Values (n, lines) as heights; on a logarithmic axis where they span much and are all positive."""
    finite = values[np.isfinite(values)]
    if not finite.size:
        return Lines(np.full(values.shape, np.nan))
    low, high = float(finite.min()), float(finite.max())
    if low >= 0.0 and high > log_from * low:
        floor = high * SMALLEST
        values, low, high = np.log(np.maximum(values, floor)), np.log(max(low, floor)), np.log(high)
    elif low >= 0.0:
        low = 0.0
    elif abs(low) > 3.0 * abs(float(values[0].max())):  # falling without a bottom: what lies near the start counts
        low = -3.0 * abs(float(values[0].max()))
    return Lines(share(values, low, high))


def share(values: Array, low: float, high: float) -> Array:
    """Values as shares of the way from low to high."""
    return (values - low) / ((high - low) or 1.0)


def some(points: Array) -> Array:
    """As many of the points as are drawn, spread evenly over their order."""
    return points[np.unique(np.linspace(0, len(points) - 1, min(len(points), MOST_POINTS)).round().astype(int))]


def moments(count: int) -> Array:
    """Which of `count` rows stand on lines, spread evenly."""
    return np.unique(np.linspace(0, count - 1, min(count, MOMENTS)).round().astype(int))
