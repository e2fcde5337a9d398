"""What is recorded of any run beside its loss: parameters, and what a task adds to them.

A probe reads the parameters; it never trains. Names of probes are the names that pictures bind to.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Generic

import numpy as np

from core.engine.losses import loss as loss_named
from core.engine.network import Network
from core.learning.learner import L, Learner
from core.learning.training import Trainer

Array = np.ndarray

MOST_PARAMS_EACH_STEP = 64  # larger networks send their parameters, or what is drawn of them, at keyframes
LONGEST_DENSE_RUN = 5000  # longer runs send everything but the loss and the count at keyframes only
# What is computed where: a network's picture is drawn in the browser in each frame while that takes some 6 ms, some ten
# times a second while it takes under 30 (static/player/layers/computed.js measures which of the two it is), and is
# recorded beyond that. Sixty times sixty points of so many parameters take 30 ms, whatever the shape of the network;
# as single floats they are about as many bytes as the picture.
MOST_COMPUTED = 1500
MOST_PATHS = 32
MOST_NODES = 10  # drawn of one layer; more are too small to tell apart, then evenly chosen ones stand for all

Probe = Callable[[Trainer[L]], Array | float | int]


@dataclass(frozen=True)
class _Drawn(Generic[L]):
    """A probe whose values stand in no table: they may travel in fewer digits."""

    read: Probe[L]

    def __call__(self, trainer: Trainer[L]) -> Array | float | int:
        return self.read(trainer)


class Picture(_Drawn[L]):
    """Values that are only looked at: two bytes each are enough."""


class Single(_Drawn[L]):
    """Values drawn as lines, and said in some six digits when pointed at: single floats are enough."""


class Bytes(_Drawn[L]):
    """Whole numbers from 0 to 255, in one byte each."""


def tells_all(network: Network) -> bool:
    """Whether every parameter stands in the tape as a number that is read."""
    return network.n_params <= MOST_PARAMS_EACH_STEP


def computed_from(network: Network) -> str | None:
    """The array of all parameters, from which the player computes the network's pictures where they are seen; None for
    a network that takes too long there, whose pictures are recorded."""
    if tells_all(network):
        return "params"
    return "theta" if network.n_params <= MOST_COMPUTED else None


def seen_whole(network: Network) -> bool:
    """Whether the network's picture shows every node, each with what it computes."""
    return max(network.sizes) <= MOST_NODES and computed_from(network) is not None


def numbers(e: L) -> dict[str, Probe[L]]:
    """Epoch and parameters; taken at every step of a short run."""
    probes: dict[str, Probe[L]] = {}
    if e.updates_per_epoch > 1:
        probes["epoch"] = lambda t: t.stage.epoch_of(t.step)[0]
    if tells_all(e.network):
        probes["params"] = lambda t: t.theta.copy()
    return probes


def drawn_values(e: L) -> dict[str, Probe[L]]:
    """Parameters of a network too large for `params`, for pictures alone: all of them, or of the largest those that
    stand in the network's picture and those whose paths are drawn."""
    if computed_from(e.network) == "theta":
        return {"theta": Single(lambda t: t.theta.copy())}
    if tells_all(e.network):
        return {}
    drawn, chosen = drawn_parameters(e.network), path_indices(e)
    return {"drawn": Single(lambda t: t.theta[drawn]), "paths": Single(lambda t: t.theta[chosen])}


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
    return loss_over_test(trainer.experiment, trainer.theta, trainer.data)


def loss_over_test(e: Learner, theta: Array, data: Any) -> float:
    """The loss over the test points of what `e` loads, with parameters theta (n,)."""
    loss = loss_named(e.loss)
    # Output activations, or logits for the cross-entropies.
    network = e.network if loss.link is None else replace(e.network, output="linear")
    return loss.value(network.forward(theta, data.x_test), e.targets(data.y_test))
