"""What the player is told of a run that comes on stage: what it is, its scene, and where its parts are."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

from core.experiment.experiment import Experiment
from core.learning.edits import KEYS, MOST
from core.learning.learner import Learner
from core.learning.remedies import twice
from core.tasks.registry import TASKS
from core.wire.pieces import opening, run_id
from core.wire.scene import Scene
from pages.figures.staging import Build, Staging
from pages.web.address import address
from pages.words import translator


@lru_cache(maxsize=128)
def scene_of(build: Build, e: Experiment, language: str) -> Scene:
    """The scene in this language; all who ask share it."""
    return replace(build(e, e.load(), translator(language)), locale=language)


def opened(
    staging: Staging, e: Experiment, language: str, *, at: int | None = None, url_at: bool = True
) -> dict[str, Any]:
    """The header of a packet, with the run's address if it has one here. `at`, `url_at`: see `opening`.

    On a page whose address names the run, the settings that a button of the player may ask for are named too.
    """
    drawn = staging.drawn_from(e)
    scene_id = f"{staging.scene.__name__}.{run_id(drawn)}.{language}"
    scene = scene_of(staging.scene, drawn, language)
    head = opening(e, scene_id, scene, at=at, url_at=url_at, at_once=TASKS[e.task].run.at_once)
    return head | {
        "handles": staging.handles(e), "keys": [*e.settings] if url_at else [], **_by_hand(e),
        **(address(e, language) or {}),
    }  # fmt: skip


def _by_hand(e):
    """What of a run may change on its way, how often, and what makes it longer, since its last step ends it."""
    if not isinstance(e, Learner) or "edits" not in e.settings:
        return {}
    epochs = twice(e)
    longer = {"longer": {"epochs": str(epochs)}} if epochs > e.epochs else {}
    return {"learning": [*KEYS], "most_edits": MOST, **longer}
