"""Numbers as people read them. What a program or a link reads back keeps every digit: settings.number_text."""

DIGITS = ".15g"  # the digits after these are rounding, and each processor rounds in its own way


def readable(value: float) -> str:
    """The value to fifteen significant digits, without zeros at the end: 113.29 for 113.28999999999999, 3, 1e-10."""
    return format(value, DIGITS)
