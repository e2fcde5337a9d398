"""The walk itself, step by step. The walkers' updates are those of core.engine.optimizers, which train networks."""

import math
from collections.abc import Callable
from functools import lru_cache

import numpy as np

from core.experiment.values import LARGEST_SEED
from core.tasks.descent.experiment import DescentExperiment, surface_of
from core.tasks.descent.surfaces import Surface

Array = np.ndarray


def slope_of(e: DescentExperiment, surface: Surface) -> Callable[[Array, Array, int], tuple[Array, Array, Array]]:
    """f and what the walkers are told of its gradient: slope(x0, x1, step) for positions (W,) at a step from 0.

    numeric: (f(x + h) - f(x - h)) / 2h in each coordinate. noisy: exact plus normal noise of standard deviation
    sigma; walker k's is RandomState(seed + k).normal(0, sigma, (steps + 1, 2)).
    """
    if e.grad == "numeric":
        return lambda x0, x1, step: central_differences(surface.value, x0, x1, e.h)
    if e.grad == "exact":
        return lambda x0, x1, step: surface.slope(x0, x1)
    noise = np.stack([_noise(e, k) for k in range(len(e.walkers))], axis=1)

    def noisy(x0, x1, step):
        f, g0, g1 = surface.slope(x0, x1)
        return f, g0 + noise[step, :, 0], g1 + noise[step, :, 1]

    return noisy


def _noise(e, k):
    return np.random.RandomState((e.seed + k) % (LARGEST_SEED + 1)).normal(0.0, e.sigma, (e.steps + 1, 2))


def central_differences(
    f: Callable[[Array, Array], Array], x0: Array, x1: Array, h: float
) -> tuple[Array, Array, Array]:
    """f, and (f(x + h) - f(x - h)) / 2h in each coordinate: 0 where x + h and x - h are both x, however steep f is."""
    at0, at1 = np.stack([x0, x0 + h, x0 - h, x0, x0]), np.stack([x1, x1, x1, x1 + h, x1 - h])
    here, after0, before0, after1, before1 = f(at0, at1)
    return here, (after0 - before0) / (2.0 * h), (after1 - before1) / (2.0 * h)


@lru_cache(maxsize=16)
def walk(e: DescentExperiment) -> dict[str, Array]:
    """The whole walk. Arrays with a row for each step 0..last:

    path (n, W, 2), value (n, W), gradient (n, W, 2): what the walkers were told there, distance (n, W) to the nearest
    of the lowest minima, nan if none is known. A walker that leaves the finite numbers has nan after its last finite
    step; the walk ends early when the last of them has. The start is shown even where f is not defined.
    """
    surface = surface_of(e)
    with np.errstate(all="ignore"):
        path, value, gradient = _walk(e, surface)
        distance = distance_to(surface, path)
        last = int(np.flatnonzero(np.isfinite(value).any(axis=1)).max(initial=0))
    steps = {"path": path, "value": value, "gradient": gradient, "distance": distance}
    return {name: values[: last + 1] for name, values in steps.items()}


def _walk(e, surface):
    n, W = e.steps + 1, len(e.walkers)
    path, gradient = np.full((n, W, 2), math.nan), np.full((n, W, 2), math.nan)
    value = np.full((n, W), math.nan)
    theta, slope = e.starts(), slope_of(e, surface)
    path[0] = theta
    states = [w.optimizer.init(2) for w in e.walkers]
    rules, rates = [w.optimizer.update for w in e.walkers], [w.rates for w in e.walkers]
    alive = np.ones(W, dtype=bool)
    for step in range(n):
        x0, x1 = theta[:, 0].copy(), theta[:, 1].copy()
        f, *told = slope(x0, x1, step)
        g = np.stack(told, axis=1)
        alive &= np.isfinite(theta).all(axis=1) & np.isfinite(f) & np.isfinite(g).all(axis=1)
        if not alive.any():
            break
        path[step, alive], value[step, alive], gradient[step, alive] = theta[alive], f[alive], g[alive]
        for k in alive.nonzero()[0]:
            rules[k](theta[k], g[k], states[k], step + 1, rates[k])
    return path, value, gradient


def distance_to(surface: Surface, points: Array) -> Array:
    """From points (..., 2) to the nearest of the lowest minima, (...); nan if none is known."""
    if not surface.minima:
        return np.full(points.shape[:-1], math.nan)
    return np.min([np.hypot(points[..., 0] - a, points[..., 1] - b) for a, b, _ in surface.lowest], axis=0)
