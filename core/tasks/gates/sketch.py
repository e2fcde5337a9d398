"""The sketch of a gates run: its decision field."""

import numpy as np

from core.learning import sketching
from core.record.sketch import LOG_FROM, SIDE, Field, Sketch, share, some
from core.tasks.gates.experiment import GateExperiment


def sketch(e: GateExperiment) -> Sketch:
    """Trains the experiment."""
    return sketching.sketch(e, _field, LOG_FROM)


def _field(trainer, thetas):
    e, data = trainer.experiment, trainer.data
    axis = np.linspace(data.low, data.high, SIDE)
    grid = np.array([(x0, x1) for x1 in axis for x0 in axis])
    out = np.array([e.network.forward(theta, grid)[:, -1] for theta in thetas]).reshape(-1, SIDE, SIDE)
    reach = 0.5 if e.network.output in ("sigmoid", "softmax", "step") else 1.0
    low, high = e.decides_at - reach, e.decides_at + reach
    points = np.column_stack([share(data.x, data.low, data.high), data.y])
    return Field(share(out, low, high), some(points))
