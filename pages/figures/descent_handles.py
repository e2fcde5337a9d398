"""What a hand holds in the pictures of a walk."""

from dataclasses import replace

from core.tasks.descent import handles
from core.tasks.descent.experiment import DescentExperiment
from pages.figures.descent_maps import on_plane
from pages.figures.staging import Handles


def held(e: DescentExperiment) -> Handles:
    """The walkers' starts, and their places on the plane of rate and momentum."""
    return {"moving": handles.starts(e), "tuning": handles.rates(e, on_plane(e))}


def without_starts(e: DescentExperiment) -> DescentExperiment:
    """What the scene is drawn from: it is the same wherever the walkers start."""
    return replace(e, x0=0.0, x1=0.0, walkers=tuple(replace(w, start=None) for w in e.walkers))
