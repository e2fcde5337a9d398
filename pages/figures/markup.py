"""Pieces of HTML that several tables share."""

import re
from collections.abc import Sequence
from html import escape


def head_row(heads: Sequence[str]) -> str:
    """A row of column titles, escaped; a column without one gets an empty cell, not an empty heading."""
    cells = (f"<th scope='col'>{escape(text)}</th>" if text else "<td></td>" for text in heads)
    return f"<tr>{''.join(cells)}</tr>"


def inline(text: str) -> str:
    """A sentence of a lesson, escaped; of Markdown it keeps what is *emphasised*."""
    return re.sub(r"(\*{1,2})(\S(?:.*?\S)?)\1", r"<em>\2</em>", escape(text))
