"""Where a run ended, and why."""

from dataclasses import dataclass, field
from typing import Any

REASONS = ("epochs", "target", "plateau", "diverged")


@dataclass(frozen=True)
class Stop:
    """Why, of training one of REASONS, and where a run ended; `facts` for the sentence about it."""

    reason: str
    step: int
    facts: dict[str, Any] = field(default_factory=dict)
