"""The sixteen gates of two inputs."""

import numpy as np

Array = np.ndarray

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
CORNERS.flags.writeable = False

# name -> targets at (0,0) (0,1) (1,0) (1,1)
GATES: dict[str, tuple[int, int, int, int]] = {
    "false": (0, 0, 0, 0),
    "and": (0, 0, 0, 1),
    "gt": (0, 0, 1, 0),
    "x0": (0, 0, 1, 1),
    "lt": (0, 1, 0, 0),
    "x1": (0, 1, 0, 1),
    "xor": (0, 1, 1, 0),
    "or": (0, 1, 1, 1),
    "nor": (1, 0, 0, 0),
    "xnor": (1, 0, 0, 1),
    "notx1": (1, 0, 1, 0),
    "ge": (1, 0, 1, 1),
    "notx0": (1, 1, 0, 0),
    "le": (1, 1, 0, 1),
    "nand": (1, 1, 1, 0),
    "true": (1, 1, 1, 1),
}
GATE_OF_TARGETS: dict[tuple[int, ...], str] = {targets: name for name, targets in GATES.items()}
NOT_SEPARABLE = ("xor", "xnor")  # by one straight line


def gate_corners(gate: str) -> tuple[Array, Array]:
    """The four corners (4, 2) and the gate's targets (4,). Raises ValueError for an unknown gate."""
    if gate not in GATES:
        raise ValueError(f"gate {gate!r} is unknown; allowed: {', '.join(GATES)}")
    return CORNERS.copy(), np.array(GATES[gate], dtype=float)
