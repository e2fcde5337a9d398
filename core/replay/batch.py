"""Notebook 001: the same neuron, all four samples at once, in arrays."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from core.engine.losses import LOSSES
from core.engine.network import Backprop
from core.engine.optimizers import OPTIMIZERS
from core.experiment.values import settle
from core.learning.training import largest_stable_rate
from core.replay import trace
from core.replay.gates import DEFAULT_TASK, frozen, neuron, samples, task_of
from core.tasks.gates.experiment import DEFAULT

Array = np.ndarray
STAGE = {"task": DEFAULT_TASK, "activation": "linear", "lr": 0.01, "epochs": 0, "gradient": "seed"}

# name -> (loss, delta rule, factor): the notebook leaves the activation's derivative and the 2 of the square out.
GRADIENTS = {
    "seed": ("mse", True, 1.0),
    "x2": ("mse", True, 2.0),
    "true": ("mse", False, 1.0),
    "true_half": ("half_mse", False, 1.0),
}


@dataclass(frozen=True)
class BatchRun:
    """`state` [w0, w1, b] after the last stage; `loss` (epochs,) of that stage, each from before its update."""

    state: Array
    loss: Array


def batch(config: dict[str, Any]) -> dict[str, Any]:
    """The stages one after the other on one model, and what can be read afterwards."""
    result = run(config["seed"], frozen(config.get("stages", []), STAGE))
    activation = (config.get("stages") or [STAGE])[-1].get("activation", STAGE["activation"])
    x, t = samples(task_of(config))
    pred = neuron(activation).forward(result.state, x)[:, 0]
    error = t[:, 0] - pred
    got = {
        "weights": result.state[:2],
        "bias": result.state[2:],
        "pred": pred,
        "pred_shape": list(pred.shape),
        "error_shape": list(error.shape),
        "mse": LOSSES["mse"].value(pred, t[:, 0]),
        "half_mse": LOSSES["half_mse"].value(pred, t[:, 0]),
        "minus_x_err": -x * error[:, None],
        "grad_w": np.mean(-x * error[:, None], axis=0),
        "grad_b": float(np.mean(-error)),
        "loss": trace.window(result.loss, config),
        "tail_prefix": trace.following(result.loss, config),
    }
    if "epochs" in config:
        got["loss_at"] = trace.at(result.loss, config["epochs"])
    return got


def start(seed: int) -> Array:
    """RandomState(seed): two weights, then the bias, uniform from -5 to 5."""
    rng = np.random.RandomState(seed)
    return np.concatenate([rng.uniform(-5.0, 5.0, 2), rng.uniform(-5.0, 5.0, 1)])


@lru_cache(maxsize=64)
def run(seed: int, stages: tuple[tuple[Any, ...], ...]) -> BatchRun:
    """Each stage is (task, activation, lr, epochs, gradient); the model is carried from one to the next."""
    state, loss = start(seed), np.empty(0)
    for stage in stages:
        loss = train(state, *stage)
    return BatchRun(state, loss)


def train(state: Array, task: str, activation: str, lr: float, epochs: int, gradient: str) -> Array:
    """Changes `state`; returns the mean squared error (epochs,) before each update."""
    if gradient not in GRADIENTS:
        raise ValueError(f"gradient {gradient!r} is unknown; allowed: {', '.join(GRADIENTS)}")
    loss_name, delta_rule, factor = GRADIENTS[gradient]
    x, t = samples(task)
    backprop = Backprop(neuron(activation), LOSSES[loss_name], state, len(x), delta_rule=delta_rule)
    descent, scratch, rate = OPTIMIZERS["gd"], OPTIMIZERS["gd"].init(3), {"lr": lr * factor}
    mean_of_squares = 2.0 if loss_name == "half_mse" else 1.0
    losses = np.empty(epochs)
    for epoch in range(epochs):
        losses[epoch] = mean_of_squares * backprop(x, t)
        descent.update(state, backprop.gradient, scratch, 1, rate)
    return losses


def lsq(config: dict[str, Any]) -> dict[str, Any]:
    """The best that a linear neuron can do, and the largest learning rates that do not diverge."""
    task = config.get("task", DEFAULT_TASK)
    x, t = samples(task)
    inputs = np.column_stack([x, np.ones(len(x))])
    optimum = np.linalg.lstsq(inputs, t[:, 0])[0]
    pred = inputs @ optimum
    return {
        "optimum": optimum,
        "mse": LOSSES["mse"].value(pred, t[:, 0]),
        "pred": pred,
        "lr_limit_seed_gradient": _limit(task, rule="delta"),
        "lr_limit_true_mse_gradient": _limit(task, rule="exact"),
    }


def _limit(task, rule):
    e = replace(DEFAULT, gate=task.lower(), hidden=(), out="linear", opt="gd", loss="mse", rule=rule)
    return largest_stable_rate(settle(e)[0], samples(task)[0])


def numpy_ops(config: dict[str, Any]) -> dict[str, Any]:
    """Array basics on one small matrix, and the shapes that do not go together, said in NumPy's own words."""
    M = np.array([[1, 2, 3], [4, 5, 6]])
    x, t = samples(DEFAULT_TASK)
    try:
        message = f"{(x * t[:, 0]).shape}"
    except ValueError as error:
        message = str(error).strip()
    return {
        "shape": list(M.shape),
        "M10": int(M[1, 0]),
        "row0": M[0],
        "col1": M[:, 1],
        "row_sum": M[0] + M[1],
        "plus1": M + 1,
        "times2": M[0] * 2,
        "broadcast_error": message,
    }
