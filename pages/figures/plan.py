"""A plan for a class as a table: on screen its lessons are links, on paper each has its address and QR code."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from pages.figures.markup import inline
from pages.figures.qr import as_picture, qr_code


@dataclass(frozen=True)
class Row:
    """link: a whole address, empty where nothing is opened."""

    minutes: int
    title: str
    link: str
    ask: str
    see: str
    do: str


def plan_table(heads: Sequence[str], rows: Sequence[Row], code_hint: str) -> str:
    """heads: of minutes, what to open, to ask, to see and to do, and of the code. code_hint names a code: {title}."""
    first = "".join(f"<th scope='col'>{escape(head)}</th>" for head in heads)
    begins = [sum(row.minutes for row in rows[:place]) for place in range(len(rows))]
    body = "".join(_row(row, begin, heads, code_hint) for row, begin in zip(rows, begins, strict=True))
    return f"<table class='plan'><thead><tr>{first}</tr></thead><tbody>{body}</tbody></table>"


def _row(row, begin, heads, code_hint):
    texts = (row.ask, row.see, row.do)
    cells = (
        f"<td data-head='{escape(head)}'>{inline(text)}</td>" for head, text in zip(heads[2:5], texts, strict=True)
    )
    return (
        f"<tr><td class='plan-time'>{begin}–{begin + row.minutes}</td><th scope='row'>{_opened(row)}</th>"
        f"{''.join(cells)}<td class='plan-code'>{_code(row, code_hint)}</td></tr>"
    )


def _opened(row):
    if not row.link:
        return escape(row.title)
    link = escape(row.link, quote=True)
    return f"<a href='{link}'>{escape(row.title)}</a><span class='plan-link'>{link}</span>"


def _code(row, hint):
    code = qr_code(row.link) if row.link else None
    if code is None:
        return ""
    return f"<img alt='{escape(hint.format(title=row.title), quote=True)}' src='{as_picture(code)}'>"
