"""Streamlit's widgets as projections of values that live elsewhere.

A browser's message carries what every widget said when it left, so it may be older than what a link, a button or a
drag has set since. A widget is therefore never told another value: it is replaced by one with another name, and what
the old one still says counts no longer.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

_VALUE = {"selectbox": "index", "segmented_control": "default", "pills": "default"}  # the others call it `value`


class Widgets:
    """The widgets of one page, by key."""

    def __init__(self, page: str):
        self.page = page

    @property
    def _drawn(self) -> dict[str, tuple[int, Any]]:
        """(how often it was replaced, what it shows) of each widget that has ever been drawn."""
        return st.session_state.setdefault(f"{self.page}.widgets", {})

    def heard(self) -> list[tuple[str, Any]]:
        """(key, value) of the widgets that a hand has set since they were drawn or last heard."""
        news = []
        for key, (turn, shown) in self._drawn.items():
            value = st.session_state.get(self._name(key, turn), shown)
            if value != shown:
                self._drawn[key] = turn, value
                news.append((key, value))
        return news

    def put(self, key: str, value: Any, widget: Callable[..., Any], label: str, *choices: Any, **options: Any) -> None:
        """Draws `widget` so that it shows `value`; `choices` are what it takes after the label."""
        turn, _ = self._drawn.get(key, (0, None))
        if st.session_state.get(self._name(key, turn), value) != value:
            turn += 1
        self._drawn[key] = turn, value
        parameter = _VALUE.get(widget.__name__, "value")
        start = choices[0].index(value) if parameter == "index" else value
        widget(label, *choices, **{parameter: start}, key=self._name(key, turn), **options)

    def _name(self, key, turn):
        """The widget's key in the session."""
        return f"{self.page}-{key}--{turn}" if turn else f"{self.page}-{key}"
