"""The walk as a run: every step with what is said of it."""

from functools import lru_cache

import numpy as np

from core.record.chunk import Chunk
from core.record.stop import Stop
from core.tasks.descent.experiment import DescentExperiment, surface_of
from core.tasks.descent.story import tell
from core.tasks.descent.walk import walk


@lru_cache(maxsize=16)
def record(e: DescentExperiment) -> Chunk:
    """The whole walk (its arrays as `walk` gives them); it ends as diverged when the last walker has left."""
    steps = walk(e)
    last = len(steps["path"]) - 1
    stop = Stop("steps" if last == e.steps else "diverged", last)
    with np.errstate(all="ignore"):
        events = tell(e, surface_of(e), steps, stop)
    return Chunk(0, last, 1, steps, {}, events, stop)
