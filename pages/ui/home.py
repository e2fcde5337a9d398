"""The home page: a gate learns at once; from here it goes on to the labs."""

import streamlit as st

from core.tasks.gates.experiment import DEFAULT
from pages.figures.home import home_scene
from pages.figures.staging import Staging
from pages.ui import shell
from pages.ui.course import GALLERY
from pages.ui.stage import stage

GATES, SINE = "pages/logic_gates.py", "pages/sine_regression.py"
DESCENT, DIGITS = "pages/descent.py", "pages/digits.py"
VALLEY = {"surface": "quadratic", "kappa": "100", "x0": "-4", "x1": "-1", "walkers": "gd:0.018;momentum:0.01:0.8"}
EXAMPLES = (
    ("and", GATES, {"gate": "and", "hidden": "0"}),
    ("xor_line", GATES, {"hidden": "0"}),
    ("rate", GATES, {"gate": "and", "hidden": "0", "out": "linear", "opt": "gd", "lr": "1"}),
    ("spiral", GATES, {"data": "spiral", "hidden": "8-8", "batch": "10", "points": "100", "epochs": "200"}),
    ("sine", SINE, {}),
    ("dead", SINE, {"act": "relu", "opt": "gd", "lr": "0.01"}),
    ("valley", DESCENT, VALLEY),
    ("digits", DIGITS, {}),
)


def home() -> None:
    """Draws it."""
    say = shell.begin("home")
    with st.container(key="home-words"):
        st.header(say("home_title"))
        st.markdown(say("home_lead"))
    stage(Staging(home_scene), DEFAULT, shell.language(), key="home_stage", at=None, on_action=None, in_address=False)
    with st.container(horizontal=True):
        st.page_link(
            "pages/logic_gates.py", label=say("home_open"), icon=":material/play_circle:", query_params=shell.carried()
        )
        st.page_link(GALLERY, label=say("course_home"), icon=":material/school:", query_params=shell.carried())
    st.subheader(say("home_try"))
    for row in (EXAMPLES[:4], EXAMPLES[4:]):
        for column, (name, page, settings) in zip(st.columns(len(row)), row, strict=True):
            with column:
                st.page_link(page, label=f"**{say(f'home_{name}')}**", query_params=settings | shell.carried())
                st.caption(say(f"home_{name}_why"))
