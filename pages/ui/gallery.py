"""The gallery's cards, one a lesson."""

import html
from collections.abc import Sequence

import streamlit as st

from core.lessons import Lesson
from core.record.say import Say
from pages.ui import cards, shell
from pages.ui.course import to_lesson


def card(number: int, lesson: Lesson, say: Say, *, first: Sequence[str] = (), on_thread: bool = False) -> None:
    """Number, title and question, under an empty place for the picture; the title's link covers the card. first: titles
    of the lessons to know."""
    texts = lesson.said(shell.language())
    mark = '<i class="on-thread"></i>' if on_thread else ""
    with cards.card(lesson.name):
        st.html(cards.thumb(lesson.name, say("course_picture", title=texts.title)) + mark)
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
