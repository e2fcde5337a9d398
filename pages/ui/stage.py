"""The stage: one player that shows one experiment, whose tape it fetches by itself."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from core.experiment.experiment import Experiment
from core.pair.pair import Pair
from core.wire.carried import fitting
from core.wire.packet import pack
from core.wire.shared import store
from pages.figures.staging import Staging
from pages.player import component
from pages.web.opened import CARRIED_BYTES, opened, opened_together, scene_of
from pages.words import translator
from pages.words.told import captioner


def stage(
    staging: Staging,
    e: Experiment,
    language: str,
    *,
    key: str,
    at: int | None,
    on_action: Callable[[str], None] | None,
    in_address: bool = True,
    aside: Mapping[str, Any] = MappingProxyType({}),
    pair: Pair | None = None,
) -> None:
    """Mounts the player, which opens at the step `at`. `on_action` is told of what a hand does in it; `aside` is what
    it is told beside the run. pair: the run, and others beside it."""
    if pair and pair.several:
        head = {**opened_together(staging, pair, language, at=at), **aside}
    else:
        head = {**opened(staging, e, language, at=at, url_at=in_address), **aside}
        head |= {} if "tape" in head else _carried(staging, e, language)
    component.mount(pack(head), key=key, on_action=on_action)


def _carried(staging: Staging, e: Experiment, language: str) -> dict[str, Any]:
    """The tape itself, where it cannot be fetched."""
    scene = scene_of(staging.scene, staging.drawn_from(e), language)
    return fitting(store(), e, scene, CARRIED_BYTES).header(captioner(e, translator(language)))
