"""The sketch of a sweep over h: the errors of the three differences, on logarithmic axes."""

import numpy as np

from core.record.sketch import Sketch, lines
from core.tasks.gradient.differences import SIZES
from core.tasks.gradient.experiment import GradientExperiment
from core.tasks.gradient.record import record


def sketch(e: GradientExperiment) -> Sketch:
    """Reads the sweep."""
    steps = record(e).steps
    seen = np.array(SIZES) >= 1e-18
    return Sketch(lines(steps["mark"][seen]), None)
