"""Arrays as plain lists."""

from typing import Any

import numpy as np


def finite(values: np.ndarray) -> Any:
    """As nested lists, with None for what JSON cannot say."""
    if values.ndim:
        return [finite(row) for row in values]
    return values.item() if np.isfinite(values) else None
