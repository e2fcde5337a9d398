"""Notebook 004: three inputs, two outputs, no activation, one sample, and what a step along the slope does."""

from typing import Any

import numpy as np

from core.engine.losses import LOSSES
from core.engine.network import Backprop, Network
from core.engine.optimizers import OPTIMIZERS

W = ((0.0, 0.3, -0.8), (1.0, -1.2, 0.5))  # one row for each output
X = (5.0, 2.0, 7.0)
B = (1.2, 3.4)
TARGET = (1.0, 0.0)
USUAL_RATE = 0.0001


def lin32(config: dict[str, Any]) -> dict[str, Any]:
    """u = Wx + b, loss Σ(u - d)², `steps` of gradient descent; b is left alone unless `train_bias`."""
    network = Network((3, 2), output="linear")
    theta = np.concatenate([np.array(W).T.ravel(), B])
    x, d = np.array([X]), np.array([TARGET])
    backprop = Backprop(network, LOSSES["sse"], theta, 1)
    descent, scratch, rate = OPTIMIZERS["gd"], OPTIMIZERS["gd"].init(theta.size), {"lr": config.get("lr", USUAL_RATE)}
    steps = config.get("steps", 0)
    losses = np.empty(steps + 1)
    losses[0] = backprop(x, d)
    u0, slope0 = backprop.outputs()[0].copy(), network.layers(backprop.gradient.copy())[0][0].T
    for step in range(1, steps + 1):
        if not config.get("train_bias", False):
            backprop.gradient *= network.is_weight
        descent.update(theta, backprop.gradient, scratch, 1, rate)
        losses[step] = backprop(x, d)
    weights, bias = network.layers(theta)[0]
    got = {
        "u0": u0,
        "gradient0": slope0,
        "loss0": float(losses[0]),
        "loss_every_10": losses[:steps:10],
        "final": float(losses[-1]),
        "residual": backprop.outputs()[0] - d[0],
        "w": weights.T,
        "b": bias,
    }
    if steps:
        got["loss_last_printed"] = float(losses[-2])
    return got
