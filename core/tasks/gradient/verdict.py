"""Whether a gradient is right, as central differences at many h can tell it: what they may be off by, and kinks.

A central difference D(h) of a loss L without kinks is off by truncation, c h² (c = |L‴|/6), and by rounding, r / h.

Rounding: the mean of squares is off by some ε L itself, and by some ε √L since outputs of size 1 are off by some ε;
over 24,000 networks of three hidden units the difference of two losses was off by at most 0.71 ε (L + √L).
Truncation: D(h) minus D of the next smaller h holds all of it but the smaller one's share.
Both bounds are doubled where a gradient is called wrong. A kink or jump that θ ± h reaches across may do anything.
"""

from collections.abc import Sequence

import numpy as np

from core.engine.activations import activation
from core.engine.gradients import GradientCheck
from core.engine.network import Network
from core.tasks.gradient.differences import EPSILON

Array = np.ndarray

AGREES, DISAGREES, UNFIT, KINK = range(4)
ROUNDING = 4.0  # ε (L + √L): several times what was seen
_UNFIT = 1e-4  # of the gradient's size: a difference that may be off by more proves nothing
_CLOSE = 1e-6  # likewise: what is nearer is not called wrong


def verdicts(checks: Sequence[GradientCheck], sizes: Sequence[float], loss: float, kinks: Array) -> tuple[int, ...]:
    """What each check, at the h of the same place in `sizes` (falling), says of its gradient.

    `loss` is a mean of squares of outputs that are not much larger than 1; `kinks` as kink_distances gives them.
    AGREES. DISAGREES: for some parameter the two are further apart than the difference can be off. UNFIT: it may be
    off by too much to tell at this h. KINK: only parameters that reach across a kink are too far apart.
    """
    smaller = [*checks[1:], None]
    return tuple(
        _verdict(check, h, _error(check, below, h, k, loss, h < kinks), h >= kinks)
        for check, below, h, k in zip(checks, smaller, sizes, [*sizes[1:], 0.0], strict=True)
    )


def _error(check, below, h, k, loss, smooth):
    """The most that a central difference of a smooth parameter is off by; `below` is the check at k < h."""
    if below is None:
        return np.inf
    moved = np.abs(check.numeric - below.numeric)[smooth].max(initial=0.0)
    return ROUNDING * EPSILON * (loss + np.sqrt(loss)) / h + moved / (1.0 - (k / h) ** 2)


def _verdict(check, h, error, across):
    gap = np.abs(check.analytic - check.numeric)
    size = max(np.abs(check.analytic).max(), np.abs(check.numeric).max())
    if h**2 * size + error > _UNFIT * size:
        return UNFIT
    wrong = gap > _CLOSE * size + 2.0 * error
    if not wrong.any():
        return AGREES
    return KINK if across[wrong].all() else DISAGREES


def kink_distances(network: Network, theta: Array, x: Array) -> Array:
    """How far each parameter (n_params,) can move before a weighted sum of the first hidden layer meets a kink.

    Infinite where none is met, as for the parameters of later layers: in a network with one hidden layer and a smooth
    output these are all its kinks.
    """
    far = np.full(network.n_params, np.inf)
    (W, b), (to_W, to_b) = network.layers(theta)[0], network.layers(far)[0]
    z = x @ W + b
    for kink in activation(network.hidden, network.threshold).kinks:
        away = np.abs(z - kink)
        with np.errstate(divide="ignore", invalid="ignore"):
            each = away[:, None, :] / np.abs(x)[:, :, None]
        np.fmin(to_W, np.where(x[:, :, None] == 0.0, np.inf, each).min(axis=0), out=to_W)
        np.fmin(to_b, away.min(axis=0), out=to_b)
    return far
