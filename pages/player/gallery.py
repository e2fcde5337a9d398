"""Small moving pictures of many runs, drawn by one component into the places that the page has left for them."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np
import streamlit as st
from streamlit.components import v2

from core.experiment.experiment import Experiment
from core.record.sketch import Field, Fit, Lines, Sketch, Tiles, Walk
from core.tasks.registry import TASKS, write_link
from core.wire.packet import Array, pack, quantise
from pages.player.component import loader


def mount(experiments: Mapping[str, Experiment], *, key: str) -> None:
    """Draws each experiment's run where the page has an element with `data-thumb` = its name."""
    _component()(key=key, data=packet(experiments))


def packet(experiments: Mapping[str, Experiment]) -> bytes:
    """One packet for all: names with their sketches."""
    runs = {name: _sketch(write_link(e), e) for name, e in experiments.items()}
    return pack({"thumbs": [{"name": name, **_described(run)} for name, run in runs.items()]})


@st.cache_resource(show_spinner=False, max_entries=300)
def _sketch(link: str, _e: Experiment) -> Sketch:
    """Trained once on this server, whoever asks first; others wait for that run alone."""
    return TASKS[_e.task].sketch(_e)


def _described(run: Sketch) -> dict[str, Any]:
    return {"picture": _picture(run.picture), "beside": None if run.beside is None else _picture(run.beside)}


def _picture(part: Field | Fit | Tiles | Walk | Lines) -> dict[str, Any]:
    if isinstance(part, Field):
        return {"kind": "field", "frames": _shares(part.frames), "points": _array(part.points)}
    if isinstance(part, Fit):
        return {"kind": "fit", "frames": _array(part.frames), "points": _array(part.points)}
    if isinstance(part, Tiles):
        return {"kind": "tiles", "frames": Array(np.rint(255.0 * part.frames).astype(np.uint8), "key")}
    if isinstance(part, Walk):
        return {"kind": "walk", "frames": _array(part.paths), "land": _shares(part.land)}
    return {"kind": "lines", "frames": _array(part.values), "levels": list(part.levels)}


def _array(values):
    with np.errstate(over="ignore"):  # of a diverging run: too far away to be seen
        return Array(values.astype(np.float32), "key")


def _shares(values):
    """In two bytes each; one would make steps of a border through an almost even field."""
    return quantise(values, 0.0, 1.0)


@cache
def _component() -> Callable[..., Any]:
    return v2.component("gradient_stage_gallery", js=loader("gallery.js"), isolate_styles=False)
