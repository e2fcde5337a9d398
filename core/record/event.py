"""Something to be said of a run from one of its steps on; pages put it into words."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

Tone = Literal["info", "good", "warn", "bad"]


@dataclass(frozen=True)
class Action:
    """A button that may help: `name` of its words, `value` the settings that it changes, as a link writes them, and
    the numbers of its label."""

    name: str
    value: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Event:
    """From `at` on, `code` is what there is to say; `facts` holds the numbers of the sentence.

    actions: the likeliest help first; none where nothing is wrong.
    """

    at: int
    code: str
    facts: dict[str, Any] = field(default_factory=dict)
    tone: Tone = "info"
    actions: tuple[Action, ...] = ()

    def advised(self, tone: Tone, actions: Iterable[Action]) -> "Event":
        """The same event, said in this tone and with these actions."""
        return replace(self, tone=tone, actions=tuple(actions))
