"""From sections to a file: a script with comments, or a notebook with Markdown."""

import json
from urllib.parse import quote

from core.handout.section import Section, columns, is_wide

_COMMENT = 88  # columns of explaining comments: they are read, not skimmed
_NOT_FIRST = "、。，．・：；？！）」』】ー々%"  # no line of Japanese begins with one of these
_NOT_LAST = "（「『【"


def quoted(link: str) -> str:
    """The link with everything but its own plain characters as %XX: one line, no markup, and still the same link."""
    return quote(link, safe="/:?=&%,;@+-._~#", errors="replace")


def as_script(title: str, sections: list[Section], link: str) -> str:
    """One Python file; `link` must be quoted."""
    head = f"# {title}\n#\n# {link}\n"
    return head + "".join(_part(section) for section in sections)


def _part(section):
    comment = "\n#\n".join(_commented(paragraph) for paragraph in [section.title, *_paragraphs(section.prose)])
    rule = "# " + "-" * (_COMMENT - 2)
    return f"\n{_gap(section)}{rule}\n{comment}\n\n{_lead(section)}{section.code}\n"


def _gap(section):
    return "\n" if not section.code.startswith("import") else ""


def _lead(section):
    return "\n" if section.code.startswith("def ") else ""


def _paragraphs(prose):
    return [paragraph for paragraph in prose.split("\n\n") if paragraph]


def _commented(paragraph):
    return "\n".join(f"# {line}" for line in wrapped(paragraph, _COMMENT - 2))


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns; a Japanese letter takes two, and a line may be broken after it."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and columns(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()]


def _pieces(text):
    """What must stay on one line: a word and the space behind it, or one Japanese letter and the marks around it."""
    piece = ""
    for letter, following in zip(text, [*text[1:], " "], strict=True):
        piece += letter
        apart = letter == " " or ((is_wide(letter) or is_wide(following)) and following != " ")
        if apart and following not in _NOT_FIRST and letter not in _NOT_LAST:
            yield piece
            piece = ""
    if piece:
        yield piece


def as_notebook(title: str, sections: list[Section], link: str) -> str:
    """One notebook; `link` must be quoted."""
    where = f"<{link}>" if link.startswith(("https://", "http://")) else f"`{link}`"
    cells = [("markdown", f"# {title}\n\n{where}")]
    for section in sections:
        cells.append(("markdown", f"## {section.title}\n\n{section.prose}".rstrip()))
        cells += [("code", section.code)] if section.code else []
    book = {
        "cells": [_cell(number, kind, text) for number, (kind, text) in enumerate(cells, 1)],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(book, ensure_ascii=False, indent=1) + "\n"


def _cell(number, kind, text):
    cell = {"cell_type": kind, "id": f"cell-{number}", "metadata": {}, "source": text.splitlines(keepends=True)}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})
