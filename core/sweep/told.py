"""What a sweep shows in one look, as codes and facts; pages put it into words.

By what is shown: `loss`, the cell with the lowest median; `steps`, the one that learns soonest; `share`, the one in
which most seeds learn, of several the soonest, then the one with the lowest loss.
"""

import math
from collections.abc import Callable, Sequence
from typing import Any

from core.record.event import Event
from core.sweep.report import Cell

SHOWN = ("loss", "steps", "share")

# The smaller, the better; None where a cell has no such number.
_MEASURES: dict[str, Callable[[Cell], tuple[float, ...] | None]] = {
    "loss": lambda cell: None if cell.median_loss is None else (cell.median_loss,),
    "steps": lambda cell: None if cell.median_steps is None else (cell.median_steps,),
    "share": lambda cell: (-cell.share, _or_inf(cell.median_steps), _or_inf(cell.median_loss)),
}


def _or_inf(value: float | None) -> float:
    return math.inf if value is None else value


def best(cells: Sequence[Cell], show: str) -> int | None:
    """The number of the best cell by what is shown; None where none has a number."""
    measured = [(value, k) for k, cell in enumerate(cells) if (value := _MEASURES[show](cell)) is not None]
    return min(measured)[1] if measured else None


def look(cells: Sequence[Cell], show: str) -> Event:
    """What is to be said of them. Facts: `best`, its number, `value` there, and of shares the `count` of cells that
    have it; or code none. `shares`, of each cell; `learned`, `diverged` and `n` of all runs."""
    place = best(cells, show)
    n = sum(cell.n for cell in cells)
    facts: dict[str, Any] = {
        "n": n,
        "shares": [cell.share for cell in cells],
        "learned": sum(round(cell.share * cell.n) for cell in cells),
        "diverged": sum(cell.diverged for cell in cells),
    }
    if place is None or (show == "share" and not facts["learned"]):
        return Event(0, "none", facts)
    cell = cells[place]
    value = {"loss": cell.median_loss, "steps": cell.median_steps, "share": cell.share}[show]
    alike = sum(other.share == cell.share for other in cells) if show == "share" else 1
    return Event(0, show, facts | {"best": place, "value": value, "count": alike})
