"""Cards that lead to a page, each with small moving pictures of runs."""

import html
from collections.abc import Mapping
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.experiment.experiment import Experiment
from pages.player import gallery

STYLE = (Path(__file__).parent / "cards.css").read_text(encoding="utf-8")


def card(name: str) -> DeltaGenerator:
    """An empty one; the one link that is put into it covers it."""
    return st.container(border=True, key=f"card-{name}")


def thumb(name: str, hint: str) -> str:
    """The HTML of a picture's empty place. hint: what the picture shows, in words."""
    return f'<div class="thumb" data-thumb="{name}" role="img" aria-label="{html.escape(hint, quote=True)}"></div>'


def draw(experiments: Mapping[str, Experiment]) -> None:
    """All pictures in one packet, by their places' names. Called last: the texts are on screen by then."""
    gallery.mount(experiments, key="gallery")
