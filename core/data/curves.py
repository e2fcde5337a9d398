"""Points to fit a curve through: noisy samples of a known function, or points given by hand; standardised or not."""

import csv
import io
import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Array = np.ndarray

CURVES: dict[str, Callable[[Array], Array]] = {
    "sine": lambda x: np.sin(2.0 * np.pi * x),
    "xsin": lambda x: x * np.sin(x),
    "step": lambda x: (x >= 0.0).astype(float),
    "abs": np.abs,
}
NATURAL_RANGE = {"sine": (0.0, 0.5), "xsin": (0.0, 10.0), "step": (-1.0, 1.0), "abs": (-1.0, 1.0)}
MOST_ROWS = 10_000
LARGEST = 1e100  # larger numbers overflow as soon as they are squared


@dataclass(frozen=True)
class Scale:
    """u = (v - shift) / size, and back."""

    shift: float = 0.0
    size: float = 1.0

    def __call__(self, v: Array) -> Array:
        return (v - self.shift) / self.size

    def back(self, u: Array) -> Array:
        return u * self.size + self.shift


def standard_scale(v: Array) -> Scale:
    """To mean 0 and standard deviation 1 (population form); equal values are only shifted."""
    # Equal values must be asked for: the rounding error of their mean would pass for a deviation.
    size = float(v.std()) if np.ptp(v) > 0.0 else 0.0
    return Scale(float(v.mean()), size if size > 0.0 else 1.0)


def noisy_samples(curve: str, n: int, low: float, high: float, noise: float, *, rng: np.random.RandomState):
    """x (n,) evenly from low to high, y (n,) the curve there plus normal noise of standard deviation `noise`."""
    x = np.linspace(low, high, n)
    return x, CURVES[curve](x) + rng.normal(scale=noise, size=n)


@dataclass(eq=False)
class Refusal(Exception):
    """Why a table of points was refused: code empty, size, rows, columns, number, large or text, and where."""

    code: str
    line: int = 0
    value: str = ""


def read_points(text: str) -> tuple[tuple[float, float], ...]:
    """(x, y) pairs from pasted or uploaded text: two columns split by comma, semicolon, tab or blanks.

    One line of column names may come first. Nothing is ever executed. Raises Refusal.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    rows = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if rows and not any(map(_is_number, _cells(*rows[0]))):
        rows = rows[1:]
    if not rows:
        raise Refusal("empty")
    if len(rows) > MOST_ROWS:
        raise Refusal("rows", value=str(len(rows)))
    return tuple(_pair(number, _cells(number, line)) for number, line in rows)


def _cells(number, line):
    """The line's cells. Commas come last: beside another mark they are decimal commas, which are then named."""
    try:
        for mark in ("\t", ";", ","):
            if mark in line:
                return [cell.strip() for cell in next(csv.reader(io.StringIO(line), delimiter=mark))]
    except (csv.Error, StopIteration):
        raise Refusal("text", number) from None
    return line.split()


def _is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _pair(number, cells):
    if len(cells) != 2:
        raise Refusal("columns", number, str(len(cells)))
    return (_value(number, cells[0]), _value(number, cells[1]))


def _value(number, cell):
    if not _is_number(cell) or "_" in cell or not cell.isascii():
        raise Refusal("number", number, cell[:40])
    value = float(cell)
    if not math.isfinite(value):
        raise Refusal("number", number, cell[:40])
    if abs(value) > LARGEST:
        raise Refusal("large", number, cell[:40])
    return value
