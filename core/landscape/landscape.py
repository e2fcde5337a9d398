"""The landscape of one run: the loss on a plane, and the path through it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.landscape.choice import Choice
from core.landscape.losses import losses_on, work
from core.landscape.path import Path, path_of
from core.landscape.plane import Plane, plane_of
from core.landscape.scale import Scale, scale_of
from core.learning.learner import Learner
from core.tape.cache import TapeStore

Array = np.ndarray

SIDE, LEAST_SIDE = 60, 15  # points along each side
MOST_WORK = 12_000_000_000  # multiplications for all of them: some seconds of one core
MARGIN = 0.2  # of the path's extent, at each end
LEAST_HALF = {"path": 0.0, "weights": 1.0, "random": 1.0}  # from the path to the edge, in coordinates, at least
NARROWEST = 0.6  # of the longer side


@dataclass(frozen=True, eq=False)
class Land:
    """Coordinates of the grid's columns x (side,) and rows y (side,) on a plane through a run's θ, and its path there:
    places (n, 2) of the nearest points of the plane, and the distances (n,) from it."""

    e: Learner
    choice: Choice
    path: Path
    plane: Plane
    x: Array
    y: Array
    places: Array
    distances: Array

    @property
    def grid(self) -> Array:
        """(side², 2): every point, row by row, the lowest y first."""
        x, y = np.meshgrid(self.x, self.y)
        return np.column_stack([x.ravel(), y.ravel()])

    def theta(self, column: int, row: int) -> Array:
        """θ (P,) at a point of the grid."""
        return self.plane.thetas(np.array([[self.x[column], self.y[row]]]))[0]

    def losses(self, places: Array) -> Array:
        """The loss (n,) at places (n, 2) of the plane: the run's own, over its watched samples, without penalties."""
        trainer = self.path.trainer
        return losses_on(self.e.network, trainer.loss, self.plane, places, trainer.watched_x, trainer.watched_y)

    @cached_property
    def heights(self) -> Array:
        """(side, side): the loss at each point of the grid."""
        return self.losses(self.grid).reshape(len(self.y), len(self.x))

    @cached_property
    def below(self) -> Array:
        """(n,): the loss at the nearest points of the plane to the path's."""
        return self.losses(self.places)

    @property
    def scale(self) -> Scale | None:
        return scale_of(self.heights, self.below)

    @property
    def outside(self) -> float:
        """The share of the path's variance that lies outside the plane."""
        return beyond(self.plane, self.path.thetas)


def land_of(store: TapeStore, e: Learner, choice: Choice, at: int | None = None) -> Land:
    """The plane through θ at step `at` (None: where the run ends), with a grid that holds the path.

    Raises ValueError where this run has no such plane.
    """
    path = path_of(store, e, at)
    plane = plane_of(choice, path, e.network)
    places, distances = plane.places(path.thetas)
    low, high = _extent(np.vstack([places, plane.origin]), LEAST_HALF[choice.kind])
    side = side_of(e, len(path.trainer.watched_x))
    x, y = (np.linspace(low[axis], high[axis], side) for axis in (0, 1))
    return Land(e, choice, path, plane, x, y, places, distances)


def side_of(e: Learner, samples: int) -> int:
    """Points along each side of the grid: fewer where each takes long."""
    affordable = int((MOST_WORK / work(e.network, samples)) ** 0.5)
    return max(LEAST_SIDE, min(SIDE, affordable))


def beyond(plane: Plane, thetas: Array) -> float:
    """Of θ (n, P): the share of their variance that lies outside the plane's directions; 0 where they do not vary."""
    way = thetas - thetas.mean(axis=0)
    size = float(np.abs(way).max()) or 1.0
    basis, _ = np.linalg.qr(plane.directions.T)
    inside, whole = np.square(way / size @ basis).sum(), np.square(way / size).sum()
    return float(max(0.0, 1.0 - inside / whole)) if whole else 0.0


def _extent(places, least_half):
    """(low (2,), high (2,)) around places (n, 2), with a margin; neither side is much shorter than the other."""
    low, high = places.min(axis=0), places.max(axis=0)
    half = np.maximum((high - low) * (0.5 + MARGIN), least_half + (high - low) / 2.0 if least_half else 0.0)
    half = np.maximum(half, NARROWEST * half.max())
    middle = (low + high) / 2.0
    return middle - half, middle + half
