"""The digits' experiment: which images, how batches are drawn, and on which images the loss is measured."""

import base64
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from core.data.digits.subset import CLASSES, LEVELS, POINTS, SIDES, TEST_POINTS, first_of_each, load
from core.engine.activations import ACTIVATIONS
from core.experiment.setting import choice, integer, layers, number
from core.experiment.values import LARGEST_SEED, Problem
from core.learning.learner import Learner, fewer_points

Array = np.ndarray

LEARNED = 0.9  # of the watched images
WATCHED_POINTS = 30  # of each class: the first ones that are trained on


def _never(e):
    return False


@dataclass(frozen=True, eq=False)
class DigitData:
    """x (n, pixels), y (n,) of 0 to 9 as the network sees them, noise and wrong labels in; index (n,): the image's
    place in MNIST. true (n,): the labels as they were. x_test, y_test likewise."""

    x: Array
    y: Array
    index: Array
    true: Array
    x_test: Array
    y_test: Array


@dataclass(frozen=True)
class DigitExperiment(Learner):
    """Handwritten digits: an image, ten probabilities."""

    task: ClassVar[str] = "digits"
    pace: ClassVar[int] = 4
    n_classes: ClassVar[int] = CLASSES
    takes_samples: ClassVar[bool] = True
    most_work: ClassVar[int] = 50_000_000_000  # products of large matrices cost a fifth: some ten seconds of one core

    size: str = choice("14", [str(side) for side in SIDES], group="data")
    points: int = integer(POINTS, 1, POINTS, group="data")
    wrong: int = integer(0, 0, 90, group="data")
    noise: float = number(0.0, 0.0, 1.0, group="data")
    dseed: int = integer(0, 0, LARGEST_SEED, group="data", used=lambda e: e.wrong > 0 or e.noise > 0.0)

    hidden: tuple[int, ...] = layers((32,), 3, 64, group="network")
    act: str = choice("relu", ACTIVATIONS, group="network", used=lambda e: bool(e.hidden))
    threshold: float = number(0.5, -10.0, 10.0, group="network", used=lambda e: bool(e.hidden) and e.act == "step")
    loss: str = choice("softmax_ce", ("softmax_ce",), group="learning", used=_never)
    rule: str = choice("exact", ("exact",), group="learning", used=_never)
    draw: str = choice("shuffled", ("shuffled", "replacement"), group="learning")
    batch: int = integer(30, 1, 300, group="learning")
    lr: float = number(0.003, 1e-10, 100.0, group="learning")
    epochs: int = integer(12, 1, 20_000, group="start")

    @property
    def n_inputs(self) -> int:
        """Pixels of an image."""
        return self.side**2

    @property
    def side(self) -> int:
        """Pixels along each side of an image."""
        return int(self.size)

    @property
    def n_samples(self) -> int:
        return CLASSES * (self.points + TEST_POINTS)

    @property
    def n_test(self) -> int:
        return CLASSES * TEST_POINTS

    @property
    def n_watched(self) -> int:
        return CLASSES * min(self.points, WATCHED_POINTS)

    @property
    def samples_per_update(self) -> int:
        """A gradient takes three times a forward pass."""
        return self.n_watched + 3 * self.batch_size

    @property
    def replacement(self) -> bool:
        return self.draw == "replacement"

    def watched(self, data: DigitData) -> Array:
        """The first images of each class, by the labels as they were: the same whatever is drawn."""
        return first_of_each(data.true, WATCHED_POINTS)

    def lighten(self, problems: list[Problem]) -> "DigitExperiment":
        """Fewer images in an epoch."""
        return fewer_points(self, self.points, problems)

    def load(self) -> DigitData:
        train, test = load(self.side)
        train = train.first(self.points)
        x, y = self._noisy(train.x), self._mislabelled(train.labels)
        return DigitData(x, y, train.index, train.labels, test.x, test.labels)

    def _noisy(self, x):
        """Normal noise of standard deviation `noise` on every pixel."""
        return x + self.noise * np.random.RandomState([self.dseed, 0]).normal(size=x.shape) if self.noise else x

    def _mislabelled(self, labels):
        """`wrong` of a hundred labels are another one, each of the nine others as likely."""
        rng, n = np.random.RandomState([self.dseed, 1]), len(labels)
        chosen = rng.permutation(n)[: n * self.wrong // 100]
        changed = labels.copy()
        changed[chosen] = (labels[chosen] + rng.randint(1, CLASSES, len(chosen))) % CLASSES
        return changed

    def learned(self, loss: Array, right: Array | None) -> Array:
        """Where so large a share of the watched images is read rightly."""
        return np.asarray(right) >= LEARNED * self.n_watched

    def targets(self, y: Array) -> Array:
        """y (n,) of 0 to 9 as one-hot rows (n, 10)."""
        return np.eye(CLASSES)[y]

    def count_right(self, outputs: Array, targets: Array) -> Array:
        """Images that are answered as they are labelled."""
        return np.count_nonzero(outputs.argmax(axis=-1) == targets.argmax(axis=-1), axis=-1)

    def samples_told(self, data: DigitData, rows: Array, targets: Array) -> list[tuple[str, dict[str, Any]]]:
        """Its label, and its place in MNIST unless it was drawn by hand."""
        labels, n = targets.argmax(axis=1).tolist(), len(data.index)
        return [
            ("ex_image", {"label": label, "place": int(data.index[row])})
            if row < n
            else ("ex_drawing", {"label": label})
            for row, label in zip(rows.tolist(), labels, strict=True)
        ]

    def input_told(self, i: int) -> tuple[str, dict[str, Any]]:
        """Where a pixel is, counted from 1."""
        row, column = divmod(i, self.side)
        return "ex_pixel", {"row": row + 1, "column": column + 1}

    def sample_of(self, text: str) -> tuple[Array, int]:
        """A drawn image (pixels,) and its label, from `label.image`: pixels at 16 levels, two in a byte, in base64.

        Raises ValueError for any other text, and for another way to write the same image.
        """
        label, _, code = text.partition(".")
        n = self.n_inputs
        levels = _levels(code)
        if len(label) != 1 or label not in "0123456789" or len(levels) != n + n % 2 or levels[n:].any():
            raise ValueError(f"a label from 0 to 9, a dot and {n} pixels at 16 levels in base64")
        return levels[:n] / LEVELS, int(label)


def _levels(code: str) -> Array:
    """Grey levels 0 to 15, two of each byte; none of what is no base64 or says the same as a shorter way."""
    try:
        raw = base64.urlsafe_b64decode(code + "=" * (-len(code) % 4))
    except ValueError:
        raw = b""
    if base64.urlsafe_b64encode(raw).decode().rstrip("=") != code:
        raw = b""
    return np.stack(np.divmod(np.frombuffer(raw, np.uint8), LEVELS + 1), axis=-1).ravel()
