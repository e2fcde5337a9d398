"""What is recorded of a run beside its loss: numbers at every step, pictures at keyframes.

A probe reads the parameters; it never trains. Names here are the names that pictures bind to.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

import numpy as np

from core.datasets import CORNERS
from core.experiment import Experiment
from core.losses import loss as loss_named
from core.network import Network
from core.training import Trainer, targets

Array = np.ndarray

FIELD_SIZE = 60
MOST_PARAMS_EACH_STEP = 64  # larger networks send their parameters at keyframes only
LONGEST_DENSE_RUN = 5000  # longer runs send everything but the loss and the count at keyframes only
MOST_PATHS = 24
MOST_NODES = 10  # drawn of one layer; more are too small to tell apart, then evenly chosen ones stand for all

Probe = Callable[[Trainer], Array | float | int]


def each_step(e: Experiment) -> dict[str, Probe]:
    """Cheap numbers, taken at every step."""
    return {"right": count_right} | (_numbers(e) if e.total <= LONGEST_DENSE_RUN else {})


def each_keyframe(e: Experiment) -> dict[str, Probe]:
    """Pictures, taken at keyframes."""
    probes: dict[str, Probe] = {"field": decision_field}
    if e.total > LONGEST_DENSE_RUN:
        probes |= _numbers(e)
    if e.network.n_params > MOST_PARAMS_EACH_STEP:
        drawn = drawn_parameters(e.network)
        probes["drawn"] = lambda t: t.theta[drawn]
    if e.n_test:
        probes |= {"test_loss": held_out_loss, "test_right": held_out_right}
    if e.one_line and e.network.output not in ("softmax", "gelu"):
        probes |= {"line": lambda t: decision_line(t)[:, :2], "normal": lambda t: decision_line(t)[:, 2:]}
    return probes


def _numbers(e):
    probes: dict[str, Probe] = {}
    if e.updates_per_epoch > 1:
        probes["epoch"] = lambda t: t.step // t.experiment.updates_per_epoch
    if e.data in ("corners", "clouds"):
        probes["outputs"] = corner_outputs
    if e.network.n_params <= MOST_PARAMS_EACH_STEP:
        probes["params"] = lambda t: t.theta.copy()
    if e.network.n_params > MOST_PATHS:
        chosen = path_indices(e)
        probes["paths"] = lambda t: t.theta[chosen]
    return probes


def drawn_nodes(size: int) -> list[int]:
    """Which nodes of a layer of this size the network's picture shows."""
    return np.unique(np.linspace(0, size - 1, min(size, MOST_NODES)).round().astype(int)).tolist()


def drawn_parameters(network: Network) -> list[int]:
    """Indices in θ of the weights between drawn nodes and of their biases, in the order of θ."""
    drawn = [drawn_nodes(size) for size in network.sizes]
    indices = []
    for layer, (starts, ends) in enumerate(pairwise(drawn)):
        indices += [network.index_of_weight(layer, i, j) for i in starts for j in ends]
        indices += [network.index_of_bias(layer + 1, j) for j in ends]
    return indices


def path_indices(e: Experiment) -> Array:
    """The parameters whose paths are drawn: all of them, or `MOST_PATHS` spread evenly over the vector."""
    n = e.network.n_params
    return np.arange(n) if n <= MOST_PATHS else np.unique(np.linspace(0, n - 1, MOST_PATHS).round().astype(int))


def count_right(trainer: Trainer) -> int:
    """Training samples on the right side of the threshold, as of the last full pass."""
    decided = trainer.full.outputs()[:, -1] >= trainer.experiment.decides_at
    return int(np.count_nonzero(decided == (trainer.data.y >= 0.5)))


def corner_outputs(trainer: Trainer) -> Array:
    """Outputs (4,) at the gate's corners."""
    if trainer.experiment.data == "corners":
        return trainer.full.outputs()[:, -1].copy()
    return trainer.experiment.network.forward(trainer.theta, CORNERS)[:, -1]


@lru_cache(maxsize=4)
def _grid(low: float, high: float) -> Array:
    axis = np.linspace(low, high, FIELD_SIZE)
    x0, x1 = np.meshgrid(axis, axis)
    grid = np.column_stack([x0.ravel(), x1.ravel()])
    grid.flags.writeable = False
    return grid


def decision_field(trainer: Trainer) -> Array:
    """Outputs (60, 60) over the data's square; rows from low x1 up, columns from low x0 up."""
    data = trainer.data
    out = trainer.experiment.network.forward(trainer.theta, _grid(data.low, data.high))
    return out[:, -1].reshape(FIELD_SIZE, FIELD_SIZE)


def held_out_loss(trainer: Trainer) -> float:
    """The loss over the test points."""
    e = trainer.experiment
    z_or_a = _what_the_loss_reads(trainer)
    return loss_named(e.loss).value(z_or_a, targets(e, trainer.data.y_test))


def held_out_right(trainer: Trainer) -> int:
    """Test points on the right side of the threshold."""
    e, data = trainer.experiment, trainer.data
    decided = e.network.forward(trainer.theta, data.x_test)[:, -1] >= e.decides_at
    return int(np.count_nonzero(decided == (data.y_test >= 0.5)))


def _what_the_loss_reads(trainer):
    """Output activations, or logits for the cross-entropies."""
    e = trainer.experiment
    network = e.network if loss_named(e.loss).link is None else replace(e.network, output="linear")
    return network.forward(trainer.theta, trainer.data.x_test)


def decision_line(trainer: Trainer) -> Array:
    """(2, 4): x0 row and x1 row of the line w·x + b = z* cut to the square, then of its unit normal's foot and tip.

    z* is the weighted sum at which the output crosses the threshold. All nan where there is no such line.
    """
    data = trainer.data
    w0, w1, b = trainer.theta
    z = crossing(trainer.experiment)
    length = np.hypot(w0, w1)
    if not length > 0.0 or z is None:
        return np.full((2, 4), np.nan)
    normal = np.array([w0, w1]) / length
    centre = np.full(2, 0.5 * (data.low + data.high))
    foot = centre + normal * ((z - b - np.array([w0, w1]) @ centre) / length)
    span = data.high - data.low
    along = np.array([-normal[1], normal[0]]) * 2.0 * span
    points = [foot - along, foot + along, foot, foot + 0.15 * span * normal]
    if np.abs(foot - centre).max() > 2.0 * span:
        return np.full((2, 4), np.nan)
    return np.array(points).T


def crossing(e: Experiment) -> float | None:
    """The weighted sum at which the output activation reaches the threshold; None if it never does."""
    t = e.threshold
    if e.network.output in ("linear", "step"):
        return t
    if e.network.output == "sigmoid":
        return float(np.log(t / (1.0 - t))) if 0.0 < t < 1.0 else None
    if e.network.output == "tanh":
        return float(np.arctanh(t)) if -1.0 < t < 1.0 else None
    if e.network.output == "relu":
        return t if t > 0.0 else None
    if e.network.output == "leaky_relu":
        return t if t >= 0.0 else t * 100.0
    if e.network.output == "softplus":
        return float(t + np.log(-np.expm1(-t))) if t > 0.0 else None
    return None  # gelu is not monotonic: two lines could cross the threshold
