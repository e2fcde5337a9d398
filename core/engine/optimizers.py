"""Optimisers: an update of a flat parameter vector θ by its gradient g, with all state explicit.

`OPTIMIZERS[name]` says which hyperparameters it reads and how many state vectors it keeps (all start at zero).
`update(theta, g, state, t, h)` changes `theta` and `state` in place; t counts updates from 1; `h` maps
hyperparameter names to floats. One spare vector at the end of `state` is scratch space.
Of many runs at once θ and g are (runs, n), the state (slots + 1, runs, n), and h has columns (runs, 1).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np

Array = np.ndarray


@dataclass(frozen=True)
class Optimizer:
    """A named update rule. `hyper` lists the hyperparameters beside `lr`; `slots` counts its state vectors."""

    name: str
    hyper: tuple[str, ...]
    slots: int
    update: Callable[[Array, Array, Array, int, Mapping[str, Any]], None]

    def init(self, *shape: int) -> Array:
        """State for parameters (n,) or (runs, n), with slots + 1 in front; the last one is scratch space."""
        return np.zeros((self.slots + 1, *shape))


def _gradient_descent(theta, g, state, t, h):
    (scratch,) = state
    np.multiply(g, h["lr"], out=scratch)
    theta -= scratch


def _momentum(theta, g, state, t, h):
    """v ← μ v - η g, θ ← θ + v: Polyak, 1964, https://doi.org/10.1016/0041-5553(64)90137-5."""
    v, scratch = state
    np.multiply(g, h["lr"], out=scratch)
    v *= h["mom"]
    v -= scratch
    theta += v


def _nesterov(theta, g, state, t, h):
    """v ← μ v - η g, θ ← θ + μ v - η g, with θ standing at the look-ahead point.

    Bengio et al., 2013, https://arxiv.org/abs/1212.0901, eq. 7 (their form needs no second gradient).
    """
    v, scratch = state
    np.multiply(g, h["lr"], out=scratch)
    v *= h["mom"]
    v -= scratch
    theta -= scratch
    np.multiply(v, h["mom"], out=scratch)
    theta += scratch


def _adagrad(theta, g, state, t, h):
    """s ← s + g², θ ← θ - η g / (√s + ε): Duchi et al., 2011, https://jmlr.org/papers/v12/duchi11a.html."""
    s, scratch = state
    np.multiply(g, g, out=scratch)
    s += scratch
    _scaled_step(theta, g, s, scratch, h["lr"], h["eps"])


def _rmsprop(theta, g, state, t, h):
    """s ← ρ s + (1-ρ) g², θ ← θ - η g / (√s + ε): Tieleman and Hinton, 2012, Coursera lecture 6e."""
    s, scratch = state
    _running_mean_of_squares(s, g, scratch, h["rho"])
    _scaled_step(theta, g, s, scratch, h["lr"], h["eps"])


def _adam(theta, g, state, t, h):
    """Kingma and Ba, 2015, https://arxiv.org/abs/1412.6980, algorithm 1: ε stands outside the root."""
    m, v, scratch = state
    beta1, beta2 = h["b1"], h["b2"]
    np.multiply(g, 1.0 - beta1, out=scratch)
    m *= beta1
    m += scratch
    _running_mean_of_squares(v, g, scratch, beta2)
    # The paper's section 2 folds both corrections into η; left apart, the sums keep the textbook's rounding.
    correction = 1.0 / _root(1.0 - beta2**t)
    _scaled_step(theta, m, v, scratch, h["lr"] / (1.0 - beta1**t), h["eps"], correction)


def _adamw(theta, g, state, t, h):
    """Adam with decoupled weight decay: Loshchilov and Hutter, 2019, https://arxiv.org/abs/1711.05101."""
    theta *= 1.0 - h["lr"] * h["wd"]
    _adam(theta, g, state, t, h)


def _running_mean_of_squares(s, g, scratch, decay):
    np.multiply(g, g, out=scratch)
    scratch *= 1.0 - decay
    s *= decay
    s += scratch


def _root(value):
    """Of a float in a tenth of the time that NumPy takes for one."""
    return sqrt(value) if isinstance(value, float) else np.sqrt(value)


def _scaled_step(theta, direction, s, scratch, lr, eps, correction=None):
    """θ ← θ - lr * direction / (correction √s + ε). With ε = 0, a parameter that never had a gradient stays."""
    np.sqrt(s, out=scratch)
    if correction is not None:
        scratch *= correction
    scratch += eps
    if eps > 0.0 if isinstance(eps, float) else eps.all():
        np.divide(direction, scratch, out=scratch)
    else:
        np.divide(direction, scratch, out=scratch, where=scratch > 0.0)
    scratch *= lr
    theta -= scratch


OPTIMIZERS: dict[str, Optimizer] = {
    optimizer.name: optimizer
    for optimizer in (
        Optimizer("gd", (), 0, _gradient_descent),
        Optimizer("momentum", ("mom",), 1, _momentum),
        Optimizer("nesterov", ("mom",), 1, _nesterov),
        Optimizer("adagrad", ("eps",), 1, _adagrad),
        Optimizer("rmsprop", ("rho", "eps"), 1, _rmsprop),
        Optimizer("adam", ("b1", "b2", "eps"), 2, _adam),
        Optimizer("adamw", ("b1", "b2", "eps", "wd"), 2, _adamw),
    )
}


def optimizer(name: str) -> Optimizer:
    """The optimiser called `name`. Raises ValueError naming the value and the allowed names."""
    if name not in OPTIMIZERS:
        raise ValueError(f"optimizer {name!r} is unknown; allowed: {', '.join(OPTIMIZERS)}")
    return OPTIMIZERS[name]
