"""What a loss curve looks like from afar."""

import numpy as np

Array = np.ndarray

GROWN = 1.25  # times what it began with: it grows
STILL = 0.1  # of what it began with: a loss that falls by less has stayed
WAITED = 0.25  # of the way: so long a stretch without a fall is a plateau
FALL = 0.06  # of the whole fall: less than this in such a stretch is none
SHAPES = ("grows", "stays", "waits", "falls")


def shape(values: Array) -> str:
    """One of SHAPES. values: the loss at places evenly spread over the run; what is not finite has grown.

    waits: on a plateau, before most of its fall.
    """
    if not np.isfinite(values).all() or values[-1] > GROWN * values[0]:
        return "grows"
    fall = values[0] - values.min()
    if fall < STILL * values[0]:
        return "stays"
    return "waits" if _plateau(values, fall) else "falls"


def _plateau(values, fall):
    """Whether there is a long stretch without a fall, with a good part of the fall still to come."""
    width = max(2, round(WAITED * (len(values) - 1)))
    lowest_later = np.minimum.accumulate(values[::-1])[::-1]
    for k in range(len(values) - width):
        still = values[k] - values[k + width] < FALL * fall
        if still and values[k + width] - lowest_later[k + width] > 0.3 * fall:
            return True
    return False
