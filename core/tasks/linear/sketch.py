"""The sketch of a linear run: both outputs on their way to the targets."""

from dataclasses import replace

import numpy as np

from core.record.sketch import Lines, Sketch, lines, moments, share
from core.tasks.linear.experiment import LinearExperiment
from core.tasks.linear.model import run as linear_run


def sketch(e: LinearExperiment) -> Sketch:
    """Reads the updates."""
    run = linear_run(replace(e, slow=0))
    chosen = moments(min(e.steps + 1, len(run.loss)))
    u, d = run.u[chosen], np.array(e.target)
    low, high = float(min(u.min(), d.min())), float(max(u.max(), d.max()))
    room = 0.1 * ((high - low) or 1.0)
    picture = Lines(share(u, low - room, high + room), tuple(share(d, low - room, high + room).tolist()))
    return Sketch(picture, lines(run.loss[chosen][:, None]))
