"""A plane through θ: its two directions, and where in it other θ lie.

- `path`: the two main directions of the run's way, as points of its keyframes vary most along them (Li et al., 2018,
  https://arxiv.org/abs/1712.09913, section 7); unit vectors, so that a coordinate is a length in θ.
- two parameters: coordinates are their values; all others are as at the centre.
- `random`: two directions drawn from a normal distribution, each scaled layer by layer to the size that the parameters
  have at the centre: its part for a layer's weights to their norm, its part for the layer's biases to theirs (filter
  normalisation, section 4 of the same paper, with a layer in the filter's place). A step of 1 changes every layer by as
  much as it has; a layer of zeros stays.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.engine.network import Network
from core.engine.principal import principal
from core.landscape.choice import Choice
from core.landscape.path import Path

Array = np.ndarray

LEAST_SHARE = 1e-12  # of the second direction: with less the way is a straight line


@dataclass(frozen=True, eq=False)
class Plane:
    """centre (P,) and directions (2, P). origin (2,): the coordinates of the centre. shares (2,): of the variance of
    the path's θ along each direction, where these are its own."""

    centre: Array
    directions: Array
    origin: Array
    shares: tuple[float, float] | None = None

    def thetas(self, places: Array) -> Array:
        """θ (n, P) at coordinates (n, 2)."""
        return self.centre + (places - self.origin) @ self.directions

    def places(self, thetas: Array) -> tuple[Array, Array]:
        """(coordinates (n, 2) of the nearest points of the plane, distances (n,) from it) of θ (n, P)."""
        way = thetas - self.centre
        size = float(np.abs(way).max(initial=0.0)) or 1.0  # squares of a diverging run's numbers are not finite
        length, unit = self._unit
        steps = np.linalg.solve(unit @ unit.T, unit @ (way / size).T).T
        beside = np.sqrt(np.square(way / size - steps @ unit).sum(axis=1))
        return self.origin + steps * size / length, beside * size

    @cached_property
    def _unit(self):
        length = float(np.abs(self.directions).max())
        return length, self.directions / length


def plane_of(choice: Choice, path: Path, network: Network) -> Plane:
    """The plane that was chosen. Raises ValueError, saying why, where this run has none of the kind."""
    centre = path.trainer.theta.copy()
    if choice.kind == "weights":
        return Plane(centre, _along(choice.places, network), centre[list(choice.places)])
    if choice.kind == "random":
        return Plane(centre, _random(choice.seed, centre, network), np.zeros(2))
    return _of_path(path.thetas, centre)


def _along(places, network):
    directions = np.zeros((2, network.n_params))
    directions[[0, 1], places] = 1.0
    return directions


def _of_path(thetas, centre):
    size = float(np.abs(thetas).max()) or 1.0
    found, shares = principal(thetas / size, 2)
    if shares[1] < LEAST_SHARE:
        what = "stays where it begins" if not shares.any() else f"is a straight line of {len(thetas)} points"
        raise ValueError(f"plane=path: the path of this run {what}; allowed: two parameters, or random: with a seed")
    directions = found.T
    # The way comes from the lower left: eigenvectors say nothing of their sign.
    ahead = directions @ ((centre - thetas[0]) / size)
    directions = np.where(ahead < 0.0, -1.0, 1.0)[:, None] * directions
    return Plane(centre, directions, np.zeros(2), (float(shares[0]), float(shares[1])))


def _random(seed, centre, network):
    directions = np.random.RandomState(seed).normal(size=(2, centre.size))
    for drawn in directions:
        for part, own in zip(_layers(network, drawn), _layers(network, centre), strict=True):
            size = float(np.abs(own).max(initial=0.0))
            part *= size * np.linalg.norm(own / (size or 1.0)) / np.linalg.norm(part)
    if not directions.any():
        raise ValueError(
            "plane=random: all parameters are 0 there, so no direction has a size; allowed: two parameters"
        )
    return directions


def _layers(network, theta):
    """Views of each layer's weights, and of its biases."""
    return [part for layer in network.layers(theta) for part in layer]
