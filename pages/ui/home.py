"""The home page: a network that learns at once and answers every touch, and four doors to the rest."""

from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

import streamlit as st

from core.experiment.link import to_pairs
from core.record.say import Say
from core.tasks.gates.experiment import GateExperiment
from core.tasks.registry import read_link
from pages.figures.home import FIRST
from pages.figures.staged import HOME
from pages.ui import shell
from pages.ui.cards import STYLE as CARDS
from pages.ui.cards import card, draw, thumb
from pages.ui.controls import Form
from pages.ui.gate_points import mover
from pages.ui.stage import stage

GATES, TEACH = "pages/logic_gates.py", "pages/teach.py"
STYLE = (Path(__file__).parent / "home.css").read_text(encoding="utf-8")
# What a hand can choose under the picture: its word, and what it sets beside the start's settings.
CHOICES = {
    "gate_xor": {},
    "gate_and": {"gate": "and"},
    "home_one_line": {"hidden": ()},
    "home_circle": {"data": "circle"},
    "home_spiral": {"data": "spiral", "hidden": (8, 8), "batch": 10, "points": 100},
}
SLOW, FAST, SPIRAL = (
    "opt=gd&lr=0.5&seed=1&epochs=300", "opt=gd&lr=2&seed=1&epochs=300",
    "data=spiral&points=100&hidden=8-8&batch=10&epochs=200",
)  # fmt: skip


@dataclass(frozen=True)
class Door:
    """A card that leads to a page; `said` is what the address says there, `shown` the runs that it plays in small."""

    name: str
    page: str
    said: str
    shown: tuple[str, ...]


DOORS = (
    Door("see", GATES, SPIRAL, (SPIRAL,)),
    Door("open", GATES, "at=40&sel=w2.1.1", ("",)),
    Door("compare", GATES, f"{FAST}&vs={quote(SLOW)}", (SLOW, FAST)),
    Door("teach", TEACH, "", ("hidden=0&opt=gd&lr=1&epochs=200",)),
)


def home() -> None:
    """Draws it."""
    say = shell.begin("home")
    st.html(f"<style>{CARDS}{STYLE}</style>")
    form = Form("home", GateExperiment, say)
    if "home.wanted" not in st.session_state:
        form.adopt(FIRST)
    with st.container(key="home-words", horizontal=True, vertical_alignment="bottom"):
        st.header(say("home_title"))
        st.markdown(say("home_lead"))
    stage(
        HOME, form.settled, shell.language(), key="home_stage", at=None, on_action=mover(form), in_address=False,
        aside=form.aside,
    )  # fmt: skip
    _choices(form, say)
    with st.container(key="home-doors"):
        for door in DOORS:
            _door(door, say)
    draw({_place(door, k): read_link(link)[0] for door in DOORS for k, link in enumerate(door.shown)})


def _choices(form: Form[GateExperiment], say: Say) -> None:
    """What the network learns; and the way to the lab, with everything as it stands here."""
    wanted = form.wanted
    with st.container(horizontal=True, vertical_alignment="center", key="home-choices"):
        st.markdown(say("home_learns"))
        for name, changes in CHOICES.items():
            chosen = replace(FIRST, **changes)
            st.button(
                say(name), key=f"home-{name}", on_click=form.adopt, args=(chosen,),
                type="primary" if wanted == chosen else "secondary",
            )  # fmt: skip
        query = dict(to_pairs(form.settled)) | shell.carried()
        st.page_link(GATES, label=say("home_lab"), icon=":material/tune:", query_params=query)


def _door(door: Door, say: Say) -> None:
    """Its card."""
    with card(f"door-{door.name}"):
        label = f"**{say(f'home_{door.name}')}**"
        st.page_link(door.page, label=label, query_params=shell.query_of(door.said))
        st.markdown(say(f"home_{door.name}_why"))
        hint = say(f"home_{door.name}_picture")
        thumbs = "".join(thumb(_place(door, k), hint) for k in range(len(door.shown)))
        st.html(f'<div class="thumbs">{thumbs}</div>')


def _place(door, k):
    return f"{door.name}-{k}"
