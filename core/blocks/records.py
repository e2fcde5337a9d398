"""What the building blocks page computes: plain records, by the engine and as the course notebooks did it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.blocks.settings import UNITS
from core.data.curves import standard_scale
from core.engine.activations import ACTIVATIONS
from core.engine.losses import LOSSES, softmax
from core.replay import batch as batch_notebook
from core.replay.gates import DEFAULT_TASK, samples
from core.replay.numeric import cross_entropy_with_delta, simplenet

Array = np.ndarray

SEEN = 6.0  # activations are drawn from -SEEN to SEEN
ERRORS_SEED = 12345  # notebook 001 starts from this seed


@dataclass(frozen=True)
class ActivationFacts:
    """One activation: the curves value(z) and slope(z), both (m,), with nan where they jump; numbers at given points.

    `steepest` is the largest |slope| of all; `through` is that to the power of the number of layers: what the
    activations leave of a gradient at best.
    """

    name: str
    z: Array
    value: Array
    slope: Array
    value_at: Array
    slope_at: Array
    steepest: float
    through: float


def activation_facts(name: str, at: tuple[float, ...], depth: int) -> ActivationFacts:
    """Curves, numbers at the points `at`, and what is left after `depth` layers."""
    f = ACTIVATIONS[name]
    z = _pieces(f.kinks)
    # 0 is among these points: sigmoid and tanh are steepest there.
    steepest = float(np.abs(f.slope(np.linspace(-20.0, 20.0, 4001))).max())
    points = np.array(at)
    return ActivationFacts(name, z, f(z), f.slope(z) + 0.0 * z, f(points), f.slope(points), steepest, steepest**depth)


def _pieces(kinks):
    """Points from -SEEN to SEEN with a nan in front of each kink, where a line must not be joined."""
    z = np.linspace(-SEEN, SEEN, 241)
    for kink in kinks:
        z = np.concatenate([z[z < kink], [kink - 1e-9, np.nan, kink + 1e-9], z[z > kink]])
    return z


def peak_on_grid() -> float:
    """The largest sigmoid slope on 100 points from -10 to 10, which miss 0: a plot shows less than 0.25."""
    return float(ACTIVATIONS["sigmoid"].slope(np.linspace(-10.0, 10.0, 100)).max())


@dataclass(frozen=True)
class Prediction:
    """One prediction `y` (k,) against a one-hot target: its losses, and the cross-entropy with and without δ."""

    y: Array
    total: float
    right: float
    with_delta: float
    without: float
    mse: float

    @property
    def shift(self) -> float:
        """What δ changes the cross-entropy by; nothing where it is infinite all the same."""
        return 0.0 if self.with_delta == self.without else self.with_delta - self.without

    @property
    def adds_up(self) -> bool:
        """It is a probability distribution."""
        return abs(self.total - 1.0) < 1e-9


def prediction(y: tuple[float, ...], right: int, delta: float) -> Prediction:
    """The losses of the prediction `y` where class `right` is the right one. The cross-entropy of 0 is infinite."""
    p, t = np.array(y), one_hot(right, len(y))
    with np.errstate(divide="ignore", invalid="ignore"):
        with_delta, without = (
            float(-np.log(p[right] + d)) + 0.0 if d == 0.0 else cross_entropy_with_delta(p, t, d) for d in (delta, 0.0)
        )
    return Prediction(p, float(p.sum()), float(p[right]), with_delta, without, LOSSES["mse"].value(p, t))


def one_hot(index: int, n: int) -> Array:
    """(n,) with 1 at `index`, 0 elsewhere."""
    return np.eye(n)[index]


def loss_curves(delta: float) -> tuple[Array, Array, Array]:
    """y from 0 to 1, -log(y + δ) and (1 - y)², what the right class' probability costs."""
    y = np.concatenate([[0.0], np.logspace(-8.0, -2.0, 61), np.linspace(0.0125, 1.0, 80)])
    with np.errstate(divide="ignore"):
        return y, -np.log(y + delta), (1.0 - y) ** 2


@dataclass(frozen=True)
class SoftmaxNet:
    """Two inputs, three classes: z = xW, p = softmax(z), L = -Σ t log(p + δ), gradients (2, 3), and one step.

    `exact` is xᵀ(p - t), without δ; `numeric` central differences of L. `rates` (m,) and `losses` (m,): L after one
    step with each rate.
    """

    x: Array
    W: Array
    t: Array
    z: Array
    p: Array
    loss: float
    exact: Array
    numeric: Array
    after: float
    rates: Array
    losses: Array

    @property
    def gap(self) -> float:
        """The largest difference between the two gradients."""
        return float(np.abs(self.exact - self.numeric).max())


def softmax_net(x: tuple[float, ...], w: tuple[float, ...], t: int, lr: float) -> SoftmaxNet:
    """The net of notebook 002 with weights `w` row by row, and one step of rate `lr` along the numeric gradient."""
    W, target = np.array(w).reshape(2, 3), one_hot(t, 3)
    got = simplenet({"W": W, "x": x, "t": target, "lr": lr})
    rates = np.linspace(0.0, max(2.0 * lr, 1e-3), 81)
    losses = [cross_entropy_with_delta(softmax(np.array(x) @ (W - rate * got["grad_numeric"])), target)
              for rate in rates]  # fmt: skip
    return SoftmaxNet(
        np.array(x), W, target, got["z"], got["softmax"], got["loss"], got["grad_exact"], got["grad_numeric"],
        got["loss_after_step"], rates, np.array(losses),
    )  # fmt: skip


@dataclass(frozen=True)
class Draw:
    """Indices (n,) drawn out of `total`; `again` (n,) says which of them had been drawn before.

    `repeat_chance` is the chance that n draws contain a repetition.
    """

    total: int
    indices: Array
    again: Array
    repeat_chance: float

    @property
    def distinct(self) -> int:
        return int((~self.again).sum())


def draw(total: int, n: int, replace: bool, seed: int) -> Draw:
    """np.random.choice(total, n, replace) after np.random.seed(seed). ValueError for n > total unless replaced."""
    indices = np.random.RandomState(seed).choice(total, n, replace=replace)
    again = np.ones(n, dtype=bool)
    again[np.unique(indices, return_index=True)[1]] = False
    return Draw(total, indices, again, _repeat_chance(total, n) if replace else 0.0)


def _repeat_chance(total, n):
    if n > total:
        return 1.0
    return float(-np.expm1(np.log1p(-np.arange(n) / total).sum()))


def coverage(total: int, draws: Array | float) -> tuple[Array, Array]:
    """The share of all samples that so many draws have met: on average with replacement, and exactly without."""
    if total == 1:
        return np.minimum(draws, 1.0), np.minimum(draws, 1.0)
    return -np.expm1(draws * np.log1p(-1.0 / total)), np.minimum(draws / total, 1.0)


@dataclass(frozen=True)
class Standardised:
    """People's heights and weights, `before` and `after` (m, 2), and of each the column means and deviations (2,).

    `condition_*` is λmax/λmin of a linear neuron's loss over these inputs (with a bias): how much longer the bowl is
    than wide, and so how much slower gradient descent.
    """

    before: Array
    after: Array
    condition_before: float
    condition_after: float

    @cached_property
    def means(self) -> tuple[Array, Array]:
        return self.before.mean(axis=0), self.after.mean(axis=0)

    @cached_property
    def deviations(self) -> tuple[Array, Array]:
        return self.before.std(axis=0), self.after.std(axis=0)


def standardised(height: tuple[float, ...], weight: tuple[float, ...], unit: str) -> Standardised:
    """Heights, given in cm, in another unit beside weights in kg; then each column to mean 0 and deviation 1."""
    before = np.column_stack([np.array(height) * UNITS[unit], np.array(weight)])
    after = np.column_stack([standard_scale(column)(column) for column in before.T])
    return Standardised(before, after, _condition(before), _condition(after))


def _condition(x):
    inputs = np.column_stack([x, np.ones(len(x))])
    largest, *_, smallest = np.linalg.svd(inputs, compute_uv=False) ** 2
    return float(largest / smallest) if len(x) > 2 and smallest > 1e-12 * largest else float("inf")


@dataclass(frozen=True)
class Product:
    """x (n, 2) times W (2, k) plus b (k,), which is added to each row, is z (n, k)."""

    x: Array
    W: Array
    b: Array

    @property
    def z(self) -> Array:
        return self.x @ self.W + self.b


def product(rows: int, units: int, seed: int) -> Product:
    """The corners of the gates as inputs. With one unit, weights and bias are notebook 001's start for this seed."""
    corners = samples(DEFAULT_TASK)[0]
    rng = np.random.RandomState(seed)
    W = rng.uniform(-5.0, 5.0, 2 * units).reshape(units, 2).T
    return Product(np.resize(corners, (rows, 2)), W, rng.uniform(-5.0, 5.0, units))


def array_basics() -> list[tuple[str, object]]:
    """The array operations that notebook 001 begins with: the code and what it gives."""
    got = batch_notebook.numpy_ops({})
    codes = {
        "M[1, 0]": "M10", "M[0]": "row0", "M[:, 1]": "col1", "M[0] + M[1]": "row_sum", "M + 1": "plus1",
        "M[0] * 2": "times2",
    }  # fmt: skip
    matrix = got["plus1"] - 1
    return [("M", matrix), ("M.shape", tuple(got["shape"])), *((code, got[name]) for code, name in codes.items())]


@dataclass(frozen=True)
class Meeting:
    """Inputs x (4, 2) times errors `e` of some shape, by `code`: a `result`, or NumPy's own `message`."""

    code: str
    x: Array
    e: Array
    result: Array | None
    message: str = ""


def meeting(shape: str) -> Meeting:
    """The errors of notebook 001's first predictions, as many as the shape (such as 4x1) holds, times its inputs."""
    x, t = samples(DEFAULT_TASK)
    errors = t[:, 0] - batch_notebook.batch({"seed": ERRORS_SEED})["pred"]
    sizes = tuple(map(int, shape.split("x")))
    e = errors[: int(np.prod(sizes))].reshape(sizes)
    code = "x * e" if len(sizes) == 1 else f"x * e.reshape{sizes}"
    try:
        return Meeting(code, x, e, x * e)
    except ValueError as error:
        return Meeting(code, x, e, None, str(error).strip())
