"""The gallery's cards, and the pictures that come into them once the runs have been trained."""

import html
from collections.abc import Sequence

import streamlit as st

from core.lessons import Lesson
from core.record.say import Say
from pages.player import gallery
from pages.ui import shell
from pages.ui.course import to_lesson


def card(number: int, lesson: Lesson, say: Say, *, first: Sequence[str] = (), on_thread: bool = False) -> None:
    """Number, title and question, under an empty place for the picture; the title's link covers the card. first: titles
    of the lessons to know."""
    texts = lesson.said(shell.language())
    hint = html.escape(say("course_picture", title=texts.title), quote=True)
    mark = '<i class="on-thread"></i>' if on_thread else ""
    with st.container(border=True, key=f"card-{lesson.name}"):
        st.html(f'<div class="thumb" data-thumb="{lesson.name}" role="img" aria-label="{hint}"></div>{mark}')
        to_lesson(lesson, f"{number} · **{texts.title}**")
        st.markdown(texts.question)
        st.html(_facts(lesson, first, say))


def _facts(lesson, first, say):
    """Minutes, what to know first, and marks that only the browser shows (static/app/progress.js)."""
    said = [say("course_minutes", n=lesson.minutes)] if lesson.minutes else []
    said += [say("course_first", titles=" + ".join(first))] if first else []
    marks = "".join(
        f'<b data-{mark}="{lesson.name}">{html.escape(say(f"course_mark_{mark}"))}</b>' for mark in ("done", "next")
    )
    return f'<p class="facts">{marks}{html.escape(" · ".join(said))}</p>'


def thumbnails(lessons: tuple[Lesson, ...]) -> None:
    """All pictures in one packet. Called last: the texts are on screen by then."""
    gallery.mount({lesson.name: lesson.experiment for lesson in lessons}, key="gallery")
