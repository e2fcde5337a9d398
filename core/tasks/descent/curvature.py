"""How large a learning rate may be: curvatures along the axes, the limit that they set, the factor of each step.

On a quadratic, gradient descent multiplies the distance along each axis of the Hessian by 1 - ηλ at every step:
it converges as long as |1 - ηλ| < 1 for all λ, which is η < 2/λmax. Elsewhere the local Hessian says the same of
the next steps.
"""

from dataclasses import dataclass

import numpy as np

from core.tasks.descent.surfaces import Surface, eigenvalues
from core.tasks.descent.walkers import Walker


@dataclass(frozen=True)
class Curvature:
    """Eigenvalues low <= high of the Hessian; `angle` (radians) from x0 to the axis of `high`."""

    low: float
    high: float
    angle: float


def curvature(surface: Surface, x0: float, x1: float) -> Curvature:
    """At one point; nan or infinite where the surface is not smooth."""
    with np.errstate(all="ignore"):
        h00, h01, h11 = (float(entry) for entry in surface.hessian(np.float64(x0), np.float64(x1)))
        low, high = eigenvalues(np.float64(h00), np.float64(h01), np.float64(h11))
    return Curvature(float(low), float(high), 0.5 * float(np.arctan2(2.0 * h01, h00 - h11)))


def factors(lr: float, c: Curvature) -> tuple[float, float]:
    """1 - ηλ for the flatter and for the steeper axis, what a step of gradient descent multiplies distances by."""
    return 1.0 - lr * c.low, 1.0 - lr * c.high


def largest_rate(w: Walker, high: float) -> float | None:
    """The rate that must stay below this on a quadratic of largest curvature `high`.

    2/λ; with momentum β 2(1 + β)/λ; with Nesterov's 2(1 + β)/((1 + 2β)λ). None where no axis curves up, and for
    optimisers that scale each coordinate by itself: no such limit is known.
    """
    if not 0.0 < high < np.inf:
        return None
    beta = w.rates.get("mom", 0.0)
    if w.opt in ("gd", "momentum"):
        return 2.0 * (1.0 + beta) / high
    return 2.0 * (1.0 + beta) / ((1.0 + 2.0 * beta) * high) if w.opt == "nesterov" else None


def regime(w: Walker, c: Curvature) -> str | None:
    """What gradient descent does there, None for other optimisers and where the surface is not smooth.

    grows: the rate is too large. bounces: for ever. rolls: away, down the axis that curves down. zigzags: changes sides
    and comes nearer. creeps: a thousand steps and more. shrinks: comes nearer, or stays.
    """
    by = factors(w.lr, c)
    size = max(map(abs, by))
    if w.opt != "gd" or not np.isfinite(size):
        return None
    if abs(size - 1.0) <= 1e-12 and min(by) < 0.0:
        return "bounces"
    if size > 1.0:
        return "grows" if abs(by[1]) > 1.0 else "rolls"
    if min(by) < 0.0:
        return "zigzags"
    return "creeps" if size > 0.999 else "shrinks"


def rate_facts(surface: Surface, w: Walker, x0: float, x1: float) -> dict:
    """The numbers behind a walker's fate at a point: lambda_min, lambda_max, limit (or None), factors, regime.

    `local`: the Hessian is another elsewhere, so they hold near this point only.
    """
    c = curvature(surface, x0, x1)
    return {
        "lambda_min": c.low,
        "lambda_max": c.high,
        "limit": largest_rate(w, c.high),
        "factors": factors(w.lr, c),
        "regime": regime(w, c),
        "local": not surface.is_quadratic,
    }
