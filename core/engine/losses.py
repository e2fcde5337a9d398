"""Losses: value and exact gradient as a named pair; the reduction is in the name or stated beside it.

`p` is what the loss reads, shape (n, k): the output activations, or, for the two cross-entropies, the logits
(the output layer's weighted sums), so that no logarithm of a rounded 0 is ever taken. `y` has p's shape.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.engine.activations import ACTIVATIONS

Array = np.ndarray


@dataclass(frozen=True)
class Loss:
    """`value(p, y)` is a float; `value_and_gradient(p, y, out)` also writes dL/dp into `out`; `of_each(p, y, out)` does
    the same for a stack of runs, p and out (runs, n, k), y of that shape or (n, k): a value for each, (runs,).

    `link` names the function that turns logits into the shown output ("sigmoid", "softmax");
    None means that the loss reads the output activation itself, whatever it is.
    """

    name: str
    value_and_gradient: Callable[[Array, Array, Array], float]
    value: Callable[[Array, Array], float]
    of_each: Callable[[Array, Array, Array], Array]
    link: str | None = None


def _squared_error(name: str, scale_of: Callable[[Array], float]) -> Loss:
    """A loss scale * sum((p - y)²), with scale a function of p's shape alone."""

    def value(p, y):
        error = (p - y).ravel()
        return scale_of(p) * float(error @ error)

    def value_and_gradient(p, y, out):
        np.subtract(p, y, out=out)
        error = out.ravel()
        scale = scale_of(p)
        total = scale * float(error @ error)
        out *= 2.0 * scale
        return total

    def of_each(p, y, out):
        np.subtract(p, y, out=out)
        scale = scale_of(p[0])
        totals = scale * np.einsum("rnk,rnk->r", out, out)
        out *= 2.0 * scale
        return totals

    return Loss(name, value_and_gradient, value, of_each)


def _bce(z, y):
    """Mean over samples and outputs of log(1 + e^z) - y z, which is -y log s - (1-y) log(1-s) for s = sigmoid(z).

    Written so that neither e^z overflows nor a small loss drowns in the difference of two large terms.
    """
    return float(_bce_terms(z, y).sum() / z.size)


def _bce_terms(z, y):
    terms = np.maximum(z, 0.0) - y * z
    terms += np.log1p(np.exp(-np.abs(z)))
    return terms


def _bce_and_gradient(z, y, out):
    ACTIVATIONS["sigmoid"].value(z, out)
    out -= y
    out /= z.size
    return _bce(z, y)


def _bce_of_each(z, y, out):
    ACTIVATIONS["sigmoid"].value(z, out)
    out -= y
    out /= z[0].size
    return _bce_terms(z, y).sum(axis=(1, 2)) / z[0].size


def softmax(z: Array, out: Array | None = None) -> Array:
    """exp(z) / sum(exp(z)) along the last axis, shifted by the row's maximum so that it cannot overflow."""
    p = np.subtract(z, z.max(axis=-1, keepdims=True), out=out)
    np.exp(p, out=p)
    p /= p.sum(axis=-1, keepdims=True)
    return p


def _softmax_ce(z, y):
    """Mean over samples of -sum(y log softmax(z)), by log-sum-exp."""
    return float(np.sum(_softmax_ce_terms(z, y)) / z.shape[0])


def _softmax_ce_terms(z, y):
    shifted = z - z.max(axis=-1, keepdims=True)
    log_sum = np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return y * (log_sum - shifted)


def _softmax_ce_and_gradient(z, y, out):
    _softmax_ce_gradient(z, y, out)
    return _softmax_ce(z, y)


def _softmax_ce_gradient(z, y, out):
    softmax(z, out)
    out *= y.sum(axis=-1, keepdims=True)  # 1 for probabilities; kept so that the gradient is exact for any y
    out -= y
    out /= z.shape[-2]


def _softmax_ce_of_each(z, y, out):
    _softmax_ce_gradient(z, y, out)
    return _softmax_ce_terms(z, y).sum(axis=(1, 2)) / z.shape[1]


LOSSES: dict[str, Loss] = {
    loss.name: loss
    for loss in (
        _squared_error("mse", lambda p: 1.0 / p.size),
        _squared_error("half_mse", lambda p: 0.5 / p.size),
        _squared_error("sse", lambda p: 1.0),
        Loss("bce", _bce_and_gradient, _bce, _bce_of_each, link="sigmoid"),
        Loss("softmax_ce", _softmax_ce_and_gradient, _softmax_ce, _softmax_ce_of_each, link="softmax"),
    )
}


def loss(name: str) -> Loss:
    """The loss called `name`. Raises ValueError naming the value and the allowed names."""
    if name not in LOSSES:
        raise ValueError(f"loss {name!r} is unknown; allowed: {', '.join(LOSSES)}")
    return LOSSES[name]
