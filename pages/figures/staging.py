"""How a task's run comes on stage."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.learning.learner import Learner
from core.record.say import Say
from core.wire.scene import Scene
from pages.figures.differences import Beside, as_it_is

Build = Callable[[Any, Any, Say], Scene]  # (experiment, its data, words)
# By the name of a drag, what each of its handles changes in the run's address: "{x}" and "{y}" stand for the place.
Handles = Mapping[str, Sequence[Mapping[str, str]]]


def _all_of_it(e: Any) -> Any:
    return e


def _none(e: Any) -> Handles:
    return {}


@dataclass(frozen=True)
class Counted:
    """What is counted beside the losses of runs side by side: an array, its format, and its word (counted_…).

    held_out: of samples held out, where a run has any; else of all those that are watched.
    """

    array: str
    format: str
    word: str
    held_out: bool = False

    def there(self, e: Learner) -> bool:
        return bool(e.n_test) or not self.held_out

    def named(self, runs: Sequence[Learner], say: Say) -> str:
        """With how many there are, where that is the same."""
        counts = {e.n_test if self.held_out else e.n_watched for e in runs}
        if len(counts) > 1:
            return say(f"counted_{self.word}_some")
        return say(f"counted_{self.word}_of", n=f"{counts.pop():,}")


@dataclass(frozen=True)
class Staging:
    """`drawn_from` puts back what the scene does not depend on, so that it stays. `handles`: what a hand may hold.

    name: of one that is not its task's usual one, as the scene's address says it (figures/staged.py).
    picture, network: the panels, by area, that stand side by side where several runs are on stage; none where runs are
    not kept. beside: how the picture stands there; counted: what their table has beside losses.
    """

    scene: Build
    drawn_from: Callable[[Any], Any] = _all_of_it
    handles: Callable[[Any], Handles] = _none
    name: str = ""
    picture: str = ""
    network: str = ""
    beside: Beside = as_it_is
    counted: Sequence[Counted] = ()
