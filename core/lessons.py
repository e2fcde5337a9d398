"""Lessons: prepared experiments with what to ask, to watch and to see, one TOML file each, in the order of a course.

`read_course(folder)` never raises: what is wrong with a file is a problem, and the other lessons work.
"""

import re
import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qsl

from core.experiment.experiment import Experiment
from core.experiment.link import ADDRESS_KEYS, from_query, to_pairs
from core.experiment.values import Problem
from core.guess import reading
from core.guess.predict import Predict
from core.pair.pair import Pair, to_kept_pairs
from core.sweep.axes import write_axis
from core.sweep.reading import OVER, SEEDS, read_sweep
from core.sweep.told import SHOWN
from core.tasks.registry import TASKS
from core.tasks.together import with_kept

PAGES = {task.page: name for name, task in TASKS.items()}  # page -> the task that it shows
SWEEP = "sweep"  # the page of many runs at once
LANGUAGES = ("en", "ja")
KEYS = ("link", reading.TABLE, *LANGUAGES)
OPENING = ("at", "sel", "view")  # of what a link says of the view, what a lesson keeps
LARGEST_FILE = 64_000  # bytes
LONGEST_TITLE, LONGEST_TEXT = 60, 1000  # characters
MOST_LESSONS = 200
FILE_NAME = "a number, a hyphen, letters a-z, digits or hyphens, .toml, such as 045-my-lesson.toml"
_NAME = re.compile(r"[0-9]+-([a-z0-9]+(?:-[a-z0-9]+)*)\.toml", re.ASCII)


@dataclass(frozen=True)
class Texts:
    """What a lesson says in one language: `question` before, `watch` while, `shows` after playing."""

    title: str
    question: str
    watch: str
    shows: str


TEXT_KEYS = tuple(f.name for f in fields(Texts))


@dataclass(frozen=True)
class Lesson:
    """`name` is the link's; `page` shows `experiment`; `texts` has (language, Texts) pairs, at least one.

    opening: (key, text) pairs of the address that say at which step it opens, what is selected and switched. beside:
    those that say which runs are kept beside it, and the clock; or of a sweep what is varied, from how many seeds, and
    what is shown of it. predict: what is to be guessed before it plays.
    """

    name: str
    page: str
    experiment: Experiment
    texts: tuple[tuple[str, Texts], ...]
    opening: tuple[tuple[str, str], ...] = ()
    beside: tuple[tuple[str, str], ...] = ()
    predict: Predict | None = None

    def said(self, language: str) -> Texts:
        """The texts in this language, else in the one that there is."""
        return dict(self.texts).get(language, self.texts[0][1])

    @property
    def query(self) -> dict[str, str | list[str]]:
        """What the address carries: the settings, the runs beside, how it opens, and which lesson it is."""
        named = {"task": self.experiment.task} if self.page == SWEEP else {}
        several = [text for key, text in self.beside if key == OVER]
        over = {OVER: several} if several else {}
        return (
            named | dict(to_pairs(self.experiment)) | dict(self.beside) | over | dict(self.opening)
            | {"lesson": self.name}
        )  # fmt: skip


@dataclass(frozen=True)
class FileProblem:
    """What is wrong with a lesson's file; the lesson is left out.

    Codes: folder, name, size, toml (broken; `value` says where), missing, unknown (key), page, setting (`problem`
    of the link), sweep (`value` tells), language (none there), section (no table), text (no text, or too long),
    guess (a wrong value of [predict]), twice (the lesson `value` exists), many.
    """

    file: str
    code: str
    key: str = ""
    value: str = ""
    allowed: str = ""
    problem: Problem | None = None
    experiment: Experiment | None = None


class _Wrong(Exception):
    """Carries the code and facts of a FileProblem."""

    def __init__(self, code, **facts):
        super().__init__(code)
        self.code, self.facts = code, facts


@dataclass(frozen=True)
class Course:
    """The lessons in the order of their files, and what is wrong with the others."""

    lessons: tuple[Lesson, ...] = ()
    problems: tuple[FileProblem, ...] = ()

    def find(self, name: str) -> int | None:
        """The place of the lesson of this name, counted from 0."""
        return next((i for i, lesson in enumerate(self.lessons) if lesson.name == name), None)


def read_course(folder: Path) -> Course:
    """All lessons of a folder; read again only when a file has changed."""
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix == ".toml")
        stamps = tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in files)
    except OSError:
        return Course(problems=(FileProblem(folder.name, "folder"),))
    return _read(stamps)


@lru_cache(maxsize=4)
def _read(stamps):
    lessons, problems = {}, []
    for path, _, size in stamps:
        try:
            lesson = read_lesson(path, size)
            if lesson.name in lessons:
                raise _Wrong("twice", value=lesson.name)
            if len(lessons) == MOST_LESSONS:
                raise _Wrong("many", allowed=str(MOST_LESSONS))
            lessons[lesson.name] = lesson
        except (_Wrong, reading.Amiss) as wrong:
            problems.append(FileProblem(path.name, wrong.code, **wrong.facts))
    return Course(tuple(lessons.values()), tuple(problems))


def read_lesson(path: Path, size: int) -> Lesson:
    name = _NAME.fullmatch(path.name)
    if not name:
        raise _Wrong("name", allowed=FILE_NAME)
    table = _load(path, size)
    _only(table, KEYS)
    page, experiment, opening, beside = _linked(_text(table, "link", 10 * LONGEST_TEXT))
    texts = tuple((code, _texts(table, code)) for code in LANGUAGES if code in table)
    if not texts:
        raise _Wrong("language", allowed=", ".join(f"[{code}]" for code in LANGUAGES))
    several = len(dict(beside).get("vs", "").split("|")) + ("vs" in dict(beside))
    predict = reading.read(table, None if page == SWEEP else experiment, several, LANGUAGES)
    return Lesson(name[1], page, experiment, texts, opening, beside, predict)


def _load(path, size):
    if size > LARGEST_FILE:
        raise _Wrong("size", value=str(size), allowed=str(LARGEST_FILE))
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as wrong:  # its whole text would tell visitors where the server keeps its files
        raise _Wrong("toml", value=wrong.strerror or "") from None
    except (ValueError, RecursionError) as wrong:  # not UTF-8, or no TOML
        raise _Wrong("toml", value=str(wrong)) from None


def _only(table, allowed, prefix=""):
    for key in table:
        if key not in allowed:
            raise _Wrong("unknown", key=prefix + key, allowed=", ".join(prefix + name for name in allowed))


def _texts(table, code):
    section = table[code]
    if not isinstance(section, dict):
        raise _Wrong("section", key=code, allowed=f"[{code}]")
    _only(section, (*TEXT_KEYS, *reading.TEXT_KEYS), f"{code}.")
    return Texts(**{key: _text(section, key, _longest(key), f"{code}.") for key in TEXT_KEYS})


def _longest(key):
    return LONGEST_TITLE if key == "title" else LONGEST_TEXT


def _text(table, key, longest, prefix=""):
    if key not in table:
        raise _Wrong("missing", key=prefix + key, allowed=", ".join(prefix + name for name in _siblings(prefix)))
    value = table[key]
    if not isinstance(value, str) or not 0 < len(value.strip()) <= longest:
        raise _Wrong("text", key=prefix + key, value=str(value), allowed=str(longest))
    return value.strip()


def _siblings(prefix):
    return TEXT_KEYS if prefix else KEYS


def _linked(link):
    """(page, experiment, how it opens, what is beside it) of an address; any host before the page does not count."""
    address, _, query = link.partition("?")
    page = address.rstrip("/").rpartition("/")[2]
    if page == SWEEP:
        return _swept(query)
    if page not in PAGES:
        raise _Wrong("page", key="link", value=page, allowed=", ".join((*PAGES, SWEEP)))
    experiment, problems = from_query(query, kind=TASKS[PAGES[page]].kind, also=ADDRESS_KEYS)
    runs, more = with_kept(experiment, query)
    for problem in problems + more:
        if problem.is_error:
            raise _Wrong("setting", key="link", value=problem.value, problem=problem, experiment=experiment)
    said = dict(parse_qsl(query))
    opening = tuple((key, said[key]) for key in OPENING if key in said)
    beside = to_kept_pairs(runs.runs[1:], runs.clock) if isinstance(runs, Pair) else []
    opening = tuple(pair for pair in opening if pair[0] != "at" or pair[1].isdecimal())
    return page, experiment, opening, tuple(beside)


def _swept(query):
    """The same of a sweep: its run, and beside it what is varied."""
    said = dict(parse_qsl(query))
    sweep, problems = read_sweep(query, also=(*ADDRESS_KEYS, "show"))
    if sweep is None:
        raise _Wrong("sweep", key="link", value="; ".join(map(str, problems)))
    if said.get("show", SHOWN[0]) not in SHOWN:
        raise _Wrong("sweep", key="link", value=f"show={said['show']}; {', '.join(SHOWN)}")
    over = [(OVER, write_axis(axis, kind=type(sweep.base), sign=":")) for axis in sweep.axes]
    shown = [("show", said["show"])] if "show" in said else []
    return SWEEP, sweep.base, (), (*over, (SEEDS, str(sweep.seeds)), *shown)
