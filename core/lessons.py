"""Lessons: prepared experiments with what to ask, to watch and to see, one TOML file each, in the order of a course.

`read_course(folder)` never raises: what is wrong with a file is a problem, and the other lessons work.
"""

import re
from dataclasses import MISSING, dataclass, fields, replace
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qsl

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
    stamps,
    text,
    whole,
)
from core.course.outline import FILE as OUTLINE
from core.experiment.experiment import Experiment
from core.experiment.link import ADDRESS_KEYS, from_query, to_pairs
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
KEYS = ("link", "about", "minutes", "needs", reading.TABLE, *LANGUAGES)
OPENING = ("at", "sel", "view")  # of what a link says of the view, what a lesson keeps
MOST_LESSONS, MOST_MINUTES = 200, 60
MOST_ABOUT = 3  # settings that a lesson keeps in reach
FILE_NAME = "a number, a hyphen, letters a-z, digits or hyphens, .toml, such as 045-my-lesson.toml"
_NAME = re.compile(r"[0-9]+-([a-z0-9]+(?:-[a-z0-9]+)*)\.toml", re.ASCII)


@dataclass(frozen=True)
class Texts:
    """What a lesson says in one language: `question` before, `watch` while, `shows` after playing, and
    then which control to try; empty if the file names none."""

    title: str
    question: str
    watch: str
    shows: str
    try_now: str = ""


TEXT_KEYS, TRY = tuple(f.name for f in fields(Texts) if f.default is MISSING), "try"


@dataclass(frozen=True)
class Lesson:
    """`name` is the link's; `page` shows `experiment`; `texts` has (language, Texts) pairs, at least one.

    opening: (key, text) pairs of the address that say at which step it opens, what is selected and switched. beside:
    those that say which runs are kept beside it, and the clock; or of a sweep what is varied, from how many seeds, and
    what is shown of it. about: keys of the settings that it is about. minutes: that it takes, 0 if the file does not
    say. needs: names of lessons to know first. predict: what is to be guessed before it plays.
    """

    name: str
    page: str
    experiment: Experiment
    texts: tuple[tuple[str, Texts], ...]
    opening: tuple[tuple[str, str], ...] = ()
    beside: tuple[tuple[str, str], ...] = ()
    about: tuple[str, ...] = ()
    minutes: int = 0
    needs: tuple[str, ...] = ()
    predict: Predict | None = None

    def said(self, language: str) -> Texts:
        """The texts in this language, else in the one that there is."""
        return said(self.texts, language)

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
        return _read(tuple(file for file in stamps(folder) if file.path.name != OUTLINE))
    except OSError:
        return Course(problems=(FileProblem(folder.name, "folder"),))


@lru_cache(maxsize=4)
def _read(files):
    lessons, problems = {}, []
    for path, _, size in files:
        try:
            lesson = read_lesson(path, size)
            if lesson.name in lessons:
                raise Wrong("twice", value=lesson.name)
            if len(lessons) == MOST_LESSONS:
                raise Wrong("many", allowed=str(MOST_LESSONS))
            lessons[lesson.name] = lesson, path.name
        except Wrong as wrong:
            problems.append(FileProblem(path.name, wrong.code, **wrong.facts))
    kept, late = _in_order(lessons.values())
    return Course(tuple(kept), (*problems, *late))


def read_lesson(path: Path, size: int) -> Lesson:
    name = _NAME.fullmatch(path.name)
    if not name:
        raise Wrong("name", allowed=FILE_NAME)
    table = load(path, size)
    only(table, KEYS)
    page, experiment, opening, beside = _linked(text(table, "link", 10 * LONGEST_TEXT, KEYS))
    minutes = whole(table, "minutes", MOST_MINUTES) if "minutes" in table else 0
    several = len(dict(beside).get("vs", "").split("|")) + ("vs" in dict(beside))
    return Lesson(
        name[1], page, experiment, spoken(table, _texts), opening, beside,
        about=_about(table, experiment), minutes=minutes, needs=names(table, "needs"),
        predict=reading.read(table, None if page == SWEEP else experiment, several),
    )  # fmt: skip


def _about(table, experiment):
    """The keys that the file names; else the first that its link sets otherwise, of the network and of learning."""
    keys = table.get("about")
    if keys is None:
        changed = (key for key in experiment.settings if getattr(experiment, key) != experiment.default(key))
        return tuple(key for key in changed if experiment.settings[key].group in ("network", "learning"))[:MOST_ABOUT]
    known = isinstance(keys, list) and all(isinstance(key, str) and key in experiment.settings for key in keys)
    if not known or len(keys) > MOST_ABOUT:
        raise Wrong("about", key="about", value=str(keys), allowed=", ".join(experiment.settings))
    return tuple(keys)


def _texts(section, prefix):
    only(section, (*TEXT_KEYS, TRY, *reading.TEXT_KEYS), prefix)
    required = {key: text(section, key, _longest(key), TEXT_KEYS, prefix) for key in TEXT_KEYS}
    try_now = text(section, TRY, LONGEST_TEXT, TEXT_KEYS, prefix) if TRY in section else ""
    return Texts(**required, try_now=try_now)


def _longest(key):
    return LONGEST_TITLE if key == "title" else LONGEST_TEXT


def _in_order(lessons):
    """(the lessons without what comes after them among their needs, a problem for each such need)."""
    before, kept, problems = [], [], []
    for lesson, file in lessons:
        late = [name for name in lesson.needs if name not in before]
        problems += [FileProblem(file, "needs", "needs", name, ", ".join(before) or "–") for name in late]
        kept.append(replace(lesson, needs=tuple(name for name in lesson.needs if name not in late)))
        before.append(lesson.name)
    return kept, problems


def _linked(link):
    """(page, experiment, how it opens, what is beside it) of an address; any host before the page does not count."""
    address, _, query = link.partition("?")
    page = address.rstrip("/").rpartition("/")[2]
    if page == SWEEP:
        return _swept(query)
    if page not in PAGES:
        raise Wrong("page", key="link", value=page, allowed=", ".join((*PAGES, SWEEP)))
    experiment, problems = from_query(query, kind=TASKS[PAGES[page]].kind, also=ADDRESS_KEYS)
    runs, more = with_kept(experiment, query)
    for problem in problems + more:
        if problem.is_error:
            raise Wrong("setting", key="link", value=problem.value, problem=problem, experiment=experiment)
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
        raise Wrong("sweep", key="link", value="; ".join(map(str, problems)))
    if said.get("show", SHOWN[0]) not in SHOWN:
        raise Wrong("sweep", key="link", value=f"show={said['show']}; {', '.join(SHOWN)}")
    over = [(OVER, write_axis(axis, kind=type(sweep.base), sign=":")) for axis in sweep.axes]
    shown = [("show", said["show"])] if "show" in said else []
    return SWEEP, sweep.base, (), (*over, (SEEDS, str(sweep.seeds)), *shown)
