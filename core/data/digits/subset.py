"""The subset of MNIST in the repository: images as a network sees them, at three sizes.

MNIST: LeCun, Bottou, Bengio and Haffner, 1998, https://doi.org/10.1109/5.726791; see LICENSE.md beside this file.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

Array = np.ndarray

PACKED = Path(__file__).with_name("digits.npz")
CLASSES = 10
POINTS, TEST_POINTS = 300, 60  # of each class
SIDE = 28  # pixels of an original image
SIDES = (28, 14, 7)
LEVELS = 15  # the brightest grey


@dataclass(frozen=True, eq=False)
class Images:
    """x (n, side²) from 0 (paper) to 1 (ink), row by row from the top; labels (n,) of 0 to 9; index (n,): the place in
    MNIST's own file."""

    x: Array
    labels: Array
    index: Array

    def chosen(self, rows: Array) -> "Images":
        return Images(self.x[rows], self.labels[rows], self.index[rows])

    def first(self, count: int) -> "Images":
        """The first `count` of each class, in the order of the file."""
        return self.chosen(first_of_each(self.labels, count))


@lru_cache(maxsize=len(SIDES))
def load(side: int) -> tuple[Images, Images]:
    """(3000 images for training, 600 for testing), mean pooled to side × side.

    Raises ValueError for a side that is not 28, 14 or 7.
    """
    if side not in SIDES:
        raise ValueError(f"side {side} is not allowed; allowed: {', '.join(map(str, SIDES))}")
    with np.load(PACKED) as packed:
        return _images(packed, "train", side), _images(packed, "test", side)


def pooled(images: Array, side: int) -> Array:
    """Means over squares of pixels: n larger square images, to (n, side²)."""
    width = math.isqrt(images[0].size) // side
    return images.reshape(len(images), side, width, side, width).mean(axis=(2, 4)).reshape(len(images), -1)


def first_of_each(labels: Array, count: int) -> Array:
    """Which of the labels are among the first `count` of their class, in order."""
    return np.sort(np.concatenate([np.flatnonzero(labels == digit)[:count] for digit in range(CLASSES)]))


def _images(packed, name, side):
    pairs = packed[f"{name}_images"]
    levels = np.stack([pairs >> 4, pairs & 15], axis=-1).reshape(-1, SIDE, SIDE)
    images = Images(pooled(levels / LEVELS, side), packed[f"{name}_labels"].astype(int), packed[f"{name}_index"])
    for array in (images.x, images.labels, images.index):
        array.flags.writeable = False
    return images
