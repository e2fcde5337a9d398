"""Notebook 000: a perceptron that changes its weights after every single sample."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from core.engine.losses import LOSSES
from core.engine.network import Backprop
from core.engine.optimizers import OPTIMIZERS
from core.replay import trace
from core.replay.gates import DEFAULT_TASK, frozen, neuron, samples, task_of

Array = np.ndarray
STAGE = {"task": DEFAULT_TASK, "lr": 0.01, "epochs": 0, "activation": "linear"}


@dataclass(frozen=True)
class OnlineRun:
    """`state` [w0, w1, b] after the last stage; `errors` (epochs, 4) of that stage, each before its own update.

    `wrong` (epochs,) counts the samples whose reading, 1 from 0.5 on, was wrong at that moment.
    """

    state: Array
    errors: Array
    wrong: Array


def online(config: dict[str, Any]) -> dict[str, Any]:
    """The stages one after the other on one model, and what can be read afterwards."""
    result = run(tuple(config["init"]), frozen(config.get("stages", []), STAGE))
    printed, true = printed_loss(result.errors), np.mean(result.errors**2, axis=1)
    picked = (lambda values: trace.at(values, config["epochs"])) if "epochs" in config else None
    pick = picked or (lambda values: trace.window(values, config))
    got = {
        "state": result.state,
        "loss": pick(printed),
        "true_mse": pick(true),
        "errors_per_epoch": pick(result.wrong),
        "tail_prefix": trace.following(printed, config),
        **readout(result.state, task_of(config)),
    }
    if len(printed):
        got["argmin_printed"] = int(printed.argmin())
        got["true_mse_monotone"] = bool(np.all(np.diff(true) < 0.0))
    return got


def printed_loss(errors: Array) -> Array:
    """What the notebook prints as its mean squared error, (epochs,).

    It overwrites the sum instead of adding to it: only the fourth sample's square is left, and is divided by 4.
    """
    return errors[:, 3] ** 2 / 4.0


def readout(state: Array, task: str) -> dict[str, Array]:
    """Predictions and errors (target minus prediction) of the four samples, linear and through the step at 0.5."""
    x, t = samples(task)
    linear = neuron("linear").forward(state, x)[:, 0]
    step = neuron("step").forward(state, x)[:, 0].astype(int)
    t = t[:, 0].astype(int)
    return {"pred_linear": linear, "err_linear": t - linear, "pred_step": step, "err_step": t - step}


@lru_cache(maxsize=64)
def run(init: tuple[float, ...], stages: tuple[tuple[Any, ...], ...]) -> OnlineRun:
    """Each stage is (task, lr, epochs, activation); the model is carried from one to the next."""
    state = np.array(init, dtype=float)
    errors = np.empty((0, 4))
    targets = np.zeros(4)
    for task, lr, epochs, activation in stages:
        errors = train(state, task, lr, epochs, activation)
        targets = samples(task)[1][:, 0]
    predictions = targets - errors
    return OnlineRun(state, errors, np.sum((predictions >= 0.5) != (targets >= 0.5), axis=1))


def train(state: Array, task: str, lr: float, epochs: int, activation: str) -> Array:
    """Per sample e = t - f(w·x + b), w += lr e x, b += lr e: changes `state`, returns the errors (epochs, 4)."""
    x, t = samples(task)
    backprop = Backprop(neuron(activation), LOSSES["mse"], state, 1, delta_rule=True)
    descent, scratch, rate = OPTIMIZERS["gd"], OPTIMIZERS["gd"].init(3), {"lr": lr}
    errors = np.empty((epochs, 4))
    for epoch in range(epochs):
        for i in range(4):
            backprop(x[i : i + 1], t[i : i + 1])
            errors[epoch, i] = t[i, 0] - backprop.outputs()[0, 0]
            descent.update(state, backprop.gradient, scratch, 1, rate)
    return errors


def online_map(config: dict[str, Any]) -> dict[str, Any]:
    """One linear epoch as an affine map of [w0, w1, b]: state → M state + c."""
    task, lr = config.get("task", DEFAULT_TASK), config["lr"]

    def one_epoch(state):
        train(state, task, lr, 1, "linear")
        return state

    c = one_epoch(np.zeros(3))
    M = np.column_stack([one_epoch(unit) - c for unit in np.eye(3)])
    eigenvalues = np.linalg.eigvals(M)
    got = {"eigenvalues_sorted": _sorted(eigenvalues), "fixed_point": None}
    if np.abs(eigenvalues - 1.0).min() > 1e-12:
        got["fixed_point"] = np.linalg.solve(np.eye(3) - M, c)
    return got


def _sorted(eigenvalues):
    """Real ones as numbers; a complex pair, which large learning rates may give, as [real, imaginary]."""
    if np.abs(eigenvalues.imag).max() == 0.0:
        return np.sort(eigenvalues.real)
    return [[z.real, z.imag] for z in np.sort_complex(eigenvalues)]


def reconstruct(config: dict[str, Any]) -> dict[str, Any]:
    """The start weights, which the notebook does not print, from its four linear predictions."""
    p00, p01, p10, _ = config["predictions"]
    w0, w1, b = p10 - p00, p01 - p00, p00
    return {"state": np.array([w0, w1, b]), "check_p11": w0 + w1 + b}
