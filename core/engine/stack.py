"""Many networks of one shape at once: forward pass, losses and gradients, runs in front of every shape.

For small networks the calls cost more than the sums, and here one call serves all. Units stand before samples, and
below each layer's activations stands a row of ones: so W and b, which lie side by side in θ, are one product.
"""

import numpy as np

from core.engine.losses import Loss, softmax
from core.engine.network import Network

Array = np.ndarray

# Of many small networks a product goes through all runs at once for each of its multiplications, and runs lie side by
# side in memory; of larger ones a product is made run by run, and each run's numbers lie together.
_SMALL, _MANY = 40, 128  # weights into one layer; runs


def side_by_side(network: Network, runs: int) -> bool:
    """How arrays over so many runs of this network lie in memory."""
    return runs >= _MANY and max((fan_in + 1) * fan_out for fan_in, fan_out in network.shapes) <= _SMALL


def empty(shape: tuple[int, ...], side: bool) -> Array:
    """An array (runs, …) that lies in memory as products of a stack want it."""
    return np.moveaxis(np.empty((*shape[1:], shape[0])), -1, 0) if side else np.empty(shape)


def arranged(values: Array, side: bool) -> Array:
    """A copy (runs, …) that lies in memory so."""
    copy = empty(values.shape, side)
    np.copyto(copy, values)
    return copy


def with_ones(x: Array) -> Array:
    """Inputs x (…, n, d) as a stack takes them: (…, d + 1, n), the last row ones."""
    turned = np.swapaxes(x, -1, -2)
    return np.concatenate([turned, np.ones_like(turned[..., :1, :])], axis=-2)


class Stack:
    """Losses and gradients of many networks on batches of one size, with every buffer made once.

    Bound to parameters `theta` (runs, n_params), `arranged` side by side or not, that optimisers change in place;
    `gradient` has its shape. `delta_rule`, and what raises ValueError, as in Backprop. Nothing is computed in blocks:
    rows must not be more than network.block_rows, nor rows × runs × inputs more than 2**19, where BLAS's threads spin.
    """

    def __init__(self, network: Network, loss: Loss, theta: Array, rows: int, *, delta_rule: bool = False):
        if network.output == "softmax" and loss.link != "softmax" and not delta_rule:
            raise ValueError(f"loss {loss.name!r} is not allowed for softmax outputs; allowed: softmax_ce")
        self.network, self.loss, self.delta_rule, self.rows = network, loss, delta_rule, rows
        self._side = side_by_side(network, len(theta))
        self._multiply = _SideBySide() if self._side else _OneByOne()
        self.gradient = empty(theta.shape, self._side)
        self._theta, self._gradients = _blocks(network, theta), _blocks(network, self.gradient)
        self._a = [self._with_ones(fan_out) for _, fan_out in network.shapes[:-1]]
        units = [a[:, :-1] for a in self._a]
        self._a_units = [*units, self._new(network.sizes[-1])]
        # A linear layer's activation is its weighted sum: one buffer serves both.
        self._z = [
            a if f is not None and f.name == "linear" else self._new(a.shape[1])
            for f, a in zip(network.activations, self._a_units, strict=True)
        ]
        self._delta = [self._new(fan_out) for _, fan_out in network.shapes]
        self._slope = [self._new(fan_out) for _, fan_out in network.shapes]

    def _new(self, units) -> Array:
        return empty((len(self.gradient), units, self.rows), self._side)

    def _with_ones(self, units) -> Array:
        a = self._new(units + 1)
        a[:, -1] = 1.0
        return a

    def __call__(self, x: Array, y: Array) -> Array:
        """The losses (runs,) on x, as `with_ones` gives it, of all or (runs, d + 1, rows), and y (rows, k) likewise;
        fills `gradient`."""
        self._forward(x)
        losses = self._error_signal(y)
        for layer in reversed(range(len(self._theta))):
            delta = self._delta[layer]
            self._multiply.gradient(self._a[layer - 1] if layer else x, delta, self._gradients[layer])
            if layer:
                below, f = self._delta[layer - 1], self.network.activations[layer - 1]
                self._multiply.backward(self._theta[layer][:, :-1], delta, below)
                self._times_slope(f, layer - 1)
        return losses

    def evaluate(self, x: Array, y: Array) -> Array:
        """The losses (runs,) alone."""
        self._forward(x)
        return self.loss.value(self._read(), y)

    def outputs(self) -> Array:
        """Output activations (runs, rows, k) of the last pass."""
        return np.swapaxes(self._a_units[-1], 1, 2)

    def _forward(self, x):
        layers = zip([x, *self._a], self._theta, self._z, self._a_units, self.network.activations, strict=True)
        for a, W, z, out, f in layers:
            self._multiply.forward(W, a, z)
            if f is None:
                softmax(np.swapaxes(z, 1, 2), np.swapaxes(out, 1, 2))
            elif out is not z:
                f.value(z, out)

    def _read(self) -> Array:
        last = self._a_units[-1] if self.loss.link is None else self._z[-1]
        return np.swapaxes(last, 1, 2)

    def _error_signal(self, y):
        """Fills the output layer's dL/dz (or the delta rule's stand-in); returns the losses."""
        delta, f = np.swapaxes(self._delta[-1], 1, 2), self.network.activations[-1]
        if self.delta_rule:
            np.subtract(self.outputs(), y, out=delta)
            delta /= self.rows
            return self.loss.value(self._read(), y)
        losses = self.loss.value_and_gradient(self._read(), y, delta)
        if self.loss.link is None and f is not None:
            self._times_slope(f, -1)
        return losses

    def _times_slope(self, f, layer):
        if f.name != "linear":
            self._delta[layer] *= f.derivative(self._z[layer], self._a_units[layer], self._slope[layer])


def _blocks(network: Network, theta: Array) -> list[Array]:
    """Of each layer W, and b below it, as views of theta: (runs, fan_in + 1, fan_out)."""
    blocks, start = [], 0
    for fan_in, fan_out in network.shapes:
        end = start + (fan_in + 1) * fan_out
        blocks.append(theta[:, start:end].reshape(len(theta), fan_in + 1, fan_out))
        start = end
    return blocks


class _SideBySide:
    """Products of all runs at once. W (runs, i, h), a (runs, i, n) or (i, n) for all, delta (runs, h, n).

    What is the same for all runs times all that they have is one ordinary product for each unit.
    """

    def forward(self, W: Array, a: Array, out: Array) -> None:
        if a.ndim == 2:
            np.matmul(a.T, W.transpose(2, 1, 0), out=out.transpose(1, 2, 0))
        else:
            np.einsum("rih,rin->rhn", W, a, out=out)

    def backward(self, W: Array, delta: Array, out: Array) -> None:
        np.einsum("rih,rhn->rin", W, delta, out=out)

    def gradient(self, a: Array, delta: Array, out: Array) -> None:
        if a.ndim == 2:
            np.matmul(a, delta.transpose(1, 2, 0), out=out.transpose(2, 1, 0))
        else:
            np.einsum("rin,rhn->rih", a, delta, out=out)


class _OneByOne:
    """The same, run by run."""

    def forward(self, W: Array, a: Array, out: Array) -> None:
        np.matmul(np.swapaxes(W, 1, 2), a, out=out)

    def backward(self, W: Array, delta: Array, out: Array) -> None:
        np.matmul(W, delta, out=out)

    def gradient(self, a: Array, delta: Array, out: Array) -> None:
        np.matmul(a, np.swapaxes(delta, 1, 2), out=out)
