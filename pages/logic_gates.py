"""Logic gates: a network learns one of the sixteen gates, or a cloud of points, in front of you."""

import streamlit as st

from pages.figures.gates import gates_scene
from pages.ui import link, shell
from pages.ui.controls import Form
from pages.ui.stage import stage
from pages.ui.words import problem_text

say = shell.begin("gates")
form = Form("gates", say)

arrival = link.arrived()
if arrival:
    form.adopt(arrival[0])
    st.session_state["gates.problems"] = arrival
experiment = form.draw()
asked, problems = st.session_state.get("gates.problems", (None, ()))
for problem in problems if asked == experiment else ():  # until something is changed
    st.warning(problem_text(problem, experiment, say))

step = link.at() if arrival else None
link.write(experiment, keep_step=bool(arrival))
stage(gates_scene, experiment, shell.language(), key="gates_stage", at=step, on_action=form.change)
