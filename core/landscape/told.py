"""What a landscape says of itself, for the packet in which it travels (docs/tape.md)."""

import math
from dataclasses import asdict
from typing import Any

import numpy as np

from core.experiment.link import to_query
from core.landscape.landscape import Land
from core.record.plain import finite
from core.wire.packet import Array
from core.wire.pieces import run_id


def told(land: Land) -> dict[str, Any]:
    """The header of the packet."""
    path, plane, scale = land.path, land.plane, land.scale
    return {
        "run": run_id(land.e), "task": land.e.task, "link": to_query(land.e),
        "plane": str(land.choice), "kind": land.choice.kind, "names": list(land.choice.names),
        "step": path.centre, "end": int(path.steps[-1]), "centre": plane.origin,
        "centre_loss": path.centre_loss if math.isfinite(path.centre_loss) else None,
        "parameters": land.e.network.n_params, "samples": len(path.trainer.watched_x),
        "shares": None if plane.shares is None else list(plane.shares), "outside": land.outside,
        "x": land.x[[0, -1]], "y": land.y[[0, -1]],
        "scale": None if scale is None else asdict(scale), "land": _numbers(land.heights),
        "steps": Array(path.steps.astype(np.int32), "key"), "places": _numbers(land.places),
        "losses": _numbers(path.losses), "below": _numbers(land.below), "distances": _numbers(land.distances),
    }  # fmt: skip


def point_told(land: Land, column: int, row: int) -> dict[str, Any]:
    """A point of the grid: its coordinates, and the loss there, null where it is not finite."""
    place = np.array([[land.x[column], land.y[row]]])
    return {
        "run": run_id(land.e), "plane": str(land.choice), "point": [column, row], "place": place[0].tolist(),
        "loss": finite(land.losses(place))[0],
    }  # fmt: skip


def _numbers(values: np.ndarray) -> Array:
    return Array(values.astype(np.float64), "key")
