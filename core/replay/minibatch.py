"""Notebook 002: the indices of mini-batches, drawn as `np.random.choice` draws them."""

from typing import Any

import numpy as np

from core.learning.batches import Replacement


def minibatch(config: dict[str, Any]) -> dict[str, Any]:
    """`indices` (batches, size) below n: one call after another, after np.random.seed(seed)."""
    stream, size = Replacement(config["seed"], config["n"]), config["size"]
    return {"indices": np.array([stream.rows(k * size, size) for k in range(config.get("batches", 1))])}
