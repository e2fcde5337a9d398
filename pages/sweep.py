"""Sweep: one run, one or two of its settings varied, from several seeds, all at once."""

import streamlit as st

from pages.ui import course, link, shell
from pages.ui.sweep_form import VARIED, SweepForm, whole_query
from pages.ui.sweep_stage import sweep_stage
from pages.words.told_sweep import wrong_text

say = shell.begin("sweep")
form = SweepForm(say)
form.arrive()
sweep, problems = form.sweep
notes = st.container()
for problem in problems[:3]:
    notes.warning(wrong_text(problem, form.base, say))
if sweep:
    pairs = whole_query(sweep, form.show)
    course.strip(notes, sweep.base, [pair for pair in pairs if pair[0] in VARIED], say)
    link.put(pairs)
    sweep_stage(sweep, say, form.show, form.turn)
else:
    st.header(say("sweep"))
    st.markdown(say("sweep_lead"))
    for lesson in course.lessons_of("sweep"):
        course.to_lesson(lesson, lesson.said(shell.language()).title, icon=":material/grid_on:")
form.draw()
