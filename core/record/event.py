"""Something to be said of a run from one of its steps on; pages put it into words."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Event:
    """From `at` on, `code` is what there is to say; `facts` holds the numbers of the sentence."""

    at: int
    code: str
    facts: dict[str, Any] = field(default_factory=dict)
