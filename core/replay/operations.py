"""Every operation by name, and the keys that its config may have."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.replay import batch, linear, minibatch, numeric, online, sine


@dataclass(frozen=True)
class Operation:
    """`run(config)` returns everything that can be read from it, by name; `needs` and `may` are the config's keys."""

    run: Callable[[dict[str, Any]], dict[str, Any]]
    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()


_WINDOW = ("loss_from", "loss_count")

OPERATIONS: dict[str, Operation] = {
    "reconstruct": Operation(online.reconstruct, needs=("predictions",)),
    "online": Operation(online.online, needs=("init",), may=("stages", "eval_task", "epochs", *_WINDOW)),
    "online_map": Operation(online.online_map, needs=("lr",), may=("task",)),
    "batch": Operation(batch.batch, needs=("seed",), may=("stages", "eval_task", "epochs", *_WINDOW)),
    "lsq": Operation(batch.lsq, may=("task",)),
    "numpy_ops": Operation(batch.numpy_ops),
    "minibatch": Operation(minibatch.minibatch, needs=("seed", "n", "size"), may=("batches",)),
    "ce": Operation(numeric.ce, needs=("t", "y"), may=("delta",)),
    "numdiff": Operation(numeric.numdiff, needs=("f", "x"), may=("scheme", "h")),
    "numgrad": Operation(numeric.numgrad, needs=("x",), may=("dtype",)),
    "gd2": Operation(numeric.gd2, needs=("x", "lr", "steps"), may=("report", "gradient")),
    "simplenet": Operation(numeric.simplenet, needs=("W", "x", "t"), may=("lr",)),
    "mlp": Operation(
        sine.mlp, may=("init", "optimizer", "eta", "eps", "activation", "epochs", "report", *_WINDOW)
    ),
    "act_facts": Operation(sine.act_facts),
    "lin32": Operation(linear.lin32, may=("steps", "lr", "train_bias")),
}  # fmt: skip


def run_config(config: dict[str, Any]) -> dict[str, Any]:
    """Everything that this config's operation finds, NumPy arrays and plain numbers by name.

    Overflow is a result here, not an accident. Raises ValueError naming what is wrong and what is allowed.
    """
    name = config.get("op")
    if name not in OPERATIONS:
        raise ValueError(f"op {name!r} is unknown; allowed: {', '.join(OPERATIONS)}")
    operation = OPERATIONS[name]
    given = set(config) - {"op"}
    unknown, missing = given - {*operation.needs, *operation.may}, set(operation.needs) - given
    if unknown:
        allowed = ", ".join((*operation.needs, *operation.may)) or "none"
        raise ValueError(f"{name} key {min(unknown)!r} is unknown; allowed: {allowed}")
    if missing:
        raise ValueError(f"{name} needs {min(missing)!r}")
    with np.errstate(all="ignore"):
        return operation.run(config)
