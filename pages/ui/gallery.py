"""The gallery's cards, and the pictures that come into them once the runs have been trained."""

import html

import streamlit as st

from core.lessons import Lesson
from core.record.say import Say
from pages.player import gallery
from pages.ui import shell
from pages.ui.course import to_lesson


def card(number: int, lesson: Lesson, say: Say) -> None:
    """Number, title and question, under an empty place for the picture; the title's link covers the card."""
    texts = lesson.said(shell.language())
    hint = html.escape(say("course_picture", title=texts.title), quote=True)
    with st.container(border=True, key=f"card-{lesson.name}"):
        st.html(f'<div class="thumb" data-thumb="{lesson.name}" role="img" aria-label="{hint}"></div>')
        to_lesson(lesson, f"{number} · **{texts.title}**")
        st.markdown(texts.question)


def thumbnails(lessons: tuple[Lesson, ...]) -> None:
    """All pictures in one packet. Called last: the texts are on screen by then."""
    gallery.mount({lesson.name: lesson.experiment for lesson in lessons}, key="gallery")
