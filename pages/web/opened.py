"""What the player is told of a run that comes on stage: what it is, its scene, and where its parts are."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from core.experiment.experiment import Experiment
from core.learning.edits import KEYS, MOST
from core.learning.learner import Learner
from core.learning.remedies import twice
from core.pair.pair import Pair, to_kept_pairs
from core.pair.verdict import beginning, story
from core.record.event import Event
from core.tasks.registry import TASKS
from core.wire.carried_together import fitting_together
from core.wire.finished import finished
from core.wire.pieces import opening, run_id
from core.wire.scene import Scene
from core.wire.shared import store
from core.wire.together import opening_together, pair_id
from pages.figures.pair import pair_scene
from pages.figures.staging import Build, Staging
from pages.web.address import address
from pages.words import translator
from pages.words.told_pair import captioner, told_of

CARRIED_BYTES = 2_000_000  # of tapes that travel with their scene


@lru_cache(maxsize=128)
def scene_of(build: Build, e: Experiment, language: str) -> Scene:
    """The scene in this language; all who ask share it."""
    return replace(build(e, e.load(), translator(language)), locale=language)


@lru_cache(maxsize=64)
def pair_scene_of(staging: Staging, pair: Pair, language: str) -> Scene:
    """The same of several runs on one clock."""
    say = translator(language)
    return replace(pair_scene(staging, pair, told_of(pair, say), say), locale=language)


def opened(
    staging: Staging, e: Experiment, language: str, *, at: int | None = None, url_at: bool = True
) -> dict[str, Any]:
    """The header of a packet, with the run's address if it has one here. `at`, `url_at`: see `opening`.

    On a page whose address names the run, and where the scene has an address of its own, the settings that a button of
    the player may ask for are named too.
    """
    drawn = staging.drawn_from(e)
    scene_id = f"{staging.scene.__name__}.{run_id(drawn)}.{language}"
    scene = scene_of(staging.scene, drawn, language)
    head = opening(e, scene_id, scene, at=at, url_at=url_at, at_once=TASKS[e.task].run.at_once)
    named = {"kept": f"&stage={staging.name}"} if staging.name else {}
    return head | {"handles": staging.handles(e)} | named | _of_page(e, language, url_at or bool(named))


def opened_together(staging: Staging, pair: Pair, language: str, *, at: int | None = None) -> dict[str, Any]:
    """The same of several runs; each has its own address, and `kept` says in the scene's address which they are. Where
    one of them has none, all come with the scene, and what is to be said of them to their ends."""
    scene = pair_scene_of(staging, pair, language)
    addresses = [address(e, language) for e in pair.runs]
    places, told, pace = [place or {} for place in addresses], [beginning(pair)], {}
    if None in addresses:
        carried = fitting_together(store(), pair, scene, CARRIED_BYTES)
        places, told, pace = carried.places, whole_story(pair), carried.pace
    said = [captioner(pair, translator(language))(event) for event in told]
    head = opening_together(pair, f"{pair_id(pair)}.{language}", scene, places, said, at=at, url_at=True)
    kept = urlencode(to_kept_pairs(pair.runs[1:], pair.clock))
    return head | pace | _of_page(pair.runs[0], language, True) | {"kept": f"&{kept}"}


def whole_story(pair: Pair) -> Sequence[Event]:
    """All that there is to say of runs on one clock; they are trained to their ends for it."""
    return story(pair, [finished(store(), e) for e in pair.runs])


def _of_page(e, language, asks):
    return {"keys": [*e.settings] if asks else [], **_by_hand(e), **(address(e, language) or {})}


def _by_hand(e):
    """What of a run may change on its way, how often, and what makes it longer, since its last step ends it."""
    if not isinstance(e, Learner) or "edits" not in e.settings:
        return {}
    epochs = twice(e)
    longer = {"longer": {"epochs": str(epochs)}} if epochs > e.epochs else {}
    return {"learning": [*KEYS], "most_edits": MOST, **longer}
