"""Start values of a network's parameters, drawn from NumPy's legacy RandomState whose streams are frozen.

Each initializer is `draw(rng, fan_in, fan_out, scale) -> (W, b)` with W (fan_in, fan_out) and b (fan_out,).
Layers are drawn in order, each W before its b, so `np.random.seed(12345)` in a notebook gives the same numbers.
"""

from collections.abc import Callable

import numpy as np

Array = np.ndarray
Draw = Callable[[np.random.RandomState, int, int, float], tuple[Array, Array]]


def _uniform(rng, fan_in, fan_out, scale):
    return rng.uniform(-scale, scale, (fan_in, fan_out)), rng.uniform(-scale, scale, fan_out)


def _normal(rng, fan_in, fan_out, scale):
    return rng.normal(0.0, scale, (fan_in, fan_out)), rng.normal(0.0, scale, fan_out)


def _xavier(rng, fan_in, fan_out, scale):
    """N(0, 2 / (fan_in + fan_out)): Glorot and Bengio, 2010, https://proceedings.mlr.press/v9/glorot10a.html."""
    return rng.normal(0.0, np.sqrt(2.0 / (fan_in + fan_out)), (fan_in, fan_out)), np.zeros(fan_out)


def _he(rng, fan_in, fan_out, scale):
    """N(0, 2 / fan_in): He et al., 2015, https://arxiv.org/abs/1502.01852."""
    return rng.normal(0.0, np.sqrt(2.0 / fan_in), (fan_in, fan_out)), np.zeros(fan_out)


def _zeros(rng, fan_in, fan_out, scale):
    return np.zeros((fan_in, fan_out)), np.zeros(fan_out)


INITIALIZERS: dict[str, Draw] = {
    "uniform": _uniform,
    "normal": _normal,
    "xavier": _xavier,
    "he": _he,
    "zeros": _zeros,
}

SCALED = ("uniform", "normal")  # those that read `scale`: the half-width, the standard deviation


def draw_parameters(name: str, sizes: tuple[int, ...], *, rng: np.random.RandomState, scale: float = 1.0) -> Array:
    """One flat vector W₁ b₁ W₂ b₂ … for layers of the given sizes (inputs first).

    Raises ValueError naming the value and the allowed names.
    """
    if name not in INITIALIZERS:
        raise ValueError(f"initializer {name!r} is unknown; allowed: {', '.join(INITIALIZERS)}")
    pairs = (INITIALIZERS[name](rng, i, o, scale) for i, o in zip(sizes, sizes[1:], strict=False))
    return np.concatenate([part.ravel() for pair in pairs for part in pair])
