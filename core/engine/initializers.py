"""Start values of a network's parameters, drawn from NumPy's legacy RandomState whose streams are frozen.

`np.random.seed(12345)` in a notebook gives the same numbers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

Array = np.ndarray
Rng = np.random.RandomState


@dataclass(frozen=True)
class Initializer:
    """`weights(rng, fan_in, fan_out, scale)` gives W (fan_in, fan_out), `biases(rng, fan_out, scale)` gives b."""

    name: str
    weights: Callable[[Rng, int, int, float], Array]
    biases: Callable[[Rng, int, float], Array]


def _no_biases(rng, fan_out, scale):
    return np.zeros(fan_out)


def _xavier(rng, fan_in, fan_out, scale):
    """N(0, 2 / (fan_in + fan_out)): Glorot and Bengio, 2010, https://proceedings.mlr.press/v9/glorot10a.html."""
    return rng.normal(0.0, np.sqrt(2.0 / (fan_in + fan_out)), (fan_in, fan_out))


def _he(rng, fan_in, fan_out, scale):
    """N(0, 2 / fan_in): He et al., 2015, https://arxiv.org/abs/1502.01852."""
    return rng.normal(0.0, np.sqrt(2.0 / fan_in), (fan_in, fan_out))


INITIALIZERS: dict[str, Initializer] = {
    initializer.name: initializer
    for initializer in (
        Initializer(
            "uniform",
            lambda rng, fan_in, fan_out, scale: rng.uniform(-scale, scale, (fan_in, fan_out)),
            lambda rng, fan_out, scale: rng.uniform(-scale, scale, fan_out),
        ),
        Initializer(
            "normal",
            lambda rng, fan_in, fan_out, scale: rng.normal(0.0, scale, (fan_in, fan_out)),
            lambda rng, fan_out, scale: rng.normal(0.0, scale, fan_out),
        ),
        Initializer("xavier", _xavier, _no_biases),
        Initializer("he", _he, _no_biases),
        Initializer("zeros", lambda rng, fan_in, fan_out, scale: np.zeros((fan_in, fan_out)), _no_biases),
    )
}

SCALED = ("uniform", "normal")  # those that read `scale`: the half-width, the standard deviation

# Which numbers of the stream go where: each layer's W and then its b, or every layer's W first and then every b.
ORDERS = ("layers", "weights")


def draw_parameters(
    name: str, sizes: tuple[int, ...], *, rng: Rng, scale: float = 1.0, order: str = ORDERS[0]
) -> Array:
    """One flat vector W₁ b₁ W₂ b₂ … for layers of the given sizes (inputs first), drawn in one of the ORDERS.

    Raises ValueError naming the value and the allowed names.
    """
    if name not in INITIALIZERS:
        raise ValueError(f"initializer {name!r} is unknown; allowed: {', '.join(INITIALIZERS)}")
    draw, shapes = INITIALIZERS[name], list(pairwise(sizes))
    if order == "weights":
        weights = [draw.weights(rng, i, o, scale) for i, o in shapes]
        pairs = [(W, draw.biases(rng, o, scale)) for W, (_, o) in zip(weights, shapes, strict=True)]
    else:
        pairs = [(draw.weights(rng, i, o, scale), draw.biases(rng, o, scale)) for i, o in shapes]
    return np.concatenate([part.ravel() for pair in pairs for part in pair])
