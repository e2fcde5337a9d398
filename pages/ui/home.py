"""The home page: a network that learns at once and answers every touch, and four doors to the rest."""

import html
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
from pages.player import gallery
from pages.ui import shell
from pages.ui.controls import Form
from pages.ui.course import GALLERY
from pages.ui.gate_points import mover
from pages.ui.stage import stage

GATES = "pages/logic_gates.py"
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
    Door("teach", GALLERY, "", ("hidden=0&opt=gd&lr=1&epochs=200",)),
)


def home() -> None:
    """Draws it."""
    say = shell.begin("home")
    st.html(f"<style>{STYLE}</style>")
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
    shown = {_place(door, k): read_link(link)[0] for door in DOORS for k, link in enumerate(door.shown)}
    gallery.mount(shown, key="gallery")


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
    """One card, all of which is its link."""
    with st.container(border=True, key=f"door-{door.name}"):
        label = f"**{say(f'home_{door.name}')}**"
        st.page_link(door.page, label=label, query_params=shell.query_of(door.said))
        st.markdown(say(f"home_{door.name}_why"))
        hint = html.escape(say(f"home_{door.name}_picture"), quote=True)
        st.html(f'<div class="thumbs">{"".join(_thumb(door, k, hint) for k in range(len(door.shown)))}</div>')


def _thumb(door, k, hint):
    return f'<div class="thumb" data-thumb="{_place(door, k)}" role="img" aria-label="{hint}"></div>'


def _place(door, k):
    return f"{door.name}-{k}"
