"""Drawings as a link has them."""

import base64

import numpy as np

from core.data.digits.subset import LEVELS


def text(levels, label: int) -> str:
    """label.image of grey levels 0 to 15, row by row: two in a byte, the last of an odd number with a 0."""
    levels = np.append(levels, np.zeros(len(levels) % 2, int)).astype(np.uint8)
    return f"{label}.{base64.urlsafe_b64encode(levels[::2] << 4 | levels[1::2]).decode().rstrip('=')}"


def drawing(label: int, side: int = 14, seed: int = 0) -> str:
    """Ink in a random place."""
    return text(np.random.RandomState(seed).randint(0, LEVELS + 1, side * side), label)
