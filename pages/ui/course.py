"""The course: where its lessons lie, the strip above a lesson's experiment, and what is wrong with a file."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from core.lessons import PAGES, Course, FileProblem, Lesson, read_course
from core.record.say import Say
from pages.ui import shell
from pages.ui.plain_form import PlainForm
from pages.words.wrong import permitted_by, plain, problem_text

FOLDER = Path(__file__).parents[2] / "lessons"
GALLERY = "pages/lessons.py"
STYLE, _STRIP = ((Path(__file__).parent / f"{name}.css").read_text(encoding="utf-8") for name in ("course", "strip"))


def folder() -> Path:
    """Where the lessons lie. A school may keep its own in the folder that LESSONS_DIR names."""
    return Path(os.environ.get("LESSONS_DIR") or FOLDER)


def course() -> Course:
    """The lessons as they are now."""
    return read_course(folder())


def lessons_of(page: str) -> list[Lesson]:
    """Those that open on a page."""
    return [lesson for lesson in course().lessons if lesson.page == page]


def lesson_of_address() -> Lesson | None:
    """The one that the address names, if it is there."""
    if "lesson" not in st.query_params:
        return None  # the folder is looked at only where there is something to find
    now = course()
    number = now.find(st.query_params["lesson"])
    return None if number is None else now.lessons[number]


def to_lesson(lesson: Lesson, label: str, **options: Any) -> None:
    """A link that opens the lesson's page with its settings."""
    query = lesson.query | shell.carried() | shell.followed(lesson.page)
    st.page_link(shell.PATHS[lesson.page], label=label, query_params=query, **options)


def strip(
    place: Any, experiment: Any, beside: Sequence[tuple[str, str]], say: Say, *, form: PlainForm[Any] | None = None
) -> None:
    """In `place`, what the address's lesson asks, with its neighbours; nothing if the address names none. beside: what
    an address says of the runs that are kept. form: it draws the settings that the lesson is about, for a lecture."""
    name = st.query_params.get("lesson")
    if name is None:
        return
    now = course()
    lessons, number = now.lessons, now.find(name)
    if number is None:
        place.warning(say("course_lost", name=plain(name)))
        return
    lesson = lessons[number]
    changed = (experiment, tuple(beside)) != (lesson.experiment, lesson.beside)
    with place.container(key="lesson-strip"):
        st.html(f"<style>{_STRIP}</style>")
        _head(lessons, number, changed, say)
        with st.container(key="lesson-aside"):
            with st.container(horizontal=True, key="lesson-question"):
                st.markdown(lesson.said(shell.language()).question, width="stretch")
                if changed:
                    to_lesson(lesson, say("course_changed"), icon=":material/undo:")
            if form and lesson.about and PAGES.get(lesson.page) == form.kind.task:
                with st.container(key="lesson-about"):
                    form.near(lesson.about)


def _head(lessons, number, changed, say):
    lesson, language = lessons[number], shell.language()
    texts = lesson.said(language)
    with st.container(horizontal=True, vertical_alignment="center", key="lesson-head"):
        _neighbour(lessons, number - 1, "previous", say)
        place = say("course_place", number=number + 1, n=len(lessons))
        st.markdown(f"{place} · **{texts.title}**", width="stretch")
        st.popover(say("course_watch")).markdown(texts.watch)
        with st.popover(say("course_shows"), key="lesson-shows"):
            _shows(lesson, texts, changed, say)
        with st.container(key="lesson-all"):
            st.page_link(GALLERY, label=say("course_all"), icon=":material/apps:", query_params=shell.carried())
        _neighbour(lessons, number + 1, "next", say)


def _shows(lesson, texts, changed, say):
    """What the lesson's own run shows; until it has been played to its end (static/app/aside.js) only who asks twice
    reads it."""
    if changed:
        st.markdown(say("course_shows_changed"))
        _try_now(texts, say)
        to_lesson(lesson, say("course_changed"), icon=":material/undo:")
        return
    with st.container(key="lesson-unplayed"):
        st.markdown(say("course_shows_first"))
        st.expander(say("course_shows_now")).markdown(texts.shows)
    with st.container(key="lesson-played"):
        st.markdown(texts.shows)
        _try_now(texts, say)


def _try_now(texts, say):
    """Which control comes next."""
    if texts.try_now:
        st.markdown(f"**{say('course_try')}** {texts.try_now}")


def _neighbour(lessons, number, side, say):
    """A presenter's remote finds these links by their keys, lesson-prev and lesson-next."""
    if not 0 <= number < len(lessons):
        return
    lesson = lessons[number]
    key, icon = {"previous": ("prev", "arrow_back"), "next": ("next", "arrow_forward")}[side]
    with st.container(key=f"lesson-{key}"):
        to_lesson(lesson, say(f"course_{side}", title=lesson.said(shell.language()).title), icon=f":material/{icon}:")


def bad_file(problem: FileProblem, say: Say) -> str:
    """One sentence that names the file, the key, the value and what is allowed."""
    return say(
        f"course_bad_{problem.code}", file=f"`{plain(problem.file)}`", key=f"`{plain(problem.key)}`",
        value=plain(problem.value, 120), allowed=problem.allowed, problem=_fault(problem, say),
    )  # fmt: skip


def _fault(file, say):
    """What is wrong with a setting of the link."""
    problem = file.problem
    if problem is None:
        return ""
    if problem.code != "value":
        return problem_text(problem, file.experiment, say)
    given = f"`{plain(problem.key)}={plain(problem.value)}`"
    return say("course_bad_value", given=given, allowed=permitted_by(problem, file.experiment, say))
