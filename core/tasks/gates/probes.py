"""What is recorded of a gates run beside its loss: the decision field, the truth table's outputs, the line."""

from functools import lru_cache

import numpy as np

from core.data.gates import CORNERS, GATES
from core.engine.activations import LEAK
from core.learning.probes import (
    LONGEST_DENSE_RUN,
    Picture,
    Probe,
    computed_from,
    drawn_values,
    held_out_loss,
    numbers,
)
from core.learning.training import Trainer
from core.tasks.gates.experiment import GateExperiment

Array = np.ndarray

FIELD_SIZE = 60


def each_step(e: GateExperiment) -> dict[str, Probe[GateExperiment]]:
    """Cheap numbers, taken at every step."""
    probes: dict[str, Probe[GateExperiment]] = {"right": count_right}
    if e.by_hand:
        probes |= {"printed": printed_loss}
    return probes | (_numbers(e) if e.total <= LONGEST_DENSE_RUN else {})


def each_keyframe(e: GateExperiment) -> dict[str, Probe[GateExperiment]]:
    """Pictures, taken at keyframes."""
    probes: dict[str, Probe[GateExperiment]] = drawn_values(e)
    if computed_from(e.network) is None:
        probes["field"] = Picture(decision_field)
    if e.total > LONGEST_DENSE_RUN:
        probes |= _numbers(e)
    if e.n_test:
        probes |= {"test_loss": held_out_loss, "test_right": held_out_right}
    if e.one_line and e.network.output not in ("softmax", "gelu"):
        probes |= {"line": lambda t: decision_line(t)[:, :2], "normal": lambda t: decision_line(t)[:, 2:]}
    return probes


def _numbers(e):
    probes = numbers(e)
    if e.data in ("corners", "clouds"):
        probes |= {"outputs": corner_outputs}
    if e.by_hand:
        probes |= {"update": next_update}
    return probes | ({"terms": gradient_terms} if e.by_mean else {})


def verdicts(e: GateExperiment, columns: dict[str, Array]) -> dict[str, Array]:
    """Of recorded `outputs` (n, 4) at the corners: the error, target minus output, and the decision, as decided + 2 *
    (it is right)."""
    if "outputs" not in columns:
        return {}
    targets, outputs = np.array(GATES[e.gate], dtype=float), columns["outputs"]
    decided = outputs >= e.decides_at
    return {"error": targets - outputs, "decision": decided + 2 * (decided == (targets > 0.5))}


def gradient_terms(trainer: Trainer[GateExperiment]) -> Array:
    """The delta rule's gradient of a single neuron worked out sample by sample, (5, 4): for each of the four samples
    its error = target - output and the terms -error·(x0, x1, 1); then their means, whose last three are the gradient.
    """
    error = trainer.data.y - trainer.full.outputs()[:, -1]
    inputs = np.column_stack([trainer.x, np.ones(len(trainer.x))])
    rows = np.column_stack([error, -error[:, None] * inputs])
    return np.vstack([rows, rows.mean(axis=0)])


def next_update(trainer: Trainer[GateExperiment]) -> Array:
    """What the next sample will do to a single neuron, (12,): its number, x0, x1, target, output, error = target -
    output, the changes η·error·(x0, x1, 1), and the weights after it (w0, w1, b); nan where it is not worked by hand
    any more."""
    e, (row,) = trainer.now, trainer.next_rows()
    x, target = trainer.x[row], trainer.data.y[row]
    output = e.network.forward(trainer.theta, x[None, :])[0, -1]
    error = target - output
    change = e.lr * error * np.append(x, 1.0) if e.by_hand else np.full(3, np.nan)
    change[trainer.stage.frozen] = 0.0
    return np.concatenate([[row, *x, target, output, error], change, trainer.theta + change])


def printed_loss(trainer: Trainer[GateExperiment]) -> float:
    """The loss that a perceptron course prints after each epoch, at the step before the epoch's last update; else nan.

    The loop overwrites its sum, so what remains is the last sample's squared error over the number of samples,
    measured when all the others have already changed the weights.
    """
    e, n = trainer.experiment, len(trainer.x)
    if trainer.step % n != n - 1:
        return np.nan
    output = e.network.forward(trainer.theta, trainer.x[-1:])[0, -1]
    return float((trainer.data.y[-1] - output) ** 2) / n


def count_right(trainer: Trainer[GateExperiment]) -> int:
    """Training samples on the right side of the threshold, as of the last full pass."""
    return int(trainer.experiment.count_right(trainer.full.outputs(), trainer.watched_y))


def corner_outputs(trainer: Trainer[GateExperiment]) -> Array:
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


def decision_field(trainer: Trainer[GateExperiment]) -> Array:
    """Outputs (60, 60) over the data's square; rows from low x1 up, columns from low x0 up."""
    data = trainer.data
    out = trainer.experiment.network.forward(trainer.theta, _grid(data.low, data.high))
    return out[:, -1].reshape(FIELD_SIZE, FIELD_SIZE)


def held_out_right(trainer: Trainer[GateExperiment]) -> int:
    """Test points on the right side of the threshold."""
    e, data = trainer.experiment, trainer.data
    return int(e.count_right(e.network.forward(trainer.theta, data.x_test), e.targets(data.y_test)))


def decision_line(trainer: Trainer[GateExperiment]) -> Array:
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


def crossing(e: GateExperiment) -> float | None:
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
        return t if t >= 0.0 else t / LEAK
    if e.network.output == "softplus":
        return float(t + np.log(-np.expm1(-t))) if t > 0.0 else None
    return None  # gelu is not monotonic: two lines could cross the threshold
