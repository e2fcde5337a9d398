"""That a hand did something outside the stage.

Streamlit puts a widget's change and the player's request of the same moment into one message, and then reruns the
stage alone. What the hand did has been taken in by then, but nothing of it has been drawn.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

_DONE = "hand.done"


def told(callback: Callable[..., Any]) -> Callable[..., Any]:
    """The callback of a button or field that also tells the stage."""

    def act(*args: Any, **options: Any) -> None:
        tell()
        callback(*args, **options)

    return act


def tell() -> None:
    """Something was done."""
    st.session_state[_DONE] = True


def begin() -> None:
    """The whole page is being drawn, with all that was done."""
    st.session_state[_DONE] = False


def waits() -> bool:
    """Something was done that the page does not show yet."""
    return st.session_state.get(_DONE, False)
