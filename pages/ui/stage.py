"""The stage: one player that shows one experiment, fed from the cache that all sessions share."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

import streamlit as st

from core.experiment.experiment import Experiment
from core.record.say import Say
from core.tasks.registry import TASKS
from core.wire.pieces import MOST_CHUNKS, packet, run_id
from core.wire.scene import Scene
from core.wire.shared import store
from pages.player import component
from pages.ui import hand
from pages.words import translator
from pages.words.told import captioner

Build = Callable[[Any, Any, Say], Scene]  # (experiment, its data, words)
WHOLE = range(MOST_CHUNKS)  # of a tape whose every step is cheap, as much as one packet takes


@lru_cache(maxsize=128)
def _scene(build: Build, e: Experiment, language: str) -> tuple[str, Scene]:
    scene = replace(build(e, e.load(), translator(language)), locale=language)
    return f"{build.__name__}.{run_id(e)}.{language}", scene


@st.fragment
def stage(
    build: Build,
    e: Experiment,
    language: str,
    *,
    key: str,
    at: int | None,
    on_action: Callable[[str], Any] | None,
    in_address: bool = True,
    drawn_from: Callable[[Any], Any] = lambda e: e,
    drifted: Callable[[], bool] = lambda: False,
) -> None:
    """Mounts the player. Its requests rerun only this; a button inside it reruns the page.

    `drifted` tells that the form no longer says what is on stage: a widget's change and the player's request of the
    same moment come in one message, and then only this is run (see pages/ui/hand.py).

    An action that returns an experiment lets the stage alone show it, until the next action: a hand that moves
    something has not decided yet. `drawn_from` puts back what the scene does not depend on, so that it stays.
    """
    if hand.waits() or drifted():
        st.rerun(scope="app")
    page = e
    base, passing = st.session_state.get(f"{key}.passing") or (None, page)
    e = passing if base == page else page
    need = component.request(key) or {}
    if need.get("run") != run_id(e):
        whole = TASKS[e.task].run.at_once and not at
        need = {"at": at, "scene": need.get("scene"), "chunks": list(WHOLE) if whole else []}
    scene_id, scene = _scene(build, drawn_from(e), language)
    known = need.get("scene") == scene_id
    caption = captioner(e, translator(language))
    data = packet(store(), e, caption, scene_id, None if known else scene, need, url_at=in_address)
    component.mount(data, key=key, on_action=_acting(on_action, page, key) if on_action else None)


def _acting(on_action: Callable[[str], Any], page: Experiment, key: str) -> Callable[[str], None]:
    """What a button inside the stage does while the page shows its experiment."""

    def act(action: str) -> None:
        passing = on_action(action)
        st.session_state[f"{key}.passing"] = None if passing is None else (page, passing)
        if passing is None:
            hand.tell()

    return act
