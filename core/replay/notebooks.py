"""The five notebooks, cell by cell in our own words, with the cases that each cell printed or implies."""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from core.readable import readable
from core.replay.comparing import Result, all_cases, compare
from core.replay.links import Link, link_of

DATA = Path(__file__).parent / "data"
NOTEBOOKS = ("000", "001", "002", "003", "004")
LANGUAGES = ("en", "ja")

BRIEF = 6  # numbers in one line
_DECIMALS = re.compile(r"^(-?0*\.?0*[1-9](?:\.?\d){14})\d+$", re.ASCII)


class Text(dict[str, str]):
    """Language -> words; in English where a language has none."""

    def __missing__(self, language: str) -> str:
        return self["en"]


@dataclass(frozen=True)
class Cell:
    """One step of a notebook: what it does, the ids of its cases, where it errs, where it can be seen alive.

    `number` counts from 1 in our own division; the notebooks' own cell numbers have gaps.
    """

    notebook: str
    number: int
    name: str
    title: Text
    does: Text
    cases: tuple[str, ...]
    notes: tuple[Text, ...]
    link: Link

    def results(self) -> list[Result]:
        """Every case of this cell, compared."""
        return [compare(all_cases()[case]) for case in self.cases]


def notebook(number: int | str) -> list[Cell]:
    """The cells of notebook 0 to 4, or "000" to "004", in order. Raises ValueError for another one."""
    return list(_cells(name_of(number)))


def title(number: int | str) -> Text:
    """What the notebook is about."""
    return _read(name_of(number))["title"]


def name_of(number: int | str) -> str:
    """The notebook's three digits. Raises ValueError naming the value and the allowed names."""
    name = f"{number:03d}" if isinstance(number, int) else number
    if name not in NOTEBOOKS:
        raise ValueError(f"notebook {number!r} is unknown; allowed: {', '.join(NOTEBOOKS)}")
    return name


def words() -> dict[str, Text]:
    """What a table of results needs to say."""
    return _read("words")["words"]


def brief(value: Any, say: dict[str, str]) -> str:
    """A result in one line: up to six numbers; of a longer list how many there are, and the first.

    `say` holds `words()` in one language.
    """
    if isinstance(value, list):
        if len(value) > BRIEF:
            return say["numbers"].format(n=len(value), first=brief(value[0], say))
        return "[" + ", ".join(brief(item, say) for item in value) + "]"
    if isinstance(value, bool):
        return say["yes"] if value else say["no"]
    if value is None or value == "nan":
        return say["not_finite"]
    return _leading(value) if isinstance(value, str) else readable(value)


def _leading(text):
    """Digits that a page cut off showed, at most fifteen of them; words as they are."""
    return _DECIMALS.sub(r"\1", text)


def value_names() -> dict[str, Text]:
    """What each named result is, in words."""
    return _read("words")["values"]


@cache
def _read(name: str) -> dict[str, Any]:
    told = (DATA / f"{name}.json").read_text(encoding="utf-8")
    return json.loads(told, object_hook=lambda found: Text(found) if "en" in found else found)


@cache
def _cells(name: str) -> tuple[Cell, ...]:
    return tuple(_cell(name, i, row) for i, row in enumerate(_read(name)["cells"], start=1))


def _cell(name, number, row):
    cases, notes = tuple(row["cases"]), tuple(row["notes"])
    return Cell(name, number, row["name"], row["title"], row["does"], cases, notes, _link(row))


def _link(row):
    """Of a config given for that purpose, of a page alone, or of the cell's first case."""
    if "page" in row:
        return Link(row["page"], row.get("query", ""))
    config = row.get("config") or all_cases()[row["cases"][0]]["config"]
    return link_of(config, trace=True)
