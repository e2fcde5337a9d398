"""Plans for a class: minutes, lessons, what to ask, what is seen, what they do. One TOML file each in `plans/`."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from core.course.files import (
    LANGUAGES,
    LONGEST_TEXT,
    LONGEST_TITLE,
    FileProblem,
    Wrong,
    load,
    only,
    said,
    spoken,
    stamps,
    tables,
    text,
    texts,
    whole,
)

FOLDER = "plans"
KEYS = ("minutes", "step", *LANGUAGES)
STEP_KEYS = ("minutes", "lesson", *LANGUAGES)
STEP_TEXTS = ("topic", "ask", "see", "do")
MOST_MINUTES, MOST_STEPS = 240, 40
FILE_NAME = "letters a-z, digits or hyphens, .toml, such as 15-one-neuron.toml"
_NAME = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)\.toml", re.ASCII)


@dataclass(frozen=True)
class Heading:
    """Of a plan in one language. goal: what the class knows at its end."""

    title: str
    goal: str


@dataclass(frozen=True)
class Words:
    """Of a step in one language; what is empty says the lesson. A step without a lesson has a topic."""

    topic: str = ""
    ask: str = ""
    see: str = ""
    do: str = ""


@dataclass(frozen=True)
class Step:
    """lesson: the name of the one that is opened; empty if none is."""

    minutes: int
    lesson: str
    texts: tuple[tuple[str, Words], ...]

    def said(self, language: str) -> Words:
        """Its words in this language, else in the one that there is."""
        return said(self.texts, language) if self.texts else Words()


@dataclass(frozen=True)
class Plan:
    """`name` is the link's. The steps' minutes add up to its own."""

    name: str
    minutes: int
    steps: tuple[Step, ...]
    texts: tuple[tuple[str, Heading], ...]

    def said(self, language: str) -> Heading:
        """Its heading in this language, else in the one that there is."""
        return said(self.texts, language)


@dataclass(frozen=True)
class Plans:
    """The plans, short ones first, and what is wrong with the others."""

    plans: tuple[Plan, ...] = ()
    problems: tuple[FileProblem, ...] = ()


def read_plans(folder: Path, lessons: tuple[str, ...]) -> Plans:
    """Of a course's folder; lessons: the names of those that there are. Never raises."""
    try:
        return _read(stamps(folder / FOLDER), lessons)
    except OSError:
        return Plans()


@lru_cache(maxsize=4)
def _read(files, lessons):
    plans, problems = [], []
    for path, _, size in files:
        try:
            plans.append(_plan(path, size, lessons))
        except Wrong as wrong:
            problems.append(FileProblem(path.name, wrong.code, **wrong.facts))
    return Plans(tuple(sorted(plans, key=lambda plan: plan.minutes)), tuple(problems))


def _plan(path: Path, size: int, lessons: tuple[str, ...]) -> Plan:
    name = _NAME.fullmatch(path.name)
    if not name:
        raise Wrong("name", allowed=FILE_NAME)
    table = load(path, size)
    only(table, KEYS)
    minutes, parts = whole(table, "minutes", MOST_MINUTES), tables(table, "step")
    if not 1 <= len(parts) <= MOST_STEPS:
        raise Wrong("number", key="[[step]]", value=str(len(parts)), allowed=f"1–{MOST_STEPS}")
    steps = tuple(_step(part, f"step {number}: ", lessons) for number, part in enumerate(parts, 1))
    if (total := sum(step.minutes for step in steps)) != minutes:
        raise Wrong("sum", key="minutes", value=str(total), allowed=str(minutes))
    return Plan(name[1], minutes, steps, spoken(table, _heading))


def _heading(section, prefix):
    return Heading(**texts(section, {"title": LONGEST_TITLE, "goal": LONGEST_TEXT}, prefix))


def _step(table: dict[str, Any], prefix: str, lessons: tuple[str, ...]) -> Step:
    only(table, STEP_KEYS, prefix)
    minutes, lesson = whole(table, "minutes", MOST_MINUTES, prefix), table.get("lesson", "")
    if lesson and lesson not in lessons:
        raise Wrong("lesson", key=f"{prefix}lesson", value=str(lesson), allowed=", ".join(lessons))
    spoken_of = not lesson or any(code in table for code in LANGUAGES)
    said_of = spoken(table, lambda section, at: _words(section, at, lesson), prefix) if spoken_of else ()
    return Step(minutes, lesson, said_of)


def _words(section, prefix, lesson):
    only(section, STEP_TEXTS, prefix)
    if not lesson and "topic" not in section:
        raise Wrong("missing", key=f"{prefix}topic", allowed=f"{prefix}topic")
    return Words(**{key: text(section, key, LONGEST_TEXT, STEP_TEXTS, prefix) for key in section})
