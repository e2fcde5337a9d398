"""How a task's runs are made."""

from typing import Any, ClassVar, Protocol, TypeVar

from core.experiment.experiment import Experiment
from core.record.chunk import Chunk
from core.record.link import Link

X_contra = TypeVar("X_contra", bound=Experiment, contravariant=True)


class Run(Protocol[X_contra]):
    """Any part of a run, made from its experiment and the link that the part before it left.

    at_once: the run is made whole, whatever part is asked for.
    """

    at_once: ClassVar[bool]

    def chunk(self, e: X_contra, link: Link, number: int, /) -> tuple[Chunk, Link]:
        """Chunk `number`, from the link that chunk number - 1 left (START for chunk 0), and the link it leaves."""
        ...

    def detail(self, e: X_contra, link: Link, first: int, last: int, /) -> Chunk:
        """Steps first..last, all of one chunk, with every array at every step; `link` is the one the chunk began from.

        Cut where the run stops; only its last step if it stops before `first`.
        """
        ...

    def report(self, e: X_contra, link: str, /) -> dict[str, Any]:
        """The whole run as plain JSON types; `link` is the experiment's own."""
        ...
