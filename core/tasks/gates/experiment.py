"""The gates' experiment: which data, and when a sample counts as class 1."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from core.data.clouds import DATA, DRAWN, PLAYGROUND, Dataset, load
from core.data.gates import GATES, NOT_SEPARABLE
from core.engine.losses import LOSSES
from core.experiment.setting import bounded, choice, custom, integer, number, number_text
from core.experiment.values import LARGEST_SEED, Problem, settings_of
from core.learning.learner import ONE_BY_ONE, Learner, fewer_points

FARTHEST, MOST_POINTS = 10.0, 500
POINTS_ALLOWED = (
    f"up to {MOST_POINTS} points x0,x1,y joined by ';', each x from -{FARTHEST:g} to {FARTHEST:g}, y 0 or 1"
)


def _gate_data(e):
    return e.data in ("corners", "clouds") or (e.data == "own" and not e.pts)


def _sampled(e):
    return e.data in DRAWN


def _parse_points(text):
    rows = [row.split(",") for row in text.split(";")] if text else []
    if len(rows) > MOST_POINTS or any(len(row) != 3 or row[2].strip() not in ("0", "1") for row in rows):
        raise ValueError(POINTS_ALLOWED)
    return tuple(
        value
        for x0, x1, y in rows
        for value in (*(bounded(x.strip(), -FARTHEST, FARTHEST, POINTS_ALLOWED) for x in (x0, x1)), float(y))
    )


def write_points(points: Sequence[float]) -> str:
    """Points x0, x1, y, x0, x1, y, … as a link has them."""
    texts = [number_text(value) for value in points]
    return ";".join(",".join(texts[i : i + 3]) for i in range(0, len(texts), 3))


@dataclass(frozen=True)
class GateExperiment(Learner):
    """A gate, a cloud of points or points of one's own to classify: two inputs, one decision."""

    task: ClassVar[str] = "gates"

    data: str = choice("corners", DATA, group="data")
    gate: str = choice("xor", GATES, group="data", used=_gate_data)
    points: int = integer(50, 1, 2500, group="data", used=_sampled)
    spread: float = number(0.15, 0.0, 1.0, group="data", used=lambda e: e.data == "clouds")
    noise: float = number(0.1, 0.0, 0.5, group="data", used=lambda e: e.data in PLAYGROUND)
    test: int = integer(30, 0, 90, group="data", used=_sampled)
    dseed: int = integer(0, 0, LARGEST_SEED, group="data", used=_sampled)
    pts: tuple[float, ...] = custom(
        (), _parse_points, write_points, POINTS_ALLOWED, kind="points", group="data", used=lambda e: e.data == "own"
    )

    @property
    def n_inputs(self) -> int:
        return 2

    @property
    def n_samples(self) -> int:
        """Samples in all: four corners, those given, or so many points for each corner or class."""
        if not _sampled(self):
            return len(self.pts) // 3 if self.data == "own" and self.pts else 4
        return self.points * (4 if self.data == "clouds" else 2)

    @property
    def n_test(self) -> int:
        """Samples held out for testing."""
        return 0 if not _sampled(self) else min(self.n_samples * self.test // 100, self.n_samples - 1)

    def lighten(self, problems: list[Problem]) -> "GateExperiment":
        """Fewer points, for four corners can always be afforded."""
        return fewer_points(self, self.points, problems)

    def column_names(self, array: str) -> list[str] | None:
        return [] if array == "decision" else super().column_names(array)  # the player's code for what `outputs` says

    @property
    def case(self) -> str:
        return "gate" if _gate_data(self) else "data"

    def load(self) -> Dataset:
        """The data: x (n, 2), y (n,) of 0 or 1."""
        return load(
            self.data, gate=self.gate, points=self.points, spread=self.spread, noise=self.noise,
            test_percent=self.test, seed=self.dseed, own=self.pts,
        )  # fmt: skip

    def learned(self, loss: np.ndarray, right: np.ndarray | None) -> np.ndarray:
        """Where all training samples are on the right side."""
        return np.asarray(right) == self.n_train

    def targets(self, y: np.ndarray) -> np.ndarray:
        """y (n,) of 0 or 1 as the network's targets: (n, 1), or one-hot (n, 2) for softmax."""
        return np.column_stack([1.0 - y, y]) if self.network.output == "softmax" else y[:, None]

    def count_right(self, outputs: np.ndarray, targets: np.ndarray) -> np.ndarray:
        """Samples on the right side of the threshold; on the threshold is class 1."""
        return np.count_nonzero((outputs[..., -1] >= self.decides_at) == (targets[..., -1] >= 0.5), axis=-1)

    @property
    def decides_at(self) -> float:
        """The output from which on a sample counts as class 1. A step gives 0 or 1, wherever its threshold lies.

        Of two softmax outputs it is the second that is held against the threshold. At 0.5 that is their argmax, but
        for a tie: 0.5 and 0.5 count as class 1 here, where argmax takes the first, class 0.
        """
        return 0.5 if self.network.output == "step" else self.threshold

    @property
    def one_line(self) -> bool:
        """A single neuron: its decision is one straight line."""
        return not self.hidden

    @property
    def by_hand(self) -> bool:
        """A single neuron that takes its samples one by one: each update can be worked by hand."""
        plain = self.opt == "gd" and not self.l1 and not self.l2 and LOSSES[self.loss].link is None
        return self.one_line and self.rule in ONE_BY_ONE and plain

    @property
    def by_mean(self) -> bool:
        """A single neuron that learns from the mean over the four corners by the delta rule."""
        alone = self.one_line and self.rule == "delta" and self.data == "corners"
        return alone and self.updates_per_epoch == 1 and self.network.output != "softmax"

    @property
    def not_separable(self) -> bool:
        """One straight line is asked for what no straight line can do."""
        return self.one_line and _gate_data(self) and self.gate in NOT_SEPARABLE


SETTINGS = settings_of(GateExperiment)
DEFAULT = GateExperiment()
