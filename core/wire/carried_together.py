"""The tapes of several runs inside one packet, for players that can fetch nothing."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from core.pair.pair import Pair
from core.tape.cache import TapeStore
from core.wire.carried import Carried, first_within, names_in, of_names
from core.wire.scene import Scene, plain

_OF_RUN = re.compile(r"([0-9]):(.+)", re.DOTALL)  # as pages/figures/beside.py names the arrays of kept runs


@dataclass(frozen=True)
class CarriedTogether:
    """What is carried of each run of a pair, in the order of its runs."""

    pair: Pair
    tapes: tuple[Carried, ...]

    @property
    def nbytes(self) -> int:
        return sum(tape.nbytes for tape in self.tapes)

    @property
    def rounded(self) -> bool:
        return any(tape.rounded for tape in self.tapes)

    @property
    def stride(self) -> int:
        """Steps of the pair from one at which every run has a keyframe of its own, or nearly, to the next; 1 where all
        have every step."""
        if all(tape.stride == 1 for tape in self.tapes):
            return 1
        widest = max(self.pair.step_of(k, tape.stride) for k, tape in enumerate(self.tapes))
        own = self.tapes[0].stride
        return own * math.ceil(widest / own - 1e-6)

    @property
    def places(self) -> list[dict[str, Any]]:
        """What `opening_together` is told of where the parts of each run are: here."""
        return [tape.header(None) for tape in self.tapes]

    @property
    def pace(self) -> dict[str, Any]:
        """What their header says otherwise where not every step is carried."""
        return {"stride": self.stride, "keys_only": True} if self.stride > 1 else {}


def versions_together(store: TapeStore, pair: Pair, scene: Scene) -> Iterator[CarriedTogether]:
    """The tapes as they are shown, from all there is to the least: each time the run that takes the most gives way."""
    named = names_in(plain(scene))
    left = [of_names(store, e, _names_of(k, named)) for k, e in enumerate(pair.runs)]
    now = [next(tapes) for tapes in left]
    yield CarriedTogether(pair, tuple(now))
    can_give = set(range(len(now)))
    while can_give:
        largest = max(can_give, key=lambda k: now[k].nbytes)
        smaller = next(left[largest], None)
        if smaller is None:
            can_give.remove(largest)
        else:
            now[largest] = smaller
            yield CarriedTogether(pair, tuple(now))


def fitting_together(store: TapeStore, pair: Pair, scene: Scene, most: int) -> CarriedTogether:
    """The first version whose arrays take at most so many bytes, else the least there is."""
    return first_within(versions_together(store, pair, scene), most)


def _names_of(number: int, named: set[str]) -> set[str]:
    """What a run's own arrays are called, of those that the scene names."""
    found = {match[2] for name in named if (match := _OF_RUN.fullmatch(name)) and int(match[1]) == number}
    return named | found if number == 0 else found
