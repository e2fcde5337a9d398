"""Which epochs of a recorded trace a case looks at."""

from collections.abc import Sequence
from typing import Any

import numpy as np

Array = np.ndarray


def window(trace: Array, config: dict[str, Any]) -> Array:
    """`loss_count` values from the 0-based epoch `loss_from` on; all that are left if no count is given."""
    first = config.get("loss_from", 0)
    count = config.get("loss_count", len(trace))
    return trace[first : first + count]


def following(trace: Array, config: dict[str, Any]) -> str | None:
    """The digits of the value right after the window, of which a page cut short shows the first; None at the end."""
    after: int = config.get("loss_from", 0) + config.get("loss_count", len(trace))
    return np.format_float_positional(trace[after]) if after < len(trace) else None


def at(trace: Array, epochs: Sequence[int]) -> Array:
    """The values at these 0-based epochs. Raises ValueError for one that the run does not have."""
    beyond = [epoch for epoch in epochs if not 0 <= epoch < len(trace)]
    if beyond:
        raise ValueError(f"epoch {beyond[0]} is not in this run; allowed: 0 to {len(trace) - 1}")
    return trace[list(epochs)]
