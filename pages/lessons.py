"""Lessons: a gallery of prepared experiments, in the order of a course, each with its run in small."""

import streamlit as st

from pages.ui import shell
from pages.ui.course import STYLE, bad_file, course
from pages.ui.gallery import card, thumbnails

say = shell.begin("lessons")
st.html(f"<style>{STYLE}</style>")
st.header(say("course_title"))
st.markdown(say("course_lead"))
now = course()
for problem in now.problems:
    st.warning(bad_file(problem, say))
with st.container(key="lesson-cards"):
    for number, lesson in enumerate(now.lessons, 1):
        card(number, lesson, say)
thumbnails(now.lessons)
