"""What a hand can hold in a walk's pictures: for each handle what it changes in the link; {x} and {y} are the place."""

from collections.abc import Sequence
from dataclasses import replace

from core.tasks.descent.experiment import DescentExperiment
from core.tasks.descent.walkers import Walker, write_walkers


def starts(e: DescentExperiment) -> list[dict[str, str]]:
    """For each walker the start that it has, its own or the shared one."""
    return [_start(e.walkers, k) for k in range(len(e.walkers))]


def rates(e: DescentExperiment, shown: Sequence[int]) -> list[dict[str, str]]:
    """For each of the walkers `shown` its rate and its momentum."""
    return [{"walkers": _with(e.walkers, k, "momentum:{x}:{y}", keep_start=True)} for k in shown]


def _start(walkers: tuple[Walker, ...], k: int) -> dict[str, str]:
    if walkers[k].start is None:
        return {"x0": "{x}", "x1": "{y}"}
    return {"walkers": _with(walkers, k, write_walkers((replace(walkers[k], start=None),)) + "@{x},{y}")}


def _with(walkers, k, text, *, keep_start=False):
    """The walkers' text with another one in place of walker `k`."""
    start = write_walkers((walkers[k],)).partition("@")[1:] if keep_start else ()
    before, after = walkers[:k], walkers[k + 1 :]
    parts = [write_walkers(before)] * bool(before) + ["".join((text, *start))] + [write_walkers(after)] * bool(after)
    return ";".join(parts)
