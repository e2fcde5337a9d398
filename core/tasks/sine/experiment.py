"""The sine task: a network of one input and one output fits a curve through noisy points."""

from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from core.data.curves import CURVES, LARGEST, MOST_ROWS, Scale, noisy_samples, standard_scale
from core.engine.activations import ACTIVATIONS
from core.engine.initializers import ORDERS
from core.engine.losses import loss as loss_named
from core.engine.optimizers import OPTIMIZERS
from core.experiment.setting import choice, integer, layers, number, numbers, switch
from core.experiment.values import LARGEST_SEED, Problem, settings_of
from core.learning.learner import Learner, fewer_points

SINE_LOSSES = ("sse", "mse", "half_mse")
SINE_RULES = ("exact", "online")
LEARNED = 0.1  # of the loss that the mean of the points has
INHERITED = settings_of(Learner)


def _sampled(e):
    return e.curve != "points"


def _no_range(e, key, other):
    """The problem that `key` has with `other`."""
    text, against = (e.settings[k].write(getattr(e, k)) for k in (key, other))
    return Problem("conflict", key, text, used=e.settings[key].write(e.default(key)), other=f"{other}={against}")


@dataclass(frozen=True)
class Samples:
    """Points x (n, 1), y (n,) as the network sees them, split; `x_scale`, `y_scale` lead back to the original units.

    `low`, `high` bound the pictures, in original units.
    """

    x: np.ndarray
    y: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray
    x_scale: Scale
    y_scale: Scale
    low: float
    high: float

    @cached_property
    def spread(self) -> float:
        """Standard deviation of y."""
        return float(self.y.std())


@dataclass(frozen=True)
class SineExperiment(Learner):
    """Regression of noisy samples of a known curve, or of points given as x, y, x, y, … in `pts`."""

    task: ClassVar[str] = "sine"

    curve: str = choice("sine", (*CURVES, "points"), group="data")
    points: int = integer(40, 2, MOST_ROWS, group="data", used=_sampled)
    noise: float = number(0.05, 0.0, 10.0, group="data", used=_sampled)
    low: float = number(0.0, -1000.0, 1000.0, group="data", used=_sampled)
    high: float = number(0.5, -1000.0, 1000.0, group="data", used=_sampled)
    dseed: int = integer(1234, 0, LARGEST_SEED, group="data", used=_sampled)
    pts: tuple[float, ...] = numbers(largest=LARGEST, group="data", used=lambda e: e.curve == "points")
    stdx: bool = switch(False, group="data")
    stdy: bool = switch(True, group="data")
    val: int = integer(0, 0, 90, group="data")

    hidden: tuple[int, ...] = layers((8,), 6, 64, group="network")
    act: str = choice("sigmoid", ACTIVATIONS, group="network", used=lambda e: bool(e.hidden))
    out: str = choice("linear", ACTIVATIONS, group="network")
    threshold: float = number(
        0.5, -10.0, 10.0, group="network", used=lambda e: "step" in (e.out, e.act if e.hidden else "")
    )
    loss: str = choice("sse", SINE_LOSSES, group="learning")
    rule: str = choice("exact", SINE_RULES, group="learning")
    lr: float = number(0.05, 1e-10, 100.0, group="learning")
    eps: float = number(1e-6, 0.0, 1.0, group="learning", used=INHERITED["eps"].used)
    init: str = choice("normal", INHERITED["init"].choices, group="start")
    order: str = choice("weights", ORDERS, group="start", used=INHERITED["order"].used)
    seed: int = integer(1234, 0, LARGEST_SEED, group="start")
    epochs: int = integer(2000, 1, 20_000, group="start")

    @property
    def has_moments(self) -> bool:
        """The optimiser keeps Adam's two moments."""
        return "b2" in OPTIMIZERS[self.opt].hyper

    @property
    def n_inputs(self) -> int:
        return 1

    @property
    def n_samples(self) -> int:
        return len(self.pts) // 2 if self.curve == "points" else self.points

    @property
    def n_test(self) -> int:
        """Points held out for validation."""
        return min(self.n_samples * self.val // 100, self.n_samples - 1)

    @property
    def scales(self) -> dict[str, Any]:
        data = self.load()
        return {"scales": {"x": asdict(data.x_scale), "y": asdict(data.y_scale)}}

    def resolve(self, problems: list[Problem]) -> "SineExperiment":
        e = self
        if e.curve == "points" and (len(e.pts) < 4 or len(e.pts) % 2 or len(e.pts) > 2 * MOST_ROWS):
            allowed = f"2 to {MOST_ROWS} pairs x,y joined by commas"
            problems.append(Problem("value", "pts", f"{len(e.pts)} numbers", allowed, "curve=sine"))
            e = replace(e, curve="sine", pts=())
        if _sampled(e) and not e.low < e.high:
            ends = (("low", "high"), ("high", "low"))
            problems += [_no_range(e, key, other) for key, other in ends if getattr(e, key) != e.default(key)]
            e = replace(e, low=e.default("low"), high=e.default("high"))
        return super(SineExperiment, e).resolve(problems)

    def lighten(self, problems: list[Problem]) -> "SineExperiment":
        """Fewer points; those that were given stay, and larger batches cost less."""
        if _sampled(self):
            return fewer_points(self, self.points, problems)
        key, value, used = ("rule", "online", "exact") if self.rule == "online" else ("batch", str(self.batch), "0")
        problems.append(Problem("too_much", key, value, used, used))
        return replace(self, batch=0, rule="exact")

    def raw_points(self) -> tuple[np.ndarray, np.ndarray]:
        """x (n,), y (n,) in original units, in the order given."""
        if self.curve == "points":
            pairs = np.array(self.pts).reshape(-1, 2)
            return pairs[:, 0], pairs[:, 1]
        rng = np.random.RandomState(self.dseed)
        return noisy_samples(self.curve, self.points, self.low, self.high, self.noise, rng=rng)

    def load(self) -> Samples:
        """The points as the network sees them. Scales are those of the training points: validation must not leak."""
        x, y = self.raw_points()
        train, test = self._split(len(x))
        x_scale = standard_scale(x[train]) if self.stdx else Scale()
        y_scale = standard_scale(y[train]) if self.stdy else Scale()
        u, v = x_scale(x)[:, None], y_scale(y)
        low, high = (self.low, self.high) if _sampled(self) else (float(x.min()), float(x.max()))
        if not low < high:
            low, high = low - 0.5, high + 0.5
        return Samples(u[train], v[train], u[test], v[test], x_scale, y_scale, low, high)

    def _split(self, n):
        if not self.n_test:
            return np.arange(n), np.arange(0)
        order = np.random.RandomState(self.dseed).permutation(n)
        return np.sort(order[self.n_test :]), np.sort(order[: self.n_test])

    def targets(self, y: np.ndarray) -> np.ndarray:
        """y (n,) as a column (n, 1)."""
        return y[:, None]

    def learned(self, loss: np.ndarray, right: np.ndarray | None) -> np.ndarray:
        """Where the curve leaves at most a tenth of what the points' mean, the best straight level, leaves."""
        return np.asarray(loss) <= LEARNED * self._level_loss

    @cached_property
    def _level_loss(self) -> float:
        y = self.targets(self.load().y)
        return loss_named(self.loss).value(np.full_like(y, y.mean()), y)
