"""Points to classify: the gates' corners or clouds around them, the four sets of TensorFlow Playground, of which `xor`
is labelled the other way round, and points of one's own.

All randomness comes from the RandomState passed in.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from core.data.gates import gate_corners

Array = np.ndarray


@dataclass(frozen=True)
class Dataset:
    """Inputs x (n, 2) and targets y (n,) of 0 or 1, split; `low`, `high` bound the square that pictures show."""

    x: Array
    y: Array
    x_test: Array
    y_test: Array
    low: float
    high: float


def gate_clouds(gate: str, n: int, spread: float, *, rng: np.random.RandomState) -> tuple[Array, Array]:
    """n points around each corner, normal with standard deviation `spread`: x (4n, 2), y (4n,)."""
    corners, targets = gate_corners(gate)
    return np.repeat(corners, n, axis=0) + rng.normal(0.0, spread, (4 * n, 2)), np.repeat(targets, n)


# The four sets below follow the definitions of TensorFlow Playground's src/dataset.ts (Smilkov et al., 2017,
# https://arxiv.org/abs/1708.03788): the square -6..6, n points per class, noise from 0 to 0.5. Class 1 is their label
# 1, class 0 their -1; only in `xor_cloud` is it the other way round.
_RADIUS = 5.0


def circle(n: int, noise: float, *, rng: np.random.RandomState) -> tuple[Array, Array]:
    """Class 1 inside half the radius 5, class 0 in the ring beyond 0.7 of it; labels follow the noisy position."""
    radius = np.concatenate([rng.uniform(0.0, 0.5, n), rng.uniform(0.7, 1.0, n)]) * _RADIUS
    angle = rng.uniform(0.0, 2.0 * np.pi, 2 * n)
    x = np.column_stack([radius * np.sin(angle), radius * np.cos(angle)])
    jitter = rng.uniform(-_RADIUS, _RADIUS, (2 * n, 2)) * noise
    return x, _inside(x + jitter)


def _inside(x):
    return (np.hypot(x[:, 0], x[:, 1]) < _RADIUS * 0.5).astype(float)


def two_gaussians(n: int, noise: float, *, rng: np.random.RandomState) -> tuple[Array, Array]:
    """Class 1 around (2, 2), class 0 around (-2, -2); the variance grows from 0.5 to 4 with the noise."""
    variance = 0.5 + 3.5 * noise / 0.5
    centre = np.repeat([[2.0, 2.0], [-2.0, -2.0]], n, axis=0)
    return centre + rng.normal(0.0, np.sqrt(variance), (2 * n, 2)), _halves(n)


def xor_cloud(n: int, noise: float, *, rng: np.random.RandomState) -> tuple[Array, Array]:
    """2n points in the square -5..5, pushed 0.3 away from the axes; class 1 where x0 and x1 differ in sign.

    As XOR has it. TensorFlow Playground labels x0·x1 >= 0 with 1, which is XNOR; links keep what they mean here.
    """
    x = rng.uniform(-_RADIUS, _RADIUS, (2 * n, 2))
    x += np.where(x > 0.0, 0.3, -0.3)
    jitter = rng.uniform(-_RADIUS, _RADIUS, (2 * n, 2)) * noise
    noisy = x + jitter
    return x, (noisy[:, 0] * noisy[:, 1] < 0.0).astype(float)


def spiral(n: int, noise: float, *, rng: np.random.RandomState) -> tuple[Array, Array]:
    """Two interleaved arms of 1.75 turns each; the noise shifts each point by up to its value."""
    along = np.tile(np.arange(n) / n, 2)
    angle = 1.75 * along * 2.0 * np.pi + np.repeat([0.0, np.pi], n)
    arms = _RADIUS * along[:, None] * np.column_stack([np.sin(angle), np.cos(angle)])
    return arms + rng.uniform(-1.0, 1.0, (2 * n, 2)) * noise, _halves(n)


def _halves(n):
    return np.repeat([1.0, 0.0], n)


PLAYGROUND: dict[str, Callable[..., tuple[Array, Array]]] = {
    "circle": circle,
    "gauss": two_gaussians,
    "xor": xor_cloud,
    "spiral": spiral,
}
DRAWN = ("clouds", *PLAYGROUND)  # at random
DATA = ("corners", *DRAWN, "own")


def own_points(points: Sequence[float]) -> Dataset:
    """Points given as x0, x1, y, x0, x1, y, …; the square reaches as far as they do."""
    table = np.array(points, dtype=float).reshape(-1, 3)
    x, y = table[:, :2], table[:, 2]
    low, high = min(-0.5, float(np.floor(2 * x.min()) / 2)), max(1.5, float(np.ceil(2 * x.max()) / 2))
    return Dataset(x, y, x[:0], y[:0], low, high)


def load(
    data: str, *, gate: str, points: int, spread: float, noise: float, test_percent: int, seed: int,
    own: Sequence[float] = (),
) -> Dataset:  # fmt: skip
    """The data set of these settings; `points` counts per corner (clouds) or per class, `own` are those given.

    The corners and points of one's own, which are the corners while none are given, are never split. Otherwise the
    points are shuffled, and `test_percent` of them are held out (at least one point stays for training).

    Raises ValueError for unknown data or an unknown gate.
    """
    if data not in DATA:
        raise ValueError(f"data {data!r} is unknown; allowed: {', '.join(DATA)}")
    if data == "own" and own:
        return own_points(own)
    if data in ("corners", "own"):
        x, y = gate_corners(gate)
        return Dataset(x, y, x[:0], y[:0], -0.5, 1.5)
    rng = np.random.RandomState(seed)
    if data == "clouds":
        (x, y), low, high = gate_clouds(gate, points, spread, rng=rng), -1.0, 2.0
    else:
        (x, y), low, high = PLAYGROUND[data](points, noise, rng=rng), -6.0, 6.0
    order = rng.permutation(len(x))
    x, y = x[order], y[order]
    n_train = max(1, len(x) - len(x) * test_percent // 100)
    return Dataset(x[:n_train], y[:n_train], x[n_train:], y[n_train:], low, high)
