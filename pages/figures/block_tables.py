"""Tables of the building blocks page as HTML, everything in them escaped; and the lines of code that give the same."""

import math
from collections.abc import Sequence
from html import escape

import numpy as np

from pages.figures.markup import head_row

_SHOWN = 20


class Code(str):
    """A cell that is code."""


def table_html(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table with column titles (none where all are empty) and rows; the first column names the row."""
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    thead = f"<thead>{head_row(heads)}</thead>" if any(heads) else ""
    return f"<div class='blk'><table>{thead}<tbody>{body}</tbody></table></div>"


def _cell(text):
    return f"<td><code>{escape(text)}</code></td>" if isinstance(text, Code) else f"<td>{escape(text)}</td>"


def number_cell(value: float, digits: int = 8) -> str:
    """So many significant digits; ∞ and nan as such."""
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    return f"{value + 0.0:.{digits}g}"


def round_number(value: float) -> str:
    """Three significant digits without an exponent."""
    return f"{float(f'{value:.3g}'):,.10g}" if math.isfinite(value) else number_cell(value)


def array_code(value: object) -> Code:
    """An array as NumPy prints it."""
    return Code(np.array2string(value, separator=", ") if isinstance(value, np.ndarray) else str(value))


def error_html(code: str, message: str) -> str:
    """A line of code, and the words of the error that it raises."""
    said = f"<code>{escape(code)}<br>ValueError: {escape(message)}</code>"
    return f"<div class='blk'><div class='blk-error' role='alert'>{said}</div></div>"


def choice_code(total: int, n: int, replace: bool, seed: int, indices: Sequence[int]) -> str:
    """The lines that draw the same indices in a notebook, and what they give, or its beginning."""
    without = "" if replace else ", replace=False"
    shown = ", ".join(map(str, indices[:_SHOWN])) + (", …" if len(indices) > _SHOWN else "")
    return f"np.random.seed({seed})\nnp.random.choice({total}, {n}{without})\n# [{shown}]"
