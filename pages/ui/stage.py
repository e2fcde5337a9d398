"""The stage: one player that shows one experiment, whose tape it fetches by itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from core.experiment.experiment import Experiment
from core.record.say import Say
from core.tasks.registry import TASKS
from core.wire.carried import fitting
from core.wire.packet import pack
from core.wire.pieces import opening, run_id
from core.wire.scene import Scene
from core.wire.shared import store
from pages.player import component
from pages.web.address import address
from pages.words import translator
from pages.words.told import captioner

Build = Callable[[Any, Any, Say], Scene]  # (experiment, its data, words)
# By the name of a drag, what each of its handles changes in the run's address: "{x}" and "{y}" stand for the place.
Handles = Mapping[str, Sequence[Mapping[str, str]]]
CARRIED_BYTES = 2_000_000  # of a tape that travels with its scene


@lru_cache(maxsize=128)
def _scene(build: Build, e: Experiment, language: str) -> tuple[str, Scene]:
    scene = replace(build(e, e.load(), translator(language)), locale=language)
    return f"{build.__name__}.{run_id(e)}.{language}", scene


def stage(
    build: Build,
    e: Experiment,
    language: str,
    *,
    key: str,
    at: int | None,
    on_action: Callable[[str], None] | None,
    in_address: bool = True,
    drawn_from: Callable[[Any], Any] = lambda e: e,
    handles: Callable[[Any], Handles] = lambda e: {},
) -> None:
    """Mounts the player, which opens at the step `at`. `on_action` is told of what a hand does in it.

    `drawn_from` puts back what the scene does not depend on, so that it stays. `handles`: what a hand may hold.
    """
    scene_id, scene = _scene(build, drawn_from(e), language)
    head = opening(e, scene_id, scene, at=at, url_at=in_address, at_once=TASKS[e.task].run.at_once)
    tape = address(e, language) or _carried(e, scene, language)
    component.mount(pack(head | {"handles": handles(e)} | tape), key=key, on_action=on_action)


def _carried(e: Experiment, scene: Scene, language: str) -> dict[str, Any]:
    """The tape itself, where it cannot be fetched."""
    return fitting(store(), e, scene, CARRIED_BYTES).header(captioner(e, translator(language)))
