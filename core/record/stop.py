"""Where a run ended, and why."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Stop:
    """Why and where a run ended: reason epochs, target, plateau or diverged; `facts` for the sentence about it."""

    reason: str
    step: int
    facts: dict[str, Any] = field(default_factory=dict)
