"""A section of a handout, and how its code is written from a template."""

import unicodedata
from dataclasses import dataclass
from string import Template
from textwrap import dedent

WIDTH = 100  # columns of code and comments


@dataclass(frozen=True)
class Section:
    """A title, what is explained in plain text (paragraphs split by an empty line), and code, which may be empty."""

    title: str
    prose: str
    code: str


def code(template: str, **parts: str | int) -> str:
    """The dedented template with each $name replaced. A line that is nothing but an empty part goes."""
    empty = {f"${name}" for name, part in parts.items() if part == ""}
    lines = [line for line in dedent(template).strip("\n").split("\n") if line.strip() not in empty]
    return "\n".join(_filled(line, parts) for line in lines)


def _filled(line, parts):
    """A part of several lines is indented as its place is."""
    margin = line[: len(line) - len(line.lstrip())]
    indented = {name: str(part).replace("\n", f"\n{margin}") for name, part in parts.items()}
    return Template(line).substitute(indented)


def joined(*blocks: str) -> str:
    """Blocks of code with one empty line between them, two around functions."""
    kept = [block.strip("\n") for block in blocks if block]
    text = ""
    for before, block in zip(["", *kept], kept, strict=False):
        apart = _last_top_line(before).startswith("def ") or block.startswith("def ")
        text += ("\n\n\n" if apart else "\n\n") * bool(before) + block
    return text


def _last_top_line(block):
    return [line for line in block.split("\n") if line[:1] not in ("", " ")][-1] if block else ""


def broken(start: str, expression: str, end: str = "") -> str:
    """start + expression + end, on several lines inside parentheses where it is too long for one."""
    if len(start) + len(expression) + len(end) <= WIDTH - 4:
        return start + expression + end
    terms = list(_terms(expression))
    lines, line = [], ""
    for token in terms if max(map(len, terms)) < WIDTH - 12 else _tokens(expression):
        if line and len(line) + len(token.rstrip()) > WIDTH - 12:
            lines.append(line.rstrip())
            line = ""
        line += token
    return "\n".join([f"{start}(", *(f"    {part}" for part in [*lines, line]), f"){end}"])


def _terms(text):
    """The terms of a sum, each with the sign before it."""
    depth, start = 0, 0
    for at, mark in enumerate(text):
        depth += (mark == "(") - (mark == ")")
        if depth == 0 and text[at : at + 3] in (" + ", " - "):
            yield text[start : at + 1]
            start = at + 1
    yield text[start:]


def _tokens(text):
    """Pieces after which a line may be broken: at a space, or behind an opening parenthesis."""
    token = ""
    for mark in text:
        token += mark
        if mark in " (":
            yield token
            token = ""
    yield token


def columns(text: str) -> int:
    """How wide the text is where every letter has the same width; a Japanese letter takes two."""
    return sum(2 if is_wide(letter) else 1 for letter in text)


def is_wide(letter: str) -> bool:
    """A Japanese letter or mark."""
    return unicodedata.east_asian_width(letter) in "WF"


def right(text: str, width: int) -> str:
    """The text at the right end of so many columns."""
    return " " * (width - columns(text)) + text


def number(value: float) -> str:
    """A float as Python writes it, so that it reads back as the same."""
    return repr(float(value))


def array(values) -> str:
    """A nested list of numbers as text for np.array, broken into lines where it is long."""
    if not isinstance(values[0], list):
        return _wrapped([number(value) for value in values])
    rows = [array(row) for row in values]
    if sum(map(len, rows)) < WIDTH - 24:
        return f"[{', '.join(rows)}]"
    return "[\n    " + ",\n    ".join(row.replace("\n", "\n    ") for row in rows) + ",\n]"


def _wrapped(texts):
    line = f"[{', '.join(texts)}]"
    if len(line) < WIDTH - 24:
        return line
    lines = [""]
    for text in texts:
        if len(lines[-1]) + len(text) > WIDTH - 24:
            lines.append("")
        lines[-1] += f"{text}, "
    return "[\n    " + "\n    ".join(part.rstrip() for part in lines) + "\n]"
