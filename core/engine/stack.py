"""Many networks of one shape in one pass: runs in front of every shape.

A layer's W and b stand together in θ, fan_in + 1 rows of fan_out: with a column of ones behind the inputs the first
layer's weighted sum is one product, and so is the gradient of both. Behind it biases go by themselves: with such a
column the activations would not lie in one piece, and what goes over them would take ten times as long.
"""

import numpy as np

from core.engine.losses import Loss, softmax
from core.engine.network import Network

Array = np.ndarray


def with_ones(x: Array) -> Array:
    """x (..., n, d) as the first layer takes it, (..., n, d + 1)."""
    return np.concatenate([x, np.ones((*x.shape[:-1], 1))], axis=-1)


def layers_of(network: Network, theta: Array) -> list[Array]:
    """Views (runs, fan_in + 1, fan_out) of θ (runs, parameters), the biases in the last row of each."""
    views, start = [], 0
    for fan_in, fan_out in network.shapes:
        end = start + (fan_in + 1) * fan_out
        views.append(theta[:, start:end].reshape(len(theta), fan_in + 1, fan_out))
        start = end
    return views


class Stack:
    """Losses and gradients of `runs` networks on batches of `rows` samples, with every buffer made once.

    `delta_rule`: as in `Backprop`. Inputs come as `with_ones` makes them: (rows, d + 1) for all runs, or one each.
    """

    def __init__(self, network: Network, loss: Loss, runs: int, rows: int, *, delta_rule: bool = False):
        self.network, self.loss, self.delta_rule, self.rows = network, loss, delta_rule, rows
        sizes = network.sizes[1:]
        self._z = [np.empty((runs, rows, size)) for size in sizes]
        self._a = [
            z if f is not None and f.name == "linear" else np.empty_like(z)
            for z, f in zip(self._z, network.activations, strict=True)
        ]
        self._delta, self._slope = ([np.empty_like(z) for z in self._z] for _ in range(2))
        self._runs = runs

    @property
    def nbytes(self) -> int:
        return sum(part.nbytes for parts in (self._z, self._a, self._delta, self._slope) for part in parts)

    def __call__(self, theta: Array, gradient: Array, x: Array, y: Array) -> Array:
        """The losses (runs,) at θ (runs, parameters), y (rows, k) or (runs, rows, k); fills `gradient`."""
        self.forward(theta, x)
        runs = self._runs
        delta = self._delta[-1][:runs]
        values = self.loss.of_each(self._read(), y, delta)
        self._error_signal(delta, y)
        weights, gradients = layers_of(self.network, theta), layers_of(self.network, gradient)
        for i in reversed(range(1, len(weights))):
            next_delta = self._delta[i - 1][:runs]
            np.matmul(self._a[i - 1][:runs].swapaxes(1, 2), delta, out=gradients[i][:, :-1])
            np.einsum("rnk->rk", delta, out=gradients[i][:, -1])
            np.matmul(delta, weights[i][:, :-1].swapaxes(1, 2), out=next_delta)
            self._through(i - 1, next_delta)
            delta = next_delta
        np.matmul(x.swapaxes(-1, -2), delta, out=gradients[0])
        return values

    def evaluate(self, theta: Array, x: Array, y: Array) -> Array:
        """The losses (runs,) alone."""
        self.forward(theta, x)
        return self.loss.of_each(self._read(), y, self._delta[-1][: self._runs])

    def outputs(self) -> Array:
        """Output activations (runs, rows, k) of the last pass."""
        return self._a[-1][: self._runs]

    def forward(self, theta: Array, x: Array) -> None:
        """Fills every layer's weighted sums and activations; a stack may be of fewer runs than it was made for."""
        self._runs = runs = len(theta)
        below = x
        for i, (W, f) in enumerate(zip(layers_of(self.network, theta), self.network.activations, strict=True)):
            z, a = self._z[i][:runs], self._a[i][:runs]
            if i:
                np.matmul(below, W[:, :-1], out=z)
                z += W[:, -1:]
            else:
                np.matmul(x, W, out=z)
            if f is None:
                softmax(z, a)
            elif f.name != "linear":
                f.value(z, a)
            below = a

    def _read(self):
        runs = self._runs
        return self._z[-1][:runs] if self.loss.link else self.outputs()

    def _error_signal(self, delta, y):
        """What the loss left in delta, dL/dp, becomes dL/dz of the output layer, or the delta rule's stand-in."""
        if self.delta_rule:
            np.subtract(self.outputs(), y, out=delta)
            delta /= self.rows
        elif self.loss.link is None:
            self._through(-1, delta)

    def _through(self, layer, delta):
        """Times the slopes of a layer's activations."""
        f, runs = self.network.activations[layer], self._runs
        if f is None or f.name == "linear":
            return
        z, a = self._z[layer][:runs], self._a[layer][:runs]
        delta *= f.derivative(z, a, self._slope[layer][:runs])
