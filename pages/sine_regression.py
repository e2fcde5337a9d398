"""Sine regression: a small network bends its curve through noisy points."""

import streamlit as st

from pages.ui import shell
from pages.ui.lab import lab
from pages.ui.points import points_form, toggle_point
from pages.ui.sine_form import SineForm

say = shell.begin("sine")
form = SineForm(say)


def act(action: str) -> None:
    """A button of the stage, or a click on the plot that adds or removes a point."""
    if action.startswith("click="):
        toggle_point(form, action.removeprefix("click="))
    else:
        form.change(action)


form.place = st.sidebar.container()  # above one's own points, which are read first
points_form(form, say)
lab(form, say, on_action=act)
