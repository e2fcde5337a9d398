"""The loss at many points of a plane through θ, as one batch.

The first layer's weighted sums are linear in θ and all points share its inputs, so those of any point are made of three
that are computed once: the centre's and the two directions'. What follows goes through stacks of matrices.
"""

import numpy as np

from core.engine.losses import Loss, softmax
from core.engine.network import Network
from core.landscape.plane import Plane

Array = np.ndarray

STACKED = 2**17  # numbers of one layer of all points of a stack: 1 MB, which stays in the processor's cache
PRODUCTS = 2**19 - 1  # multiplications at once: beyond it OpenBLAS takes a second thread, and its threads spin


def losses_on(network: Network, loss: Loss, plane: Plane, places: Array, x: Array, y: Array) -> Array:
    """The loss (R,) over samples x (n, d), y (n, outputs) of the network with θ at places (R, 2) of the plane.

    Not finite where θ is too large. Beside the result it takes some MB, however many points and samples there are.
    """
    steps = np.column_stack([np.ones(len(places)), places - plane.origin])
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        stacks = _Stacks(network, loss, np.vstack([plane.centre, plane.directions]), x)
        count = stacks.points
        parts = [stacks.losses(steps[i : i + count], y) for i in range(0, len(steps), count)]
    return np.concatenate(parts) if parts else np.empty(0)


def work(network: Network, rows: int) -> int:
    """Multiplications that one point takes."""
    first = network.sizes[1]
    return rows * (network.n_params - (network.sizes[0] + 1) * first + 3 * first)


class _Stacks:
    """A network at points that are sums of three θ; basis (3, P)."""

    def __init__(self, network, loss, basis, x):
        self.network, self.loss = network, loss
        first = Network(network.sizes[:2], output="linear")
        self.shared = np.stack([first.forward(theta[: first.n_params], x) for theta in basis])  # (3, n, units)
        self.rest = basis[:, first.n_params :]
        self.later = network.shapes[1:]
        widest = max(network.sizes[1:])
        self.rows = max(1, min(network.block_rows, STACKED // widest, len(x)))
        numbers = max(self.rows * widest, self.rest.shape[1])
        self.points = max(1, min(STACKED // numbers, PRODUCTS // (3 * self.rows * network.sizes[1])))

    def losses(self, steps: Array, y: Array) -> Array:
        """At points (r, 3), given by how much of each θ there is in them."""
        layers = self._layers(steps)
        starts = range(0, self.shared.shape[1], self.rows)
        outputs = [self._outputs(steps, layers, slice(start, start + self.rows)) for start in starts]
        read = outputs[0] if len(outputs) == 1 else np.concatenate(outputs, axis=1)
        return np.asarray(self.loss.value(read, y))

    def _layers(self, steps):
        """(W (r, fan_in, fan_out), b (r, 1, fan_out)) of each layer behind the first."""
        thetas, start, found = steps @ self.rest, 0, []
        for fan_in, fan_out in self.later:
            middle, end = start + fan_in * fan_out, start + (fan_in + 1) * fan_out
            found.append((thetas[:, start:middle].reshape(-1, fan_in, fan_out), thetas[:, None, middle:end]))
            start = end
        return found

    def _outputs(self, steps, layers, rows):
        """What the loss reads, (r, rows, outputs)."""
        shared = self.shared[:, rows]
        z = (steps @ shared.reshape(3, -1)).reshape(len(steps), *shared.shape[1:])
        for (W, b), f in zip(layers, self.network.activations, strict=False):
            z = np.matmul(_activated(f, z), W)
            z += b
        return z if self.loss.link else _activated(self.network.activations[-1], z)


def _activated(f, z):
    return softmax(z) if f is None else f.value(z, np.empty_like(z))
