"""The basin map: which start ends in which minimum, all starts of a grid walking at once."""

import math
from functools import lru_cache

import numpy as np

from core.engine.optimizers import OPTIMIZERS
from core.tasks.descent.experiment import DescentExperiment, surface_of
from core.tasks.descent.expressions import parse
from core.tasks.descent.surfaces import Surface, eigenvalues

Array = np.ndarray

GRID = 200  # starts along each side
STEPS = 500
NONE = -1  # ends in no known minimum: diverged, stuck, or still on its way
_BLOCK = 4096  # starts whose arrays stay in the processor's cache together
_EASY = 20  # additions in a typed function that can be walked on from all starts
_LOOK = 20  # steps between two looks at who has arrived
_STILL = 1e-8  # of the width, and of the usual gradient: less is standing still
_WIDEST = 0.05  # of the width: who ends farther from a minimum has not reached it


@lru_cache(maxsize=16)
def basin_of(e: DescentExperiment, steps: int = STEPS) -> Array:
    """The map for the walker that `e.basin` numbers, with the exact gradient.

    A long typed function has fewer starts, so that it takes no longer. Raises ValueError if `e.basin` is "off".
    """
    w = e.walkers[int(e.basin) - 1]
    return basin(surface_of(e), w.opt, w.rates, _side(e), steps)


def _side(e):
    return min(GRID, round(GRID * math.sqrt(_EASY / parse(e.f).tree.work))) if e.surface == "own" else GRID


def basin(surface: Surface, opt: str, rates: dict[str, float], n: int = GRID, steps: int = STEPS) -> Array:
    """(n, n) indices into surface.minima, -1 for none; row 0 is the lowest x1, samples at linspace, bounds included.

    `rates` maps lr and the optimiser's hyperparameters to floats, as Walker.rates does. Starts are walked in blocks;
    one that stands still in a minimum or has left the finite numbers is taken out.
    """
    starts = grid(surface, n)
    with np.errstate(all="ignore"):
        still = _STILL * surface.width, _STILL * _usual_slope(surface, starts)
        ends = [
            _walk(surface, opt, rates, starts[:, first : first + _BLOCK], steps, *still)
            for first in range(0, starts.shape[1], _BLOCK)
        ]
        return nearest_minimum(surface, np.concatenate(ends, axis=1)).reshape(n, n)


def _usual_slope(surface, starts):
    slopes = np.abs(np.array(surface.gradient(*starts)))
    finite = slopes[np.isfinite(slopes)]
    return float(np.median(finite)) if finite.size else 0.0


def grid(surface: Surface, n: int) -> Array:
    """The starts (2, n * n), row by row from the lowest x1."""
    low0, high0, low1, high1 = surface.bounds
    x0, x1 = np.meshgrid(np.linspace(low0, high0, n), np.linspace(low1, high1, n))
    return np.stack([x0.ravel(), x1.ravel()])


def _walk(surface, opt, rates, starts, steps, still_step, still_slope):
    """Where starts (2, m) are after so many steps, (2, m)."""
    rule, ends = OPTIMIZERS[opt], starts.copy()
    walking, theta = np.arange(starts.shape[1]), starts.copy()
    state, before, g = np.zeros((rule.slots + 1, *theta.shape)), theta.copy(), np.empty_like(theta)
    for t in range(1, steps + 1):
        look = t % _LOOK == 0
        if look:
            np.copyto(before, theta)
        g[0], g[1] = surface.gradient(theta[0], theta[1])
        rule.update(theta, g, state, t, rates)
        if not look:
            continue
        ends[:, walking] = theta
        going = ~_settled(surface, theta, theta - before, g, still_step, still_slope) & np.isfinite(theta).all(axis=0)
        if not going.any():
            return ends
        if going.mean() < 0.9:
            walking, theta, state = walking[going], theta[:, going], state[:, :, going]
            before, g = np.empty_like(theta), np.empty_like(theta)
    ends[:, walking] = theta
    return ends


def _settled(surface, theta, move, g, still_step, still_slope):
    """No move, no slope, and the surface curves up all round: it stays in this minimum."""
    settled = (np.abs(move).max(axis=0) < still_step) & (np.abs(g).max(axis=0) < still_slope)
    if settled.any():
        smallest, _ = eigenvalues(*surface.hessian(*theta[:, settled]))
        settled[settled] = smallest > 0.0
    return settled


def nearest_minimum(surface: Surface, points: Array) -> Array:
    """For points (2, m) the index of the minimum that each has reached, (m,); -1 for none."""
    index = np.full(points.shape[1], NONE)
    nearest = np.full(points.shape[1], _reach(surface) ** 2)
    for k, (a, b, _) in enumerate(surface.minima):
        square = (points[0] - a) ** 2 + (points[1] - b) ** 2
        closer = square < nearest
        index[closer], nearest[closer] = k, square[closer]
    return index


def _reach(surface):
    """How near counts as there: a share of the width, but clearly nearer than to any other minimum."""
    x = np.array([m[:2] for m in surface.minima]).reshape(-1, 2)
    gaps = np.hypot(*(x[:, None] - x[None, :]).T)
    return min(_WIDEST * surface.width, 0.25 * float(gaps[gaps > 0.0].min(initial=np.inf)))
