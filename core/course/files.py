"""Reading a TOML file of the course: its size, its keys, its texts; and what is wrong with one."""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from core.experiment.experiment import Experiment
from core.experiment.values import Problem

LANGUAGES = ("en", "ja")
LARGEST_FILE = 64_000  # bytes
LONGEST_TITLE, LONGEST_TEXT = 60, 1000  # characters
T = TypeVar("T")


@dataclass(frozen=True)
class FileProblem:
    """What is wrong with a file; it is left out, unless it is said otherwise.

    Codes: folder, name, size, toml (broken; `value` says where), missing, unknown (key), page, setting (`problem`
    of the link), about (no settings, or too many), sweep (`value` tells), language (none there), section (no table),
    text (no text, or too long), number (no whole number, or out of bounds), names (no list of names), needs (no
    lesson that comes before; the lesson stays), lesson (none of this name), again (`value` is there twice), sum (a
    plan's minutes), guess (a wrong value of [predict]), twice (the lesson `value` exists), many.
    """

    file: str
    code: str
    key: str = ""
    value: str = ""
    allowed: str = ""
    problem: Problem | None = None
    experiment: Experiment | None = None


class Wrong(Exception):
    """Carries the code and facts of a FileProblem."""

    def __init__(self, code: str, **facts: Any):
        super().__init__(code)
        self.code, self.facts = code, facts


class Stamp(NamedTuple):
    """A file as it lay in its folder: whoever has read it once reads it again when this has changed."""

    path: Path
    changed: int
    size: int


def stamps(folder: Path) -> tuple[Stamp, ...]:
    """All TOML files of a folder, by name. Raises OSError."""
    files = sorted(path for path in folder.iterdir() if path.suffix == ".toml")
    return tuple(Stamp(path, path.stat().st_mtime_ns, path.stat().st_size) for path in files)


def load(path: Path, size: int) -> dict[str, Any]:
    """The file's table. Raises Wrong, as all below do."""
    if size > LARGEST_FILE:
        raise Wrong("size", value=str(size), allowed=str(LARGEST_FILE))
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as wrong:  # its whole text would tell visitors where the server keeps its files
        raise Wrong("toml", value=wrong.strerror or "") from None
    except (ValueError, RecursionError) as wrong:  # not UTF-8, or no TOML
        raise Wrong("toml", value=str(wrong)) from None


def only(table: dict[str, Any], allowed: Iterable[str], prefix: str = "") -> None:
    """No key but these."""
    for key in table:
        if key not in allowed:
            raise Wrong("unknown", key=prefix + key, allowed=", ".join(prefix + name for name in allowed))


def text(table: dict[str, Any], key: str, longest: int, wanted: Iterable[str], prefix: str = "") -> str:
    """wanted: the keys that must be there, to be named where this one is not."""
    if key not in table:
        raise Wrong("missing", key=prefix + key, allowed=", ".join(prefix + name for name in wanted))
    value = table[key]
    if not isinstance(value, str) or not 0 < len(value.strip()) <= longest:
        raise Wrong("text", key=prefix + key, value=str(value), allowed=str(longest))
    return value.strip()


def texts(section: dict[str, Any], longest: dict[str, int], prefix: str = "") -> dict[str, str]:
    """A section that has just these texts. longest: the characters that each may have."""
    only(section, longest, prefix)
    return {key: text(section, key, most, longest, prefix) for key, most in longest.items()}


def whole(table: dict[str, Any], key: str, highest: int, prefix: str = "") -> int:
    """A whole number from 1."""
    value = table.get(key)
    if type(value) is not int or not 1 <= value <= highest:
        shown = "" if value is None else str(value)
        raise Wrong("number", key=prefix + key, value=shown, allowed=f"1–{highest}")
    return value


def names(table: dict[str, Any], key: str, prefix: str = "") -> tuple[str, ...]:
    """A list of names, each once; empty if there is none."""
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise Wrong("names", key=prefix + key, value=str(value))
    for place, name in enumerate(value):
        if name in value[:place]:
            raise Wrong("again", key=prefix + key, value=name)
    return tuple(value)


def tables(table: dict[str, Any], key: str, prefix: str = "") -> list[dict[str, Any]]:
    """All that stand under [[key]]."""
    found = table.get(key, [])
    if not isinstance(found, list) or not all(isinstance(part, dict) for part in found):
        raise Wrong("section", key=prefix + key, allowed=f"[[{prefix + key}]]")
    return found


def spoken(
    table: dict[str, Any], read: Callable[[dict[str, Any], str], T], prefix: str = ""
) -> tuple[tuple[str, T], ...]:
    """(language, what `read` makes of its section), one at least."""
    found = tuple(
        (code, read(_section(table, code, prefix), f"{prefix}{code}.")) for code in LANGUAGES if code in table
    )
    if not found:
        raise Wrong("language", allowed=", ".join(f"[{prefix}{code}]" for code in LANGUAGES))
    return found


def said(texts: tuple[tuple[str, T], ...], language: str) -> T:
    """Those in this language, else in the one that there is."""
    return dict(texts).get(language, texts[0][1])


def _section(table, code, prefix):
    section = table[code]
    if not isinstance(section, dict):
        raise Wrong("section", key=prefix + code, allowed=f"[{prefix}{code}]")
    return section
