"""A network's gradient, checked by central differences at every h."""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from core.data.gates import CORNERS, GATES
from core.engine.gradients import GradientCheck, check_gradient
from core.engine.losses import LOSSES
from core.engine.network import Backprop, Network
from core.tasks.gradient.differences import SIZES
from core.tasks.gradient.verdict import kink_distances, verdicts

Array = np.ndarray

CHECKED = Network((2, 3, 1))  # the network of the gradient check, on XOR
SAFE = SIZES.index(1e-5)  # where a central difference errs least


@dataclass(frozen=True)
class Checked:
    """A network's gradient as backpropagation gives it, checked at every h. `broken`: the parameter doubled, or None.

    `checks` and `verdicts` (of verdict.py) have one for each of SIZES.
    """

    analytic: Array
    broken: int | None
    checks: tuple[GradientCheck, ...]
    verdicts: tuple[int, ...]


@lru_cache(maxsize=32)
def network_check(act: str, seed: int, broken: bool) -> Checked:
    """Parameters from N(0, 1), mean squared error over the four corners of XOR."""
    network = replace(CHECKED, hidden=act)
    start = np.random.RandomState(seed).normal(size=network.n_params)
    theta = start.copy()
    backprop = Backprop(network, LOSSES["mse"], theta, len(CORNERS))
    y = np.array(GATES["xor"], dtype=float)[:, None]

    def loss(point):
        np.copyto(theta, point)
        return backprop.evaluate(CORNERS, y)

    value = backprop(CORNERS, y)
    gradient = backprop.gradient.copy()
    wrong = _largest(gradient, network) if broken else None
    if broken:
        gradient[wrong] *= 2.0
    checks = tuple(check_gradient(loss, gradient, start, h) for h in SIZES)
    return Checked(gradient, wrong, checks, verdicts(checks, SIZES, value, kink_distances(network, start, CORNERS)))


def _largest(gradient, network):
    """The first layer's weight with the largest gradient; any parameter where all of those are 0."""
    first = np.abs(gradient[: network.sizes[0] * network.sizes[1]])
    return int(np.argmax(first if first.any() else np.abs(gradient)))
