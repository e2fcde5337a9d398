"""Numbers in sentences."""

from typing import Any


def readable(value: float) -> str:
    """To fifteen significant digits, without zeros at the end: the digits after these are rounding."""
    return format(value, ".15g")


def short(value: Any) -> Any:
    """A float to four significant digits; what is none stays as it is."""
    return f"{value:.4g}" if isinstance(value, float) else value
