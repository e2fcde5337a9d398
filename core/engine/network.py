"""A fully connected network: its shape, its forward pass, and backpropagation through preallocated buffers.

Parameters live in one flat float64 vector θ = W₁ b₁ W₂ b₂ …, W (fan_in, fan_out), b (fan_out,); layers are views of it.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.engine.activations import STEP_THRESHOLD, Activation, activation
from core.engine.losses import Loss, softmax

Array = np.ndarray

# OpenBLAS takes a second thread, and its threads then spin, for products of 2**19 multiplications or more.
# Rows go in blocks that stay below; short blocks also keep a wide layer's arrays in the processor's cache.
BLOCK_ROWS = 1800
_BLOCK_PRODUCTS = 2**19 - 1


@dataclass(frozen=True)
class Network:
    """Layers of `sizes` nodes (inputs first), `hidden` and `output` naming their activations.

    `output` may also be "softmax". `threshold` is where a step activation fires.
    """

    sizes: tuple[int, ...]
    hidden: str = "tanh"
    output: str = "sigmoid"
    threshold: float = STEP_THRESHOLD

    @cached_property
    def shapes(self) -> tuple[tuple[int, int], ...]:
        return tuple(zip(self.sizes, self.sizes[1:], strict=False))

    @cached_property
    def n_params(self) -> int:
        return sum((fan_in + 1) * fan_out for fan_in, fan_out in self.shapes)

    @cached_property
    def block_rows(self) -> int:
        """How many rows are computed at once."""
        widest = max(fan_in * fan_out for fan_in, fan_out in self.shapes)
        return max(1, min(BLOCK_ROWS, _BLOCK_PRODUCTS // widest))

    @cached_property
    def activations(self) -> tuple[Activation | None, ...]:
        """One per layer; None stands for softmax, which is no function of single nodes."""
        hidden = activation(self.hidden, self.threshold)
        output = None if self.output == "softmax" else activation(self.output, self.threshold)
        return (hidden,) * (len(self.shapes) - 1) + (output,)

    @cached_property
    def is_weight(self) -> Array:
        """(n_params,) of 1.0 for weights and 0.0 for biases."""
        mask = np.zeros(self.n_params)
        for W, _ in self.layers(mask):
            W.fill(1.0)
        return mask

    def index_of_weight(self, layer: int, i: int, j: int) -> int:
        """Where in θ the weight from node i of layer `layer` to node j of the next one stands."""
        return self._starts[layer] + i * self.sizes[layer + 1] + j

    def index_of_bias(self, layer: int, j: int) -> int:
        """Where in θ the bias of node j of layer `layer` (1 or more) stands."""
        return self._starts[layer - 1] + self.sizes[layer - 1] * self.sizes[layer] + j

    def parameter_names(self) -> list[str]:
        """One for each number of θ: W1_0_0 (from node 0 to node 0 of the next layer) … b1_0 …, as files have them."""
        names = []
        for layer, (fan_in, fan_out) in enumerate(self.shapes, 1):
            names += [f"W{layer}_{i}_{j}" for i in range(fan_in) for j in range(fan_out)]
            names += [f"b{layer}_{j}" for j in range(fan_out)]
        return names

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        starts = [0]
        for fan_in, fan_out in self.shapes:
            starts.append(starts[-1] + (fan_in + 1) * fan_out)
        return tuple(starts)

    def layers(self, theta: Array) -> list[tuple[Array, Array]]:
        """[(W, b), …] as views into theta, shape (n_params,). Raises ValueError for another length."""
        if theta.shape != (self.n_params,):
            raise ValueError(f"{theta.size} parameters given; a network {self.sizes} has {self.n_params}")
        views, start = [], 0
        for fan_in, fan_out in self.shapes:
            middle, end = start + fan_in * fan_out, start + (fan_in + 1) * fan_out
            views.append((theta[start:middle].reshape(fan_in, fan_out), theta[middle:end]))
            start = end
        return views

    def forward(self, theta: Array, x: Array) -> Array:
        """Outputs (n, k) for inputs x (n, d), computed in blocks of rows."""
        layers = self.layers(theta)
        step = self.block_rows
        starts = range(0, max(len(x), 1), step)
        return np.concatenate([self._forward_block(layers, x[i : i + step]) for i in starts])

    def hidden_outputs(self, theta: Array, x: Array) -> Array:
        """Activations (n, units) of the last hidden layer. Raises ValueError if there is none."""
        if len(self.sizes) < 3:
            raise ValueError(f"a network {self.sizes} has no hidden layer")
        inner = Network(self.sizes[:-1], self.hidden, self.hidden, self.threshold)
        return inner.forward(theta[: inner.n_params], x)

    def _forward_block(self, layers, a):
        for (W, b), f in zip(layers, self.activations, strict=True):
            z = a @ W
            z += b
            a = softmax(z) if f is None else f.value(z, np.empty_like(z))
        return a


@dataclass(frozen=True)
class Pass:
    """A layer as batches go through it: weighted sums z, activations a, error signals delta = dL/dz; (rows, nodes)."""

    z: Array
    a: Array
    delta: Array


class Backprop:
    """Loss and gradient of one network on batches of one size, with every buffer made once.

    Bound to a parameter vector `theta` that the optimiser changes in place; `gradient` has its shape.
    `delta_rule` replaces the output layer's error signal dL/dz by (a - y) / n, whatever the loss:
    the perceptron's rule as many courses teach it, with the activation's derivative left out.
    Raises ValueError for softmax outputs under a loss that is not taken from logits.
    """

    def __init__(self, network: Network, loss: Loss, theta: Array, rows: int, *, delta_rule: bool = False):
        if network.output == "softmax" and loss.link != "softmax" and not delta_rule:
            raise ValueError(f"loss {loss.name!r} is not allowed for softmax outputs; allowed: softmax_ce")
        self.network, self.loss, self.delta_rule = network, loss, delta_rule
        self.gradient = np.zeros_like(theta)
        step = network.block_rows
        sizes = [min(step, rows - start) for start in range(0, max(rows, 1), step)]
        self._parts = [_Part(network, loss, theta, self.gradient, size, delta_rule) for size in sizes]
        self._weights = [(len(part.delta) / rows) for part in self._parts]
        self._total = np.zeros_like(theta) if len(self._parts) > 1 else None

    def __call__(self, x: Array, y: Array) -> float:
        """The loss on x (rows, d), y (rows, k); fills `gradient`."""
        if self._total is None:
            return self._parts[0].run(x, y)
        return self._blockwise(x, y, self._total)

    def evaluate(self, x: Array, y: Array) -> float:
        """The loss alone."""
        start, total = 0, 0.0
        for part, weight in zip(self._parts, self._scales(), strict=True):
            end = start + len(part.delta)
            total += weight * part.evaluate(x[start:end], y[start:end])
            start = end
        return total

    def hidden_outputs(self) -> Array:
        """Activations (rows, units) of the last hidden layer in the last pass."""
        if len(self._parts) == 1:
            return self._parts[0].a[-2]
        return np.concatenate([part.a[-2] for part in self._parts])

    def outputs(self) -> Array:
        """Output activations (rows, k) of the last pass."""
        if len(self._parts) == 1:
            return self._parts[0].output()
        return np.concatenate([part.output() for part in self._parts])

    def passes(self) -> list[Pass]:
        """Every layer in the last call, as new arrays; aᵀ of the layer below, times delta, is the gradient."""
        shares = self._weights if self.delta_rule else self._scales()
        blocks = zip(*(part.passes(share) for part, share in zip(self._parts, shares, strict=True)), strict=True)
        return [Pass(*map(np.concatenate, zip(*layer, strict=True))) for layer in blocks]

    def _scales(self):
        # Means over a block count by the block's share of the rows; a plain sum just adds up.
        return [1.0] * len(self._parts) if self.loss.name == "sse" else self._weights

    def _blockwise(self, x, y, total):
        total.fill(0.0)
        start, value = 0, 0.0
        for part, scale, share in zip(self._parts, self._scales(), self._weights, strict=True):
            end = start + len(part.delta)
            value += scale * part.run(x[start:end], y[start:end])
            self.gradient *= share if self.delta_rule else scale
            total += self.gradient
            start = end
        np.copyto(self.gradient, total)
        return value


class _Part:
    """One block of rows: forward, loss, backward.

    Small arrays are the common case, where the call costs more than the sums: np.dot takes half of np.matmul's
    time, and a product with ones a third of a reduction's.
    """

    def __init__(self, network, loss, theta, gradient, rows, delta_rule):
        self.loss, self.delta_rule, self.rows = loss, delta_rule, rows
        self.z = [np.empty((rows, fan_out)) for _, fan_out in network.shapes]
        # A linear layer's activation is its weighted sum: one buffer serves both.
        self.a = [
            z if f is not None and f.name == "linear" else np.empty_like(z)
            for z, f in zip(self.z, network.activations, strict=True)
        ]
        self.delta = np.empty_like(self.z[-1])
        self.ones = np.ones(rows)
        forward = zip(network.layers(theta), network.activations, self.z, self.a, strict=True)
        self.forward_plan = [(W, b, f, z, a) for (W, b), f, z, a in forward]
        self.backward_plan = self._plan_backward(network, theta, gradient)
        self.last = network.activations[-1]

    def _plan_backward(self, network, theta, gradient):
        """(gW, gb, aᵀ of the layer below, Wᵀ, and below's activation, z, a, delta, slope) from the last layer down."""
        plan = []
        theta_layers, gradient_layers = network.layers(theta), network.layers(gradient)
        for i in reversed(range(len(theta_layers))):
            (W, _), (gW, gb) = theta_layers[i], gradient_layers[i]
            below = None
            if i:
                z, a = self.z[i - 1], self.a[i - 1]
                below = (W.T, network.activations[i - 1], z, a, np.empty_like(z), np.empty_like(z))
            plan.append((gW, gb, self.a[i - 1].T if i else None, below))
        return plan

    def forward(self, x):
        a = x
        for W, b, f, z, out in self.forward_plan:
            np.dot(a, W, out=z)
            z += b
            if f is None:
                softmax(z, out)
            elif out is not z:
                f.value(z, out)
            a = out

    def output(self):
        return self.a[-1]

    def passes(self, scale):
        """(z, a, scale · delta) of each layer."""
        below = [plan[-1][4] for plan in reversed(self.backward_plan) if plan[-1]]
        return [(z, a, scale * delta) for z, a, delta in zip(self.z, self.a, [*below, self.delta], strict=True)]

    def evaluate(self, x, y):
        self.forward(x)
        return self.loss.value(self._read(), y)

    def _read(self):
        return self.a[-1] if self.loss.link is None else self.z[-1]

    def run(self, x, y):
        self.forward(x)
        value = self._error_signal(y)
        delta = self.delta
        for gW, gb, a_below_T, below in self.backward_plan:
            np.dot(x.T if a_below_T is None else a_below_T, delta, out=gW)
            np.dot(self.ones, delta, out=gb)
            if below:
                W_T, f, z, a, next_delta, slope = below
                np.dot(delta, W_T, out=next_delta)
                if f.name != "linear":
                    next_delta *= f.derivative(z, a, slope)
                delta = next_delta
        return value

    def _error_signal(self, y):
        """Fills delta = dL/dz of the output layer (or the delta rule's stand-in); returns the loss."""
        z, a, delta = self.z[-1], self.a[-1], self.delta
        if self.delta_rule:
            np.subtract(a, y, out=delta)
            delta /= self.rows
            return self.loss.value(self._read(), y)
        value = self.loss.value_and_gradient(self._read(), y, delta)
        if self.loss.link is None and self.last.name != "linear":
            delta *= self.last.derivative(z, a, np.empty_like(z))
        return value
