"""The pictures of a sweep, drawn by a component of their own."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import streamlit as st
from streamlit.components import v2

from pages.player.component import loader


def mount(packet: bytes, *, key: str, on_show: Callable[[str], None]) -> None:
    """Shows a packet. on_show: called before the page is run again, with what the colours are to say."""

    def turned() -> None:
        state = st.session_state.get(key)
        show = state.get("show") if isinstance(state, Mapping) else None
        if isinstance(show, str):
            on_show(show)

    _component()(key=key, data=packet, on_show_change=turned)


@cache
def _component() -> Callable[..., Any]:
    return v2.component("gradient_stage_sweep", js=loader("sweep.js"), isolate_styles=False)
