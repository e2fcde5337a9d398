"""Losses: value and exact gradient as a named pair; the reduction is in the name or stated beside it.

`p` is what the loss reads, shape (n, k): the output activations, or, for the two cross-entropies, the logits
(the output layer's weighted sums), so that no logarithm of a rounded 0 is ever taken. `y` has p's shape.
Of many networks at once p is (runs, n, k), y likewise or (n, k) for all, and the loss is (runs,), one for each.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.engine.activations import ACTIVATIONS

Array = np.ndarray


@dataclass(frozen=True)
class Loss:
    """`value(p, y)` is a float, or (runs,); `value_and_gradient(p, y, out)` also writes dL/dp into `out`.

    `link` names the function that turns logits into the shown output ("sigmoid", "softmax");
    None means that the loss reads the output activation itself, whatever it is.
    """

    name: str
    value_and_gradient: Callable[[Array, Array, Array], Any]
    value: Callable[[Array, Array], Any]
    link: str | None = None


def _count(p):
    """Numbers of one network."""
    return p.shape[-2] * p.shape[-1] if p.ndim > 2 else p.size


def _sum(p):
    """Over the numbers of one network."""
    return p.sum(axis=(-2, -1)) if p.ndim > 2 else float(p.sum())


def _sum_of_squares(p):
    if p.ndim > 2:
        return np.einsum("...nk,...nk->...", p, p)
    flat = p.ravel()
    return float(flat @ flat)


def _squared_error(name: str, scale_of: Callable[[int], float]) -> Loss:
    """A loss scale * sum((p - y)²), with scale a function of how many numbers there are."""

    def value(p, y):
        return scale_of(_count(p)) * _sum_of_squares(p - y)

    def value_and_gradient(p, y, out):
        np.subtract(p, y, out=out)
        scale = scale_of(_count(p))
        total = scale * _sum_of_squares(out)
        out *= 2.0 * scale
        return total

    return Loss(name, value_and_gradient, value)


def _bce(z, y):
    """Mean over samples and outputs of log(1 + e^z) - y z, which is -y log s - (1-y) log(1-s) for s = sigmoid(z).

    Written so that neither e^z overflows nor a small loss drowns in the difference of two large terms.
    """
    each = np.maximum(z, 0.0) - y * z
    each += np.log1p(np.exp(-np.abs(z)))
    return _sum(each) / _count(z)


def _bce_and_gradient(z, y, out):
    ACTIVATIONS["sigmoid"].value(z, out)
    out -= y
    out /= _count(z)
    return _bce(z, y)


def softmax(z: Array, out: Array | None = None) -> Array:
    """exp(z) / sum(exp(z)) along the last axis, shifted by the row's maximum so that it cannot overflow."""
    p = np.subtract(z, z.max(axis=-1, keepdims=True), out=out)
    np.exp(p, out=p)
    p /= p.sum(axis=-1, keepdims=True)
    return p


def _softmax_ce(z, y):
    """Mean over samples of -sum(y log softmax(z)), by log-sum-exp."""
    shifted = z - z.max(axis=-1, keepdims=True)
    log_sum = np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return _sum(y * (log_sum - shifted)) / z.shape[-2]


def _softmax_ce_and_gradient(z, y, out):
    softmax(z, out)
    out *= y.sum(axis=-1, keepdims=True)  # 1 for probabilities; kept so that the gradient is exact for any y
    out -= y
    out /= z.shape[-2]
    return _softmax_ce(z, y)


LOSSES: dict[str, Loss] = {
    loss.name: loss
    for loss in (
        _squared_error("mse", lambda count: 1.0 / count),
        _squared_error("half_mse", lambda count: 0.5 / count),
        _squared_error("sse", lambda count: 1.0),
        Loss("bce", _bce_and_gradient, _bce, link="sigmoid"),
        Loss("softmax_ce", _softmax_ce_and_gradient, _softmax_ce, link="softmax"),
    )
}


def loss(name: str) -> Loss:
    """The loss called `name`. Raises ValueError naming the value and the allowed names."""
    if name not in LOSSES:
        raise ValueError(f"loss {name!r} is unknown; allowed: {', '.join(LOSSES)}")
    return LOSSES[name]
