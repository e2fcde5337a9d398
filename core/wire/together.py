"""How several runs come on stage: what a header says of them all, on one clock."""

import hashlib
from collections.abc import Sequence
from dataclasses import astuple
from typing import Any

from core.pair.pair import Pair
from core.wire.pieces import run_header, run_id
from core.wire.scene import Scene, Sentence, plain


def pair_id(pair: Pair) -> str:
    """The name of these runs on this clock."""
    names = "|".join([pair.clock, *map(run_id, pair.runs)])
    return hashlib.blake2b(names.encode(), digest_size=12).hexdigest()


def opening_together(
    pair: Pair,
    scene_id: str,
    scene: Scene,
    places: Sequence[dict[str, Any]],
    told: Sequence[Sentence],
    *,
    at: int | None,
    url_at: bool,
) -> dict[str, Any]:
    """As `pieces.opening` of one run. places: where the parts of each are, or the parts themselves; told: what is said
    of them so far."""
    timeline, stage = pair.timeline, pair.runs[0]
    return {
        "run": pair_id(pair),
        "first_step": 0,
        "total": pair.total,
        "stride": timeline.stride,
        "chunk_steps": timeline.chunk_steps,
        "rate": timeline.stride * stage.pace,
        "at": at,
        "url_at": url_at,
        "at_once": False,
        "scene_id": scene_id,
        "scene": plain(scene),
        "told": plain(list(told)),
        "together": {
            "runs": [run_header(e) | place for e, place in zip(pair.runs, places, strict=True)],
            "spans": [[astuple(span) for span in spans] for spans in pair.spans],
        },
    }
