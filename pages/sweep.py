"""Sweep: one run, one or two of its settings varied, from several seeds, all at once."""

import streamlit as st

from pages.ui import link, shell
from pages.ui.sweep_form import SweepForm, whole_query
from pages.ui.sweep_stage import sweep_stage
from pages.words.told_sweep import wrong_text

say = shell.begin("sweep")
form = SweepForm(say)
form.arrive()
sweep, problems = form.sweep
for problem in problems[:3]:
    st.warning(wrong_text(problem, form.base, say))
if sweep:
    link.put(whole_query(sweep, form.show))
    sweep_stage(sweep, say, form.show, form.turn)
else:
    st.markdown(say("sweep_lead"))
form.draw()
