"""What is recorded of any run beside its loss: parameters, and what a task adds to them.

A probe reads the parameters; it never trains. Names of probes are the names that pictures bind to.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Generic

import numpy as np

from core.engine.losses import loss as loss_named
from core.engine.network import Network
from core.learning.learner import L, Learner
from core.learning.training import Trainer

Array = np.ndarray

MOST_PARAMS_EACH_STEP = 64  # larger networks send only what is drawn of their parameters, at keyframes
LONGEST_DENSE_RUN = 5000  # longer runs send everything but the loss and the count at keyframes only
MOST_COMPUTED = 400  # parameters: 60 × 60 points of such a network take a browser some ten milliseconds
FLOAT32_MAX = 3e38
MOST_PATHS = 32
MOST_NODES = 10  # drawn of one layer; more are too small to tell apart, then evenly chosen ones stand for all

Probe = Callable[[Trainer[L]], Array | float | int]


@dataclass(frozen=True)
class Picture(Generic[L]):
    """A probe whose values are only looked at, never read: they may travel in fewer digits."""

    read: Probe[L]

    def __call__(self, trainer: Trainer[L]) -> Array | float | int:
        return self.read(trainer)


def tells_all(e: Learner) -> bool:
    """Whether every parameter stands in the tape as a number that is read."""
    return e.network.n_params <= MOST_PARAMS_EACH_STEP


def computed_from(e: Learner) -> str | None:
    """The array of all parameters, from which the player computes the network's pictures where they are seen; None for
    a network that takes too long there, whose pictures are recorded."""
    if tells_all(e):
        return "params"
    return "theta" if e.network.n_params <= MOST_COMPUTED else None


def all_parameters(e: L) -> dict[str, Probe[L]]:
    """Those of a network too large for `params`, for pictures alone: in single digits."""
    if computed_from(e) != "theta":
        return {}
    return {"theta": lambda t: np.clip(t.theta, -FLOAT32_MAX, FLOAT32_MAX).astype(np.float32)}


def numbers(e: L) -> dict[str, Probe[L]]:
    """Epoch, parameters and the values whose paths are drawn; taken at every step of a short run."""
    probes: dict[str, Probe[L]] = {}
    if e.updates_per_epoch > 1:
        probes["epoch"] = lambda t: t.step // t.experiment.updates_per_epoch
    if tells_all(e):
        probes["params"] = lambda t: t.theta.copy()
    if e.network.n_params > MOST_PATHS:
        chosen = path_indices(e)
        probes["paths"] = lambda t: t.theta[chosen]
    return probes


def drawn_values(e: L) -> dict[str, Probe[L]]:
    """The drawn part of a large network's parameters; small ones send them all anyway."""
    if tells_all(e):
        return {}
    drawn = drawn_parameters(e.network)
    return {"drawn": lambda t: t.theta[drawn]}


def drawn_nodes(size: int) -> list[int]:
    """Which nodes of a layer of this size the network's picture shows."""
    return np.unique(np.linspace(0, size - 1, min(size, MOST_NODES)).round().astype(int)).tolist()


def drawn_parameters(network: Network) -> list[int]:
    """Indices in θ of the weights between drawn nodes and of their biases, in the order of θ."""
    drawn = [drawn_nodes(size) for size in network.sizes]
    indices = []
    for layer, (starts, ends) in enumerate(pairwise(drawn)):
        indices += [network.index_of_weight(layer, i, j) for i in starts for j in ends]
        indices += [network.index_of_bias(layer + 1, j) for j in ends]
    return indices


def path_indices(e: Learner) -> Array:
    """The parameters whose paths are drawn: all of them, or `MOST_PATHS` spread evenly over the vector."""
    n = e.network.n_params
    return np.arange(n) if n <= MOST_PATHS else np.unique(np.linspace(0, n - 1, MOST_PATHS).round().astype(int))


def held_out_loss(trainer: Trainer[Learner]) -> float:
    """The loss over the test points."""
    e = trainer.experiment
    z_or_a = _what_the_loss_reads(trainer)
    return loss_named(e.loss).value(z_or_a, e.targets(trainer.data.y_test))


def _what_the_loss_reads(trainer):
    """Output activations, or logits for the cross-entropies."""
    e = trainer.experiment
    network = e.network if loss_named(e.loss).link is None else replace(e.network, output="linear")
    return network.forward(trainer.theta, trainer.data.x_test)
