"""A sweep's cells as a table that people read."""

from collections.abc import Sequence

from core.sweep.report import Cell
from core.sweep.sweep import Sweep

_TITLES = ("runs", "median loss", "quartiles", "median steps", "learn", "diverged")


def as_table(sweep: Sweep, cells: Sequence[Cell]) -> str:
    """One line a cell, in columns. `learn`: how many runs learn at all; `median steps`: until they do."""
    rows = [[axis.key for axis in sweep.axes] + [*_TITLES], *(_row(cell) for cell in cells)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(text.rjust(width) for text, width in zip(row, widths, strict=True)) for row in rows)


def _row(cell: Cell) -> list[str]:
    low, high = map(_number, cell.quartiles)
    learned, diverged = round(cell.share * cell.n), str(cell.diverged or "–")
    steps = _number(cell.median_steps)
    return [
        *cell.cell,
        str(cell.n),
        _number(cell.median_loss),
        f"{low} … {high}",
        steps,
        f"{learned}/{cell.n}",
        diverged,
    ]


def _number(value: float | None) -> str:
    return "–" if value is None else format(value, ".4g")
