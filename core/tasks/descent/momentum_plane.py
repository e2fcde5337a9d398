"""Why momentum works: how fast a quadratic's error shrinks for each rate η and momentum β.

G. Goh, Why Momentum Really Works, Distill, 2017, https://doi.org/10.23915/distill.00006: along an axis of curvature λ
a step with momentum is a 2×2 matrix, and the error shrinks by its spectral radius. The slowest axis decides.
"""

from dataclasses import dataclass

import numpy as np

Array = np.ndarray


def momentum_rate(eta: Array, beta: Array, curvature: float) -> Array:
    """Spectral radius of [[1 + β - ηλ, -β], [1, 0]], which takes (xₖ, xₖ₋₁) to (xₖ₊₁, xₖ); shapes broadcast.

    Its eigenvalues solve z² - (1 + β - ηλ) z + β = 0.
    """
    return _largest_root(1.0 + beta - eta * curvature, beta)


def nesterov_rate(eta: Array, beta: Array, curvature: float) -> Array:
    """The same for Nesterov's momentum: z² - (1 + β)(1 - ηλ) z + β (1 - ηλ) = 0."""
    shrink = 1.0 - eta * curvature
    return _largest_root((1.0 + beta) * shrink, beta * shrink)


def _largest_root(p, q):
    """The larger |z| of z² - p z + q = 0: real roots, or a conjugate pair of absolute value √q."""
    p, q = np.broadcast_arrays(np.asarray(p, dtype=float), np.asarray(q, dtype=float))
    discriminant = p * p - 4.0 * q
    real = 0.5 * (np.abs(p) + np.sqrt(np.maximum(discriminant, 0.0)))
    return np.where(discriminant < 0.0, np.sqrt(np.abs(q)), real)


RATES = {"momentum": momentum_rate, "nesterov": nesterov_rate}


@dataclass(frozen=True)
class MomentumPlane:
    """rate[j, i] for eta[i], beta[j]: the factor by which the error shrinks each step; 1 and more does not converge.

    `best` is the (η, β, rate) that shrinks it fastest of all; `plain` the same without momentum, β = 0.
    """

    eta: Array
    beta: Array
    rate: Array
    best: tuple[float, float, float]
    plain: tuple[float, float, float]


def quadratic_rates(eta: Array, beta: Array, curvatures: tuple[float, ...], opt: str = "momentum") -> Array:
    """Convergence rate (len(beta), len(eta)) on a quadratic of these curvatures: the largest over its axes.

    Raises ValueError for an optimiser other than momentum and nesterov.
    """
    if opt not in RATES:
        raise ValueError(f"optimizer {opt!r} is not allowed; allowed: {', '.join(RATES)}")
    eta, beta = np.asarray(eta, dtype=float), np.asarray(beta, dtype=float)[:, None]
    return np.max([RATES[opt](eta[None, :], beta, curvature) for curvature in curvatures], axis=0)


def momentum_plane(low: float, high: float, n: int = 120) -> MomentumPlane:
    """The plane for curvatures low <= high: η from 0 to 4 / high, where even β near 1 diverges; β from 0 to 0.999."""
    eta, beta = np.linspace(0.0, 4.0 / high, n), np.linspace(0.0, 0.999, n)
    plain = 2.0 / (low + high)
    plain_rate = (high - low) / (high + low)
    return MomentumPlane(
        eta, beta, quadratic_rates(eta, beta, (low, high)), best_momentum(low, high), (plain, 0.0, plain_rate)
    )


def region(level: float, low: float, high: float, most_eta: float, most_beta: float) -> list[tuple[float, float]]:
    """Corners of {(η, β): rate <= level} for curvatures low <= high within 0..most_eta, 0..most_beta; a convex polygon.

    Both roots of z² - (1 + β - ηλ) z + β lie within |z| <= r if and only if β <= r² and |1 + β - ηλ| <= r + β/r (the
    conditions of Schur, Cohn and Jury for z/r): straight lines in (η, β), of which the smallest curvature gives the
    lower bound of η where r < 1, and the largest one the upper bound. Empty where no rate is so small.
    """
    r, top = level, min(level**2, most_beta)

    def lower(beta):
        return max((1.0 - r) * (1.0 - beta / r) / low, 0.0)

    def upper(beta):
        return min((1.0 + r) * (1.0 + beta / r) / high, most_eta)

    slow, fast = (1.0 - r) * high, (1.0 + r) * low
    first = max(r * (slow - fast) / (slow + fast), 0.0) if slow > fast else 0.0  # where both bounds meet
    if first > top:
        return []
    bend = r * (most_eta * high / (1.0 + r) - 1.0)  # where the upper bound leaves the plane
    betas = [first, *([bend] if first < bend < top else []), top]
    foot = [] if first > 0.0 else [(lower(0.0), 0.0)]  # above it the bounds' meeting is the lowest corner
    return [*foot, *((upper(beta), beta) for beta in betas), (lower(top), top)]


def best_momentum(low: float, high: float) -> tuple[float, float, float]:
    """Polyak's (η, β, rate): η = (2 / (√λ₁ + √λₙ))², β = rate² with rate = (√λₙ - √λ₁) / (√λₙ + √λ₁)."""
    a, b = np.sqrt(low), np.sqrt(high)
    rate = float((b - a) / (b + a))
    return float((2.0 / (a + b)) ** 2), rate**2, rate
