"""A piece of a tape: some steps of a run, in columns."""

from dataclasses import dataclass

import numpy as np

from core.record.event import Event
from core.record.stop import Stop

Array = np.ndarray


@dataclass(frozen=True)
class Chunk:
    """Steps first..last of a run. `steps`: arrays with a row for each; `keys`: arrays with a row for each keyframe.

    `events` say what happens when; `stop` is set in the chunk where the run ends. `pictures` names arrays whose values
    are only looked at, never read: they may travel in two bytes each; `singles` those drawn as lines: in four.
    """

    first: int
    last: int
    stride: int
    steps: dict[str, Array]
    keys: dict[str, Array]
    events: tuple[Event, ...] = ()
    stop: Stop | None = None
    pictures: frozenset[str] = frozenset()
    singles: frozenset[str] = frozenset()

    @property
    def nbytes(self) -> int:
        return sum(a.nbytes for part in (self.steps, self.keys) for a in part.values())
