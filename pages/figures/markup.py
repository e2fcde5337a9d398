"""Pieces of HTML that several tables share."""

from collections.abc import Sequence
from html import escape


def head_row(heads: Sequence[str]) -> str:
    """A row of column titles, escaped; a column without one gets an empty cell, not an empty heading."""
    cells = (f"<th scope='col'>{escape(text)}</th>" if text else "<td></td>" for text in heads)
    return f"<tr>{''.join(cells)}</tr>"
