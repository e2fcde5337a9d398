"""What one part of a run hands to the next."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Link:
    """Where training stands (a core.learning.training.Snapshot, or None at the start), and what has been told."""

    snapshot: Any = None
    told: Any = None

    @property
    def nbytes(self) -> int:
        return self.snapshot.nbytes if self.snapshot else 0


START = Link()
