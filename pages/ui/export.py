"""One line of the list of what is handed out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from core.tape.cache import TapeStore


class Handed(Protocol):
    """A run, or several, to be handed out."""

    @property
    def facts(self) -> Mapping[str, Any]:
        """For the words of a line."""
        ...

    def file_name(self, suffix: str) -> str: ...


R = TypeVar("R")


@dataclass(frozen=True)
class Export(Generic[R]):
    """`make(run, store)` gives the file; `name(run)` and `why(run)` the keys of its words.

    fits(run): whether the list has it. called(run): its name, where it is not named after the run.
    """

    suffix: str
    mime: str
    make: Callable[[R, TapeStore], str | bytes]
    name: Callable[[R], str]
    why: Callable[[R], str]
    fits: Callable[[R], bool] = lambda run: True
    called: Callable[[R], str] | None = None
