"""How a task's run comes on stage."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.record.say import Say
from core.wire.scene import Scene

Build = Callable[[Any, Any, Say], Scene]  # (experiment, its data, words)
# By the name of a drag, what each of its handles changes in the run's address: "{x}" and "{y}" stand for the place.
Handles = Mapping[str, Sequence[Mapping[str, str]]]


def _all_of_it(e: Any) -> Any:
    return e


def _none(e: Any) -> Handles:
    return {}


@dataclass(frozen=True)
class Staging:
    """`drawn_from` puts back what the scene does not depend on, so that it stays. `handles`: what a hand may hold.

    picture, network: the panels, by area, that stand side by side where several runs are on stage; none where runs are
    not kept.
    """

    scene: Build
    drawn_from: Callable[[Any], Any] = _all_of_it
    handles: Callable[[Any], Handles] = _none
    picture: str = ""
    network: str = ""
