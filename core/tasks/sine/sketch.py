"""The sketch of a sine run: its curve."""

import numpy as np

from core.learning import sketching
from core.record.sketch import Fit, Sketch, share, some
from core.tasks.sine.experiment import SineExperiment
from core.tasks.sine.probes import fitted_curve

CURVE = 5  # a fitted curve's every so many points


def sketch(e: SineExperiment) -> Sketch:
    """Trains the experiment. Curves are fitted in all sizes, so their losses always stand on a logarithmic axis."""
    return sketching.sketch(e, _fit, 1.0, _held_out)


def _held_out(trainer, thetas):
    """One column with the mean squared error over the validation points of a curve, in the units of the loss."""
    e, data = trainer.experiment, trainer.data
    if not e.n_test:
        return []
    error = np.array([e.network.forward(theta, data.x_test)[:, 0] - data.y_test for theta in thetas])
    return [(error**2).mean(axis=1) * {"sse": e.n_train, "mse": 1.0, "half_mse": 0.5}[e.loss]]


def _fit(trainer, thetas):
    e, data = trainer.experiment, trainer.data
    curves = []
    for theta in thetas:
        np.copyto(trainer.theta, theta)
        curves.append(fitted_curve(trainer)[::CURVE])
    x, y = e.raw_points()
    room = 0.15 * (float(np.ptp(y)) or 1.0)
    low, high = y.min() - room, y.max() + room
    trained = np.isin(data.x_scale(x), data.x[:, 0])
    points = np.column_stack([share(x, data.low, data.high), share(y, low, high), trained])
    return Fit(share(np.array(curves), low, high), some(points))
