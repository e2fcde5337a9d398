"""Descent: gradient descent and its kin walk down functions of two variables, side by side."""

import math

import streamlit as st

from core.experiment.link import from_query
from core.tasks.descent.experiment import DescentExperiment
from pages.ui import shell
from pages.ui.lab import lab
from pages.ui.lessons import LESSONS
from pages.ui.pins import KEEP
from pages.ui.walkers_form import WalkersForm

say = shell.begin("descent")
form = WalkersForm("descent", say)


def act(action: str) -> None:
    """A button of the stage, a click that sets the start, or a walker that a hand has moved or keeps."""
    name, _, place = action.partition("=")
    if action == KEEP:
        form.keep_walker()
        return
    if name not in ("start", "moved", "tuned"):
        form.change(action)
        return
    try:
        numbers = [float(part) for part in place.split(",")]
        index = None if name == "start" else int(numbers.pop(0))
        x, y = numbers[:2]
    except (ValueError, OverflowError):
        return
    if math.isfinite(x) and math.isfinite(y):
        form.adopt(form.start_at(x, y, index) if index is None or name == "moved" else form.tuned(index, x, y))


def open_lesson(query: str) -> None:
    """Sets the form to one of the lessons."""
    form.adopt(from_query(query, kind=DescentExperiment)[0])


# The row takes of the screen's height, and a lesson's strip stands in its place (pages/ui/room.css, strip.css).
st.html("<style>:root { --taken: 16.4rem; --strip-in-row: 0.9rem; --strip-lift: 0.5rem; }</style>")
with st.container(horizontal=True, key="lessons"):
    for lesson, query in LESSONS.items():
        st.button(
            say(f"lesson_{lesson}"), key=f"lesson_{lesson}", help=say(f"lesson_{lesson}_why"),
            on_click=open_lesson, args=(query,),
        )  # fmt: skip

lab(form, say, on_action=act)
