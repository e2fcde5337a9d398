"""What the form wants from the step on screen on.

The page does not know that step; the player does. So the player is told what is wished, makes an edit of it at its
step, and the page hears of that as of anything that a hand does on the stage.
"""

import secrets
from collections.abc import Mapping
from typing import Any

import streamlit as st

from core.learning.edits import KEYS
from core.learning.learner import Learner

SWITCH = {"from=here": True, "from=start": False}  # what the player says when the switch is pressed


class FromHere:
    """The switch of one page, and what has been wished and not yet been granted."""

    def __init__(self, page: str):
        self._name = f"{page}.from_here"

    @property
    def on(self) -> bool:
        """Whether a changed setting of learning counts from the step on screen on."""
        return st.session_state.get(self._name, False)

    def switch(self, on: bool) -> None:
        st.session_state[self._name] = on
        self.forget()

    def takes(self, values: Mapping[str, Any]) -> bool:
        """Whether these settings change from the step on screen on."""
        return self.on and values.keys() <= {*KEYS}

    def wish(self, values: Mapping[str, Any]) -> None:
        """One more wish beside those that have not been granted."""
        st.session_state[f"{self._name}.wish"] = (secrets.token_hex(4), {**self.wished, **values})

    @property
    def wished(self) -> dict[str, Any]:
        return st.session_state.get(f"{self._name}.wish", ("", {}))[1]

    def forget(self) -> None:
        """What was wished has been granted, or something else is wanted."""
        st.session_state.pop(f"{self._name}.wish", None)

    def heard(self, before: Mapping[str, Any], now: Learner) -> None:
        """An edit has come, and `now` counts: of what was wished `before` the rest is still on its way."""
        left = {key: value for key, value in before.items() if getattr(now, key) != value}
        if 0 < len(left) < len(before):
            self.wish(left)

    def aside(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        """What the player is told of this."""
        identity, wished = st.session_state.get(f"{self._name}.wish", ("", {}))
        said: dict[str, Any] = {"from_here": self.on}
        if wished:
            said["wish"] = {"id": identity, "changes": {key: settings[key].write(v) for key, v in wished.items()}}
        return said
