"""Activation functions: each one a value and its derivative, as a named pair.

Every function works on whole arrays and writes into `out`, so that a training loop allocates nothing.
`z` is the weighted sum, `a` the activation's value at `z`; all arrays have the same shape.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import ArrayLike

Array = np.ndarray

STEP_THRESHOLD = 0.5
LEAK = 0.01
_LOWEST_EXPONENT = -708.0  # 1 / exp(708) is still a normal float64, and exp(710) would overflow
_GELU_C = np.sqrt(2.0 / np.pi)
_GELU_K = 0.044715
_GELU_FAR = 30.0  # the tanh inside is exactly -1 or 1 long before; beyond, z³ would overflow


@dataclass(frozen=True)
class Activation:
    """`value(z, out)` writes f(z); `derivative(z, a, out)` writes f'(z), from z or from a = f(z), whichever is cheaper.

    `kinks` lists the z where f has no derivative: a numerical gradient check must stay away from them.
    """

    name: str
    value: Callable[[Array, Array], Array]
    derivative: Callable[[Array, Array, Array], Array]
    kinks: tuple[float, ...] = ()

    def __call__(self, z: ArrayLike) -> Array:
        """f(z) as a new array of z's shape."""
        z = np.asarray(z, dtype=float)
        return self.value(z, np.empty_like(z))

    def slope(self, z: ArrayLike) -> Array:
        """f'(z) as a new array of z's shape."""
        z = np.asarray(z, dtype=float)
        return self.derivative(z, self(z), np.empty_like(z))


def _linear(z, out):
    np.copyto(out, z)
    return out


def _linear_slope(z, a, out):
    out.fill(1.0)
    return out


def _step(z, out, threshold):
    return np.greater_equal(z, threshold, out=out)


def _step_slope(z, a, out):
    out.fill(0.0)
    return out


def _sigmoid(z, out):
    # 1 / (1 + exp(-z)) keeps full relative precision on both sides; only exp's overflow has to be kept out.
    np.maximum(z, _LOWEST_EXPONENT, out=out)
    np.negative(out, out=out)
    np.exp(out, out=out)
    out += 1.0
    return np.reciprocal(out, out=out)


def _sigmoid_slope(z, a, out):
    np.subtract(1.0, a, out=out)
    out *= a
    return out


def _tanh(z, out):
    return np.tanh(z, out=out)


def _tanh_slope(z, a, out):
    np.multiply(a, a, out=out)
    return np.subtract(1.0, out, out=out)


def _relu(z, out):
    return np.maximum(z, 0.0, out=out)


def _relu_slope(z, a, out):
    return np.greater(z, 0.0, out=out)


def _leaky_relu(z, out):
    np.multiply(z, LEAK, out=out)
    return np.maximum(z, out, out=out)


def _leaky_relu_slope(z, a, out):
    np.greater(z, 0.0, out=out)
    out *= 1.0 - LEAK
    out += LEAK
    return out


def _softplus(z, out):
    return np.logaddexp(0.0, z, out=out)


def _softplus_slope(z, a, out):
    return _sigmoid(z, out)


def _gelu_tanh(z, out):
    np.clip(z, -_GELU_FAR, _GELU_FAR, out=out)
    out *= _GELU_C * (1.0 + _GELU_K * out * out)
    return np.tanh(out, out=out)


def _gelu(z, out):
    _gelu_tanh(z, out)
    out += 1.0
    out *= 0.5
    out *= z
    return out


def _gelu_slope(z, a, out):
    t = _gelu_tanh(z, out)
    near = np.clip(z, -_GELU_FAR, _GELU_FAR)
    inner_slope = _GELU_C * (1.0 + 3.0 * _GELU_K * near * near)
    np.copyto(out, 0.5 * (1.0 + t) + 0.5 * near * (1.0 - t * t) * inner_slope)
    return out


def step(threshold: float = STEP_THRESHOLD) -> Activation:
    """The step function: 1 where z >= threshold, else 0. Its derivative is 0 wherever it exists."""
    return Activation("step", partial(_step, threshold=threshold), _step_slope, kinks=(threshold,))


ACTIVATIONS: dict[str, Activation] = {
    activation.name: activation
    for activation in (
        Activation("linear", _linear, _linear_slope),
        step(),
        Activation("sigmoid", _sigmoid, _sigmoid_slope),
        Activation("tanh", _tanh, _tanh_slope),
        Activation("relu", _relu, _relu_slope, kinks=(0.0,)),
        Activation("leaky_relu", _leaky_relu, _leaky_relu_slope, kinks=(0.0,)),
        Activation("softplus", _softplus, _softplus_slope),
        # The tanh form of Hendrycks and Gimpel, https://arxiv.org/abs/1606.08415, section 2.
        Activation("gelu", _gelu, _gelu_slope),
    )
}


def activation(name: str, threshold: float = STEP_THRESHOLD) -> Activation:
    """The activation called `name`; `threshold` moves the step's edge and is ignored by the others.

    Raises ValueError naming the value and the allowed names.
    """
    if name not in ACTIVATIONS:
        raise ValueError(f"activation {name!r} is unknown; allowed: {', '.join(ACTIVATIONS)}")
    return step(threshold) if name == "step" else ACTIVATIONS[name]
