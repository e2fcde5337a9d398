"""Lessons: a gallery of prepared experiments, chapter by chapter, each with its run in small."""

import streamlit as st

from pages.ui import shell
from pages.ui.cards import STYLE as CARDS
from pages.ui.cards import draw
from pages.ui.chapters import numbered, outline, overview, thread_note
from pages.ui.course import STYLE, bad_file, course
from pages.ui.gallery import card
from pages.ui.progress import progress

say = shell.begin("lessons")
st.html(f"<style>{CARDS}{STYLE}</style>")
with st.container(key="lessons-head"):
    st.header(say("course_title"))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(say("course_lead"), width="content")
        label = say("course_plans")
        st.page_link("pages/teach.py", label=label, icon=":material/co_present:", query_params=shell.carried())
now = course()
parts, places = outline(now), numbered(now)
for problem in (*now.problems, *parts.problems):
    st.warning(bad_file(problem, say))
progress(now.lessons, say)
overview(parts, places, say)
thread_note(parts, places, say)


def cards(names, key):
    with st.container(key=f"lesson-cards-{key}"):
        for name in names:
            number, lesson = places[name]
            first = [places[need][1].said(shell.language()).title for need in lesson.needs]
            card(number, lesson, say, first=first, on_thread=name in parts.thread)


with st.container(key="lesson-chapters"):
    for number, chapter in enumerate(parts.chapters, 1):
        heading = chapter.said(shell.language())
        st.subheader(f"{number} · {heading.title}", anchor=chapter.name)
        st.markdown(heading.sentence)
        cards(chapter.lessons, chapter.name)
    if rest := places.keys() - {name for chapter in parts.chapters for name in chapter.lessons}:
        if parts.chapters:
            st.subheader(say("course_rest"))
        cards([name for name in places if name in rest], "rest")
st.caption(say("course_progress_kept"))
draw({lesson.name: lesson.experiment for lesson in now.lessons})
