"""For teachers: lesson plans made of the course's links, to be opened here, or printed with their QR codes."""

import streamlit as st

from pages.ui import shell
from pages.ui.course import bad_file, course
from pages.ui.plans import STYLE, choice, draw, plans, print_button
from pages.words.wrong import plain

ALL = "all"
say = shell.begin("teach")
st.html(f"<style>{STYLE}</style>")
now = course()
found = plans(now)
names = [plan.name for plan in found.plans]
asked = st.query_params.get("plan", names[0] if names else ALL)

with st.container(key="teach-head"):
    st.header(say("teach_title"))
    st.markdown(say("teach_lead"))
    for problem in found.problems:
        st.warning(bad_file(problem, say))
    if asked not in (*names, ALL):
        st.warning(say("teach_unknown", name=plain(asked), allowed=", ".join((*names, ALL))))
        asked = names[0] if names else ALL
    choice(found, asked, say)
    with st.container(horizontal=True, key="teach-print"):
        print_button(say)
        query = {"plan": ALL} | shell.carried() | shell.followed("teach")
        st.page_link("pages/teach.py", label=say("teach_all"), query_params=query)
lessons = {lesson.name: lesson for lesson in now.lessons}
for plan in found.plans:
    if asked in (plan.name, ALL):
        draw(plan, lessons, say)
with st.container(key="teach-hints"):
    st.subheader(say("teach_hints"))
    st.markdown(say("teach_hints_text"))
