"""What is recorded of a digits run beside its loss: the batch, what the network says of the test images, and where the
hidden layer puts them."""

import numpy as np

from core.data.digits.subset import CLASSES, first_of_each
from core.engine.losses import loss as loss_named
from core.engine.network import Network
from core.engine.principal import principal
from core.learning.probes import Bytes, Picture, Probe, Single
from core.learning.training import Trainer
from core.tasks.digits.experiment import DigitExperiment

Array = np.ndarray

MOST_SHOWN, MOST_BY_HAND = 10, 4  # images of a batch that are shown; of these, that were added by hand
WORST = 12  # test images that are most wrong
PLANE_POINTS = 30  # test images of each class whose place in the plane of the hidden layer is recorded


def each_step(e: DigitExperiment) -> dict[str, Probe[DigitExperiment]]:
    """Cheap numbers, taken at every step."""
    return {
        "accuracy": lambda t: right(t) / e.n_watched, "right": right, "batch_loss": lambda t: t.batch_pass()[2],
        "epoch": lambda t: t.stage.epoch_of(t.step)[0],
    }  # fmt: skip


def each_keyframe(e: DigitExperiment) -> dict[str, Probe[DigitExperiment]]:
    """Everything that is seen. Probes of a keyframe share one pass over the test images."""
    tested = Tested(e)
    dead: dict[str, Probe[DigitExperiment]] = {"dead": tested.dead} if e.hidden and e.act == "relu" else {}
    return {
        "theta": Picture(lambda t: t.theta.copy()),
        "batch": batch, "batch_size": lambda t: len(t.batch_pass()[0]),
        "batch_sure": Single(batch_sure), "batch_images": Bytes(batch_images),
        "test_loss": tested.loss, "test_right": tested.right,
        "test_accuracy": lambda t: tested.right(t) / e.n_test, "confusion": Bytes(tested.confusion),
        "answers": Bytes(tested.answers), "worst": tested.worst, "worst_sure": Single(tested.worst_sure),
        "plane": Picture(tested.plane), "plane_share": Single(tested.plane_share),
        **dead,
    }  # fmt: skip


def right(trainer: Trainer[DigitExperiment]) -> int:
    """How many of the watched images are answered as they are labelled, as of the last `measure`."""
    return int(trainer.experiment.count_right(trainer.full.outputs(), trainer.watched_y))


# ---- the batch of the next update -----------------------------------------------------------------


def _shown(trainer):
    """The first of the batch, and in the last places what was added by hand, which stands at its end."""
    rows, backprop, _ = trainer.batch_pass()
    by_hand = min(np.count_nonzero(rows >= len(trainer.data.x)), MOST_BY_HAND)
    drawn = len(rows) - by_hand
    shown = np.r_[: min(drawn, MOST_SHOWN - by_hand), drawn : len(rows)]
    return rows[shown], backprop.outputs()[shown]


def batch(trainer: Trainer[DigitExperiment]) -> Array:
    """(10, 3) of images of the next update's batch, the first and those added by hand: place in MNIST (-1: drawn by
    hand), label, answer; rows of -1 where a batch has fewer."""
    rows, outputs = _shown(trainer)
    index = np.append(trainer.data.index, np.full(len(trainer.x) - len(trainer.data.x), -1))
    found = np.column_stack([index[rows], trainer.y[rows].argmax(axis=1), outputs.argmax(axis=1)])
    return np.vstack([found, np.full((MOST_SHOWN - len(rows), 3), -1)]).astype(np.int32)


def batch_sure(trainer: Trainer[DigitExperiment]) -> Array:
    """(10,): the probability of each answer; 0 where a batch has fewer."""
    _, outputs = _shown(trainer)
    return np.append(outputs.max(axis=1), np.zeros(MOST_SHOWN - len(outputs)))


def batch_images(trainer: Trainer[DigitExperiment]) -> Array:
    """(10, pixels): the images as the network sees them, from paper (0) to ink (255)."""
    rows, _ = _shown(trainer)
    images = np.zeros((MOST_SHOWN, trainer.x.shape[1]), np.uint8)
    images[: len(rows)] = np.rint(255.0 * np.clip(trainer.x[rows], 0.0, 1.0))
    return images


# ---- the test images ------------------------------------------------------------------------------


class Tested:
    """The test images at one step: probabilities, and what follows from them. One pass serves all that is asked at a
    step."""

    def __init__(self, e: DigitExperiment):
        self._network, self._loss = e.network, loss_named(e.loss)
        self._last = Network(e.network.sizes[-2:], output="linear")
        self._of: tuple[Trainer, int] | None = None
        self._logits = self._hidden = np.empty(0)
        self._placed = np.empty(0), np.empty(0)

    def _look(self, trainer):
        """Logits (n, 10) and labels (n,). Kept for those who ask next: activations of the last hidden layer, (n, units)
        (without one the logits), and where the plane has them."""
        if self._of != (trainer, trainer.step):
            x, labels, theta = trainer.data.x_test, trainer.data.y_test, trainer.theta
            hidden = self._network.hidden_outputs(theta, x) if len(self._network.sizes) > 2 else None
            self._logits = self._last.forward(theta[-self._last.n_params :], x if hidden is None else hidden)
            self._hidden = self._logits if hidden is None else hidden
            self._placed = _in_plane(self._hidden, labels)
            self._of = trainer, trainer.step
        return self._logits, trainer.data.y_test

    def loss(self, trainer: Trainer[DigitExperiment]) -> float:
        logits, labels = self._look(trainer)
        return self._loss.value(logits, trainer.experiment.targets(labels))

    def answers(self, trainer: Trainer[DigitExperiment]) -> Array:
        """(n,): the most probable class of each image."""
        return self._look(trainer)[0].argmax(axis=1).astype(np.uint8)

    def right(self, trainer: Trainer[DigitExperiment]) -> int:
        return int(np.count_nonzero(self.answers(trainer) == trainer.data.y_test))

    def confusion(self, trainer: Trainer[DigitExperiment]) -> Array:
        """(10, 10): how many images of each class (rows) are answered how (columns)."""
        cells = CLASSES * trainer.data.y_test + self.answers(trainer)
        return np.bincount(cells, minlength=CLASSES**2).reshape(CLASSES, CLASSES).astype(np.uint8)

    def dead(self, trainer: Trainer[DigitExperiment]) -> int:
        """How many units of the last hidden layer are off for every image."""
        self._look(trainer)
        return int(np.count_nonzero(self._hidden.max(axis=0) <= 0.0))

    def worst(self, trainer: Trainer[DigitExperiment]) -> Array:
        """(12,): the images whose true class is the least probable, of those that are wrong; -1 behind them."""
        logits, labels = self._look(trainer)
        wrong = np.flatnonzero(logits.argmax(axis=1) != labels)
        margin = logits[wrong, labels[wrong]] - _log_sum(logits[wrong])
        found = wrong[np.argsort(margin, kind="stable")[:WORST]]
        return np.append(found, np.full(WORST - len(found), -1)).astype(np.int32)

    def worst_sure(self, trainer: Trainer[DigitExperiment]) -> Array:
        """(12, 2): the probabilities of their answer and of their true class."""
        logits, labels = self._look(trainer)
        sure = np.zeros((WORST, 2))
        for place, image in enumerate(self.worst(trainer)):
            if image >= 0:
                p = np.exp(logits[image] - _log_sum(logits[image]))
                sure[place] = p.max(), p[labels[image]]
        return sure

    def plane(self, trainer: Trainer[DigitExperiment]) -> Array:
        """(300, 2): the first thirty images of each class in the plane of the two principal directions of the last
        hidden layer, turned in it so that the classes' means lie as near as they can to ten places on a circle: so
        they keep their places from step to step (Schönemann, 1966, https://doi.org/10.1007/BF02289451)."""
        self._look(trainer)
        return self._placed[0]

    def plane_share(self, trainer: Trainer[DigitExperiment]) -> Array:
        """(2,): the share of the variance along each of the two directions."""
        self._look(trainer)
        return self._placed[1]


def _in_plane(hidden, labels):
    """(places, shares); all 0 in a run that diverges: there is no plane any more."""
    rows = first_of_each(labels, PLANE_POINTS)
    points, named = hidden[rows], labels[rows]
    directions, shares = principal(points, 2)
    if not shares.any():
        return np.zeros((len(rows), 2)), shares
    places = (points - points.mean(axis=0)) @ directions
    means = np.array([places[named == digit].mean(axis=0) for digit in range(CLASSES)])
    u, _, v = np.linalg.svd(means.T @ _CIRCLE)
    return places @ (u @ v), shares


_ANGLES = 2.0 * np.pi * np.arange(CLASSES) / CLASSES
_CIRCLE = np.column_stack([np.cos(_ANGLES), np.sin(_ANGLES)])


def _log_sum(logits):
    """log Σ exp along the last axis."""
    most = logits.max(axis=-1, keepdims=True)
    return most[..., 0] + np.log(np.exp(logits - most).sum(axis=-1))
