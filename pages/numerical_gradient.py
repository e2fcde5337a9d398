"""Numerical gradient: a derivative by differences, while h goes from 1e-1 to 1e-49."""

import streamlit as st

from core.tasks.gradient.experiment import GradientExperiment
from pages.ui import shell
from pages.ui.lab import lab
from pages.ui.plain_form import PlainForm

PLACES = ((3, 4), (0, 2), (3, 0))  # where the notebook takes the gradient
VARIABLES = {"bowl0": "x0", "bowl1": "x1"}

say = shell.begin("gradient")
rows = (("f",), ("x", "scheme"), ("x0", "x1"), ("act", "seed"), ("broken",))
form = PlainForm("gradient", GradientExperiment, say, rows=rows)


def act(action: str) -> None:
    """A button of the stage, or a click on one of the two plots: "point=x,y,…", "plane=x,y,…"."""
    name, _, place = action.partition("=")
    if name in ("point", "plane"):
        move(name, place.split(",")[:2])
    else:
        form.change(action)


def move(name: str, place: list[str]) -> None:
    """Puts the point where the click was, to three digits. What is no place changes nothing."""
    try:
        x, y = (f"{float(part):.3g}" for part in place)
    except ValueError:
        return
    form.change(f"x0={x}&x1={y}" if name == "plane" else f"{VARIABLES.get(form.wanted.f, 'x')}={x}")


lab(form, say, on_action=act)
for topic in ("truncation", "rounding", "partial", "check"):
    with st.expander(say(f"why_{topic}")):
        st.markdown(say(f"because_{topic}"))
        if topic == "partial":
            with st.container(horizontal=True):
                for x0, x1 in PLACES:
                    st.button(f"({x0}, {x1})", key=f"place-{x0}-{x1}", on_click=form.change,
                              args=(f"x0={x0}&x1={x1}",))  # fmt: skip
