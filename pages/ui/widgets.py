"""Streamlit's widgets as projections of values that live elsewhere.

A browser's message carries what every widget said when it left, so it may be older than what a link, a button or a
drag has set since. A widget is therefore never told another value: it is replaced by one with another name, and what
the old one still says counts no longer.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

_VALUE = {"selectbox": "index", "segmented_control": "default", "pills": "default"}  # the others call it `value`
_BY_WORDS = tuple(_VALUE)


@dataclass(frozen=True)
class _Drawn:
    """What a widget shows, in which words its choices stand, and how often it was replaced."""

    shown: Any
    words: tuple[str, ...] = ()
    turn: int = 0


class Widgets:
    """The widgets of one page, by key."""

    def __init__(self, page: str):
        self.page = page

    @property
    def _drawn(self) -> dict[str, _Drawn]:
        return st.session_state.setdefault(f"{self.page}.widgets", {})

    def heard(self) -> list[tuple[str, Any]]:
        """(key, value) of the widgets that a hand has set since they were drawn or last heard."""
        news = []
        for key, drawn in self._drawn.items():
            value = st.session_state.get(self._name(key, drawn.turn), drawn.shown)
            if value != drawn.shown:
                self._drawn[key] = replace(drawn, shown=value)
                news.append((key, value))
        return news

    def put(self, key: str, value: Any, widget: Callable[..., Any], label: str, *choices: Any, **options: Any) -> None:
        """Draws `widget` so that it shows `value`; `choices` are what it takes after the label."""
        # A list tells its choice by its words, so in another language it is another list.
        words = tuple(map(options["format_func"], choices[0])) if "format_func" in options else ()
        before = self._drawn.get(key, _Drawn(value, words))
        other = st.session_state.get(self._name(key, before.turn), value) != value or (
            widget.__name__ in _BY_WORDS and words != before.words
        )
        drawn = self._drawn[key] = _Drawn(value, words, before.turn + other)
        parameter = _VALUE.get(widget.__name__, "value")
        start = choices[0].index(value) if parameter == "index" else value
        widget(label, *choices, **{parameter: start}, key=self._name(key, drawn.turn), **options)

    def _name(self, key, turn):
        """The widget's key in the session."""
        return f"{self.page}-{key}--{turn}" if turn else f"{self.page}-{key}"
