"""What is recorded of a sine run: the fitted curve, what each hidden unit adds to it, residuals, gradient sizes."""

import math
from functools import lru_cache

import numpy as np

from core.learning.probes import (
    LONGEST_DENSE_RUN,
    Probe,
    Single,
    computed_from,
    drawn_values,
    held_out_loss,
    numbers,
)
from core.learning.training import Trainer
from core.tasks.sine.experiment import SineExperiment

Array = np.ndarray

CURVE_POINTS = 201
MOST_UNITS = 16  # of the last hidden layer, shown one by one
MOST_POINTS = 400  # drawn; more could not be told apart and would slow the browser down
FLAT = 1e-12  # a unit whose output and slope are less than this away from constant and 0 is dead


def each_step(e: SineExperiment) -> dict[str, Probe[SineExperiment]]:
    """Cheap numbers, taken at every step."""
    probes: dict[str, Probe[SineExperiment]] = {"flat": flatness, "dead": dead_units}
    return probes | (_numbers(e) if e.total <= LONGEST_DENSE_RUN else {})


def each_keyframe(e: SineExperiment) -> dict[str, Probe[SineExperiment]]:
    """Pictures, taken at keyframes."""
    probes: dict[str, Probe[SineExperiment]] = drawn_values(e) | {"residuals": Single(residuals)}
    if computed_from(e.network) is None:
        probes |= {"fit": Single(fitted_curve), "parts": Single(contributions)}
    if e.total > LONGEST_DENSE_RUN:
        probes |= _numbers(e)
    return probes


def _numbers(e):
    probes = numbers(e) | {"gradients": Single(gradient_sizes), "per_point": loss_per_point}
    if e.has_moments:
        probes |= {"moments": Single(adam_moments)}
    return probes | ({"test_loss": held_out_loss, "test_per_point": held_out_per_point} if e.n_test else {})


@lru_cache(maxsize=64)
def curve_axis(low: float, high: float) -> Array:
    """The x (201,) at which curves are drawn, in original units."""
    axis = np.linspace(low, high, CURVE_POINTS)
    axis.flags.writeable = False
    return axis


def _inputs(trainer):
    data = trainer.data
    return data.x_scale(curve_axis(data.low, data.high))[:, None]


def fitted_curve(trainer: Trainer[SineExperiment]) -> Array:
    """The network's curve (201,) in original units."""
    out = trainer.experiment.network.forward(trainer.theta, _inputs(trainer))
    return trainer.data.y_scale.back(out[:, 0])


def contributions(trainer: Trainer[SineExperiment]) -> Array:
    """(units, 201): each unit's weighted activation, in original units; with the output bias they add up to the curve.

    At most 16 units of the last hidden layer; the last row is the output bias (and the mean of y).
    The sum is the curve if the output activation is linear.
    """
    e, scale = trainer.experiment, trainer.data.y_scale
    hidden = e.network.hidden_outputs(trainer.theta, _inputs(trainer))
    V, b = e.network.layers(trainer.theta)[-1]
    parts = (hidden * V[:, 0]).T[:MOST_UNITS] * scale.size
    bias = np.full((1, CURVE_POINTS), scale.back(b[0]))
    return np.concatenate([parts, bias])


def drawn_points(n: int) -> Array:
    """Which of n points are drawn: all, or `MOST_POINTS` spread evenly over their order."""
    return np.unique(np.linspace(0, n - 1, min(n, MOST_POINTS)).round().astype(int))


def residuals(trainer: Trainer[SineExperiment]) -> Array:
    """y minus the curve at the training points that are drawn, in original units, as of the last full pass."""
    drawn = drawn_points(len(trainer.data.y))
    return (trainer.data.y - trainer.full.outputs()[:, 0])[drawn] * trainer.data.y_scale.size


def gradient_sizes(trainer: Trainer[SineExperiment]) -> Array:
    """Euclidean norm of the loss's gradient for each W and b in turn, (2 layers,); without penalties.

    Over all training points at this step, also where the updates come from mini-batches or follow another rule.
    """
    layers = trainer.experiment.network.layers(trainer.loss_gradient())
    return np.array([math.sqrt(np.vdot(part, part)) for pair in layers for part in pair])


def adam_moments(trainer: Trainer[SineExperiment]) -> Array:
    """Norms of Adam's moments after this step's update, (4,): ‖m‖, ‖m̂‖, ‖√v‖, ‖√v̂‖; a hat means bias-corrected.

    All nan where another optimiser has taken over.
    """
    if not trainer.now.has_moments:
        return np.full(4, np.nan)
    if trainer.updates == 0:
        return np.zeros(4)
    m, v = trainer.state[:2]
    first = math.sqrt(m @ m)
    second = math.sqrt(np.add.reduce(v))
    beta1, beta2 = trainer.hyper["b1"], trainer.hyper["b2"]
    corrected = first / (1.0 - beta1**trainer.updates), second / math.sqrt(1.0 - beta2**trainer.updates)
    return np.array([first, corrected[0], second, corrected[1]])


def loss_per_point(trainer: Trainer[SineExperiment]) -> float:
    """Mean squared error over the training points, in the units that the network sees."""
    error = trainer.full.outputs()[:, 0] - trainer.data.y
    return float(error @ error) / len(error)


def held_out_per_point(trainer: Trainer[SineExperiment]) -> float:
    """Mean squared error over the validation points."""
    error = trainer.experiment.network.forward(trainer.theta, trainer.data.x_test)[:, 0] - trainer.data.y_test
    return float(error @ error) / len(error)


def flatness(trainer: Trainer[SineExperiment]) -> float:
    """The curve's standard deviation over the training points, as a share of the points' own."""
    spread = trainer.data.spread
    return _deviation(trainer.full.outputs()[:, 0]) / spread if spread > 0.0 else 1.0


def _deviation(values):
    """The standard deviation, in a quarter of the time that NumPy's own takes for a few points."""
    from_mean = values - np.add.reduce(values) / len(values)
    return math.sqrt(np.dot(from_mean, from_mean) / len(values))


def dead_units(trainer: Trainer[SineExperiment]) -> int:
    """Units of the last hidden layer that are the same at every training point and pass no gradient on any more.

    ReLU: switched off everywhere. Sigmoid: saturated everywhere.
    """
    if not trainer.experiment.hidden:
        return 0
    hidden = trainer.full.hidden_outputs()
    still = np.maximum.reduce(hidden) - np.minimum.reduce(hidden) < FLAT
    return int(np.count_nonzero(still & _shut(trainer))) if still.any() else 0


def _shut(trainer):
    """(units,) of the last hidden layer: no gradient passes, or all units below are shut.

    One training point tells it, since a unit that is the same at all of them has the same slope at all of them.
    """
    network, a, shut = trainer.experiment.network, trainer.x[:1], np.zeros(1, dtype=bool)
    hidden = network.layers(trainer.theta)[:-1]
    for (W, b), f in zip(hidden, network.activations, strict=False):
        z = a @ W + b
        a = f.value(z, np.empty_like(z))
        shut = (np.abs(f.derivative(z, a, np.empty_like(z))[0]) < FLAT) | shut.all()
    return shut
