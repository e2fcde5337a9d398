"""Chapters of a course, and the thread: the shortest way through it. They stand in `course.toml` beside the lessons."""

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
    names,
    only,
    said,
    spoken,
    tables,
    text,
    texts,
)

FILE = "course.toml"
KEYS = ("thread", "chapter")
CHAPTER_KEYS = ("name", "lessons", *LANGUAGES)


@dataclass(frozen=True)
class Heading:
    """Of a chapter, in one language."""

    title: str
    sentence: str


@dataclass(frozen=True)
class Chapter:
    """lessons: their names, in order."""

    name: str
    lessons: tuple[str, ...]
    texts: tuple[tuple[str, Heading], ...]

    def said(self, language: str) -> Heading:
        """Its heading in this language, else in the one that there is."""
        return said(self.texts, language)


@dataclass(frozen=True)
class Outline:
    """thread: names of the lessons that lead from the first chapter to the last one."""

    chapters: tuple[Chapter, ...] = ()
    thread: tuple[str, ...] = ()
    problems: tuple[FileProblem, ...] = ()


def read_outline(folder: Path, lessons: tuple[str, ...]) -> Outline:
    """lessons: the names of those that there are. Never raises; without the file there are no chapters."""
    path = folder / FILE
    try:
        found = path.stat()
    except OSError:
        return Outline()
    return _read(path, found.st_mtime_ns, found.st_size, lessons)


@lru_cache(maxsize=4)
def _read(path, _changed, size, lessons):
    try:
        table = load(path, size)
        only(table, KEYS)
        chapters = tuple(_chapter(part, number) for number, part in enumerate(tables(table, "chapter"), 1))
        thread = names(table, "thread")
        _check(chapters, thread, lessons)
    except Wrong as wrong:
        return Outline(problems=(FileProblem(path.name, wrong.code, **wrong.facts),))
    return Outline(chapters, thread)


def _chapter(table: dict[str, Any], number: int) -> Chapter:
    prefix = f"chapter {number}: "
    only(table, CHAPTER_KEYS, prefix)
    name = text(table, "name", LONGEST_TITLE, CHAPTER_KEYS, prefix)
    return Chapter(name, names(table, "lessons", prefix), spoken(table, _heading, prefix))


def _heading(section, prefix):
    return Heading(**texts(section, {"title": LONGEST_TITLE, "sentence": LONGEST_TEXT}, prefix))


def _check(chapters, thread, lessons):
    """Each lesson that is named is there, and in one chapter only; no two chapters have one name."""
    seen: set[str] = set()
    for number, chapter in enumerate(chapters, 1):
        if chapter.name in [other.name for other in chapters[: number - 1]]:
            raise Wrong("again", key=f"chapter {number}: name", value=chapter.name)
        for name in chapter.lessons:
            _there(name, f"chapter {number}: lessons", lessons)
            if name in seen:
                raise Wrong("again", key=f"chapter {number}: lessons", value=name)
            seen.add(name)
    for name in thread:
        _there(name, "thread", lessons)


def _there(name, key, lessons):
    if name not in lessons:
        raise Wrong("lesson", key=key, value=name, allowed=", ".join(lessons))
