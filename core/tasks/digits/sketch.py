"""The sketch of a digits run: what the first layer's units look for, and how many images are read rightly."""

import numpy as np

from core.data.digits.subset import pooled
from core.learning import sketching
from core.learning.training import Trainer
from core.record.sketch import MOST_TILES, Lines, Sketch, Tiles
from core.tasks.digits.experiment import DigitExperiment

FRAMES = 8  # weights change so smoothly that fewer are blended than of other pictures
MOST_PIXELS = 14  # along each side of a tile; larger images are pooled
LUCK = 0.1  # right by guessing


def sketch(e: DigitExperiment) -> Sketch:
    """Trains the experiment. The lines are the shares right of the watched and of the test images."""
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        trainer = Trainer(e)
        thetas, _ = sketching.train(trainer)
        shares = _shares(trainer, thetas)
        return Sketch(_tiles(e, sketching.frames(thetas, FRAMES)), Lines(shares, (LUCK,)))


def _shares(trainer: Trainer[DigitExperiment], thetas):
    """(n, 2)."""
    network, data = trainer.experiment.network, trainer.data
    sets = [(trainer.watched_x, trainer.watched_y.argmax(axis=1)), (data.x_test, data.y_test)]
    return np.array([[np.mean(network.forward(theta, x).argmax(axis=1) == y) for x, y in sets] for theta in thetas])


def _tiles(e, thetas):
    """The weights of the units whose weights are the largest at the end, each as large as it ever gets."""
    weights = np.array([e.network.layers(theta)[0][0].T for theta in thetas])
    chosen = np.sort(np.argsort(-np.abs(weights[-1]).sum(axis=1), kind="stable")[:MOST_TILES])
    side = min(e.side, MOST_PIXELS)
    images = pooled(weights[:, chosen].reshape(-1, e.n_inputs), side).reshape(len(thetas), -1, side, side)
    largest = np.abs(images).max(axis=(0, 2, 3))[:, None, None]
    return Tiles(0.5 + 0.5 * images / np.where(largest > 0.0, largest, 1.0))
