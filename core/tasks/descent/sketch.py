"""The sketch of a walk: the land and the ways down."""

import numpy as np

from core.record.sketch import SIDE, Sketch, Walk, lines, moments, share
from core.tasks.descent.experiment import DescentExperiment
from core.tasks.descent.record import record


def sketch(e: DescentExperiment) -> Sketch:
    """Reads the walk."""
    surface, steps = e.load(), record(e).steps
    low0, high0, low1, high1 = surface.bounds
    x0, x1 = np.meshgrid(np.linspace(low0, high0, SIDE), np.linspace(low1, high1, SIDE))
    with np.errstate(all="ignore"):
        height = np.asarray(surface.value(x0, x1), dtype=float)
    seen = height[np.isfinite(height)]
    if surface.levels == "log" and seen.size:
        height = np.log1p(height - seen.min())
        seen = height[np.isfinite(height)]
    low, high = (float(seen.min()), float(seen.max())) if seen.size else (0.0, 1.0)
    chosen = moments(len(steps["path"]))
    path = steps["path"][chosen]
    paths = np.stack([share(path[..., 0], low0, high0), share(path[..., 1], low1, high1)], axis=-1)
    return Sketch(Walk(share(height, low, high)[None], paths), lines(steps["value"][chosen]))
