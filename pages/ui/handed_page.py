"""What every page that is taken home has: one at a time is made, in the app's own colours, with words around it."""

import threading
from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from core.record.say import Say
from pages.player.offline import Words

_THEME = ("background-color", "secondary-background-color", "text-color", "primary-color")
one_at_a_time = threading.Lock()  # a lecture hall asks for one page a hundred times: it is made once


def words(say: Say, note: Callable[[tuple[int, ...], bool], str], **own: Any) -> Words:
    """What stands around the stage. own: language, title, link, origin and rows; see `offline.Words`."""
    return Words(
        note=note, open=say("out_open"), theme=say("out_theme"), settings=say("out_settings"), keys=say("keys"),
        needs_script=say("out_needs_script"), needs_browser=say("out_needs_browser"), **own,
    )  # fmt: skip


@cache
def style() -> str:
    """The app's own colours, by theme, as the player reads them."""
    themes = "".join(
        f":root[data-theme={theme}] {{ {' '.join(_color(theme, name) for name in _THEME)} }}\n"
        for theme in ("light", "dark")
    )
    return f":root {{ --st-font: {st.get_option('theme.font')}; }}\n{themes}"


def _color(theme, name):
    first, *rest = name.split("-")
    option = first + "".join(word.capitalize() for word in rest)
    return f"--st-{name}: {st.get_option(f'theme.{theme}.{option}')};"
