"""A whole tape inside one packet, for players that can fetch nothing: in ever fewer numbers, until it fits."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from core.experiment.experiment import Experiment
from core.record.timeline import Timeline
from core.tape.cache import TapeStore
from core.wire import whole
from core.wire.pieces import Caption, Piece, described, ended
from core.wire.scene import Scene, plain

_THINNER = (1, 2, 5, 10, 20)


@dataclass(frozen=True)
class Carried:
    """Every piece of a run, with the arrays that its scene shows; their doubles may be rounded."""

    e: Experiment
    pieces: list[Piece]
    rounded: bool

    @property
    def stride(self) -> int:
        return self.pieces[0].stride

    @property
    def nbytes(self) -> int:
        return sum(piece.nbytes for piece in self.pieces)

    def header(self, caption: Caption | None) -> dict[str, Any]:
        """What a packet says of it, beside `run_header`. caption: None where its own story is not told."""
        timeline = Timeline(self.e.total)
        return {
            **ended(self.pieces[-1].stop),
            "stride": self.stride,
            "keys_only": self.stride > 1,
            "pieces": [described(piece, "chunk", timeline, caption) for piece in self.pieces],
        }


def versions(store: TapeStore, e: Experiment, scene: Scene) -> Iterator[Carried]:
    """The tape as it is shown, from every array at every step, where that can be had, to the least."""
    return of_names(store, e, names_in(plain(scene)))


def of_names(store: TapeStore, e: Experiment, names: set[str]) -> Iterator[Carried]:
    """The same of the arrays that are named."""
    chunks = whole.pieces(store, e)
    stride = chunks[0].stride
    every = whole.exact(store, e, chunks) if stride > 1 else None
    for version in filter(None, (every, chunks)):
        yield Carried(e, [whole.only(piece, names) for piece in version], rounded=False)
    for times in _THINNER:
        thinned = [whole.only(whole.thinned(piece, times * stride), names) for piece in chunks]
        yield Carried(e, [whole.rounded(piece) for piece in thinned], rounded=True)


def fitting(store: TapeStore, e: Experiment, scene: Scene, most: int) -> Carried:
    """The first version whose arrays take at most so many bytes, else the least there is."""
    return first_within(versions(store, e, scene), most)


class Sized(Protocol):
    """Anything that takes so many bytes."""

    @property
    def nbytes(self) -> int: ...


S = TypeVar("S", bound=Sized)


def first_within(tapes: Iterator[S], most: int) -> S:
    """The first that takes at most so many bytes, else the last."""
    found = next(tapes)
    while found.nbytes > most and (smaller := next(tapes, None)):
        found = smaller
    return found


def names_in(scene: Any) -> set[str]:
    """Every text in a scene as it travels: among them the names of the arrays that it shows."""
    if isinstance(scene, str):
        return {scene}
    if not isinstance(scene, dict | list | tuple):
        return set()
    return set().union(*map(names_in, scene.values() if isinstance(scene, dict) else scene))
