"""How the losses of a cell's runs lie, step by step: their quartiles and median."""

from collections.abc import Sequence

import numpy as np

from core.sweep.outcome import Outcome

Array = np.ndarray

BAND_MOMENTS = 60


def band(runs: Sequence[Outcome]) -> tuple[Array, Array]:
    """(steps (m,), the quartiles and the median (m, 3): low, middle, high) of runs that differ in their seeds alone.

    A run that has stopped keeps its last loss; one that has diverged counts as beyond all others, and where such a one
    is a quartile, there is nan.
    """
    last = max(run.stop.step for run in runs)
    steps = np.unique(np.linspace(0, last, min(BAND_MOMENTS, last + 1)).round().astype(int))
    losses = np.array([_held(run, steps) for run in runs])
    losses[~np.isfinite(losses)] = np.inf
    with np.errstate(invalid="ignore"):
        found = np.quantile(losses, [0.25, 0.5, 0.75], axis=0, method="lower" if len(runs) < 3 else "linear").T
    return steps, np.where(np.isfinite(found), found, np.nan)


def _held(run, steps):
    """A run's loss at the latest moment up to each step; inf after it has diverged."""
    at = np.searchsorted(run.curve_steps, steps, side="right") - 1
    values = run.curve[at].astype(float)
    if run.stop.reason == "diverged":
        values[steps > run.stop.step] = np.inf
    return values
