"""The run of a task that trains nothing: its steps go over a setting, and all of them are made at once."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Generic

from core.experiment.experiment import X
from core.experiment.values import to_dict
from core.record.chunk import Chunk
from core.record.link import Link
from core.record.plain import finite
from core.record.timeline import Timeline


@dataclass(frozen=True)
class Whole(Generic[X]):
    """`record(e)` gives all steps as one chunk, in which every array has a row for every step."""

    record: Callable[[X], Chunk]
    at_once: ClassVar[bool] = True

    def chunk(self, e: X, link: Link, number: int) -> tuple[Chunk, Link]:
        """Chunk `number`, and the link as it was: nothing is handed on."""
        return _part(self.record(e), *Timeline(e.total).bounds(number)), link

    def detail(self, e: X, _link: Link, first: int, last: int) -> Chunk:
        """Steps first..last; only the last one if the run ends before `first`."""
        whole = self.record(e)
        return _part(whole, min(first, whole.last), last)

    def report(self, e: X, link: str) -> dict[str, Any]:
        """Settings, and every array with a row for each step; None for what JSON cannot say."""
        chunk = self.record(e)
        arrays = {name: finite(values) for name, values in chunk.steps.items()}
        return {"task": e.task, "experiment": to_dict(e), "link": link, "steps": chunk.last, "arrays": arrays}


def _part(whole: Chunk, first: int, last: int) -> Chunk:
    """Steps first..last, each of them a keyframe; cut where the run ends."""
    last = min(last, whole.last)
    rows = slice(first, last + 1)
    steps = {name: values[rows] for name, values in whole.steps.items()}
    events = tuple(event for event in whole.events if first <= event.at <= last)
    return replace(
        whole, first=first, last=last, steps=steps, events=events, stop=whole.stop if last == whole.last else None
    )
