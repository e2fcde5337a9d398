"""The course's chapters: what is in each, and the thread that leads through them."""

import html
from collections.abc import Sequence

import streamlit as st

from core.course.outline import Outline, read_outline
from core.lessons import Course, Lesson
from core.record.say import Say
from pages.ui import shell
from pages.ui.course import folder


def outline(course: Course) -> Outline:
    """Its chapters, as its folder says; none for a folder that has lessons only."""
    return read_outline(folder(), tuple(lesson.name for lesson in course.lessons))


def minutes(lessons: Sequence[Lesson]) -> int:
    """That they take, as far as they say."""
    return sum(lesson.minutes for lesson in lessons)


def numbered(course: Course) -> dict[str, tuple[int, Lesson]]:
    """By name, each with its place in the course."""
    return {lesson.name: (number, lesson) for number, lesson in enumerate(course.lessons, 1)}


def overview(outline: Outline, places: dict[str, tuple[int, Lesson]], say: Say) -> None:
    """All chapters at a glance, each a link to its lessons."""
    tiles = (_tile(number, chapter, places, outline.thread, say) for number, chapter in enumerate(outline.chapters, 1))
    st.html(f'<nav class="chapters" aria-label="{html.escape(say("course_chapters"))}">{"".join(tiles)}</nav>')


def _tile(number, chapter, places, thread, say):
    heading, found = chapter.said(shell.language()), [places[name][1] for name in chapter.lessons]
    facts = say("course_chapter_facts", n=len(found), minutes=minutes(found))
    dots = "".join(f'<u data-dot="{name}"{" class=on" if name in thread else ""}></u>' for name in chapter.lessons)
    line = ' class="on-line"' if set(thread) & set(chapter.lessons) else ""
    return (
        f'<a href="#{html.escape(chapter.name)}"><b><i>{number}</i>{html.escape(heading.title)}</b>'
        f"<span>{html.escape(heading.sentence)}</span><small>{html.escape(facts)}<em{line}>{dots}</em></small></a>"
    )


def thread_note(outline: Outline, places: dict[str, tuple[int, Lesson]], say: Say) -> None:
    """What the blue line at some cards says."""
    found = [places[name][1] for name in outline.thread]
    if found:
        said = say("course_thread", n=len(found), minutes=minutes(found))
        dots = '<u class="on"></u><u></u><u class="on"></u>'
        st.html(f'<p class="thread-note"><em class="on-line">{dots}</em>{html.escape(said)}</p>')
