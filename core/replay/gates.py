"""What notebooks 000 and 001 share: two inputs, four samples in the order 00 01 10 11, one neuron [w0, w1, b]."""

from typing import Any

import numpy as np

from core.data.gates import GATES, gate_corners
from core.engine.network import Network

Array = np.ndarray
DEFAULT_TASK = "AND"


def neuron(activation: str) -> Network:
    """One neuron on two inputs; its parameters in order are w0, w1, b. The step fires at 0.5."""
    return Network((2, 1), output=activation)


def samples(task: str) -> tuple[Array, Array]:
    """x (4, 2) and t (4, 1) of the gate `task`, written in capitals or not. Raises ValueError for an unknown gate."""
    if task.lower() not in GATES:
        raise ValueError(f"task {task!r} is unknown; allowed: {', '.join(GATES)}")
    x, t = gate_corners(task.lower())
    return x, t[:, None]


def task_of(config: dict[str, Any]) -> str:
    """Whose targets errors are taken against after the last stage."""
    stages = config.get("stages") or [{}]
    return config.get("eval_task") or stages[-1].get("task", DEFAULT_TASK)


def frozen(stages: list[dict[str, Any]], defaults: dict[str, Any]) -> tuple[tuple[Any, ...], ...]:
    """The stages as tuples in the order of `defaults`, so that equal runs are made once. Raises for unknown keys."""
    for stage in stages:
        unknown = set(stage) - set(defaults)
        if unknown:
            raise ValueError(f"stage key {min(unknown)!r} is unknown; allowed: {', '.join(defaults)}")
    return tuple(tuple(stage.get(key, default) for key, default in defaults.items()) for stage in stages)
