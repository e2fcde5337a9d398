"""A run in little: what a picture the size of a stamp can show of it. Nothing here is kept for the stage.

A sketch has one picture (Field, Fit, Walk or Lines) and the lines of its losses. Places in a picture are shares of
its sides, from 0, left or below, to 1; beyond that they lie outside, and nan is a gap.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from core.experiment import Experiment, Learner
from core.gradient_task import SIZES
from core.linear import run as linear_run
from core.sine_probes import fitted_curve
from core.tasks import TASKS
from core.training import Trainer

Array = np.ndarray

FRAMES = 16  # of a field or a curve, blended between
MOMENTS = 80  # of a run, on its lines
SIDE = 24  # samples along each side of a field
CURVE = 5  # a fitted curve's every so many points
MOST_POINTS = 60  # drawn of the data
LOG_FROM = 100.0  # from this ratio of the largest to the smallest on, lines stand on a logarithmic axis
SMALLEST = 1e-12  # share of the largest that such an axis still shows


@dataclass(frozen=True)
class Lines:
    """values (moments, lines) over time; `levels`: heights to be reached."""

    values: Array
    levels: tuple[float, ...] = ()


@dataclass(frozen=True)
class Field:
    """frames (n, SIDE, SIDE): 0 to 1 is one end of the colours to the other; the border lies at 0.5.

    points (m, 3): x, y, and 1 for class 1, else 0.
    """

    frames: Array
    points: Array


@dataclass(frozen=True)
class Fit:
    """frames (n, m): heights of the curve, from left to right. points (m, 3): x, y, and 0 for held-out points."""

    frames: Array
    points: Array


@dataclass(frozen=True)
class Walk:
    """land (1, SIDE, SIDE), low 0 to high 1; paths (moments, walkers, 2)."""

    land: Array
    paths: Array


@dataclass(frozen=True)
class Sketch:
    """One picture, and the losses beside it (None where the picture says all)."""

    picture: Field | Fit | Walk | Lines
    loss: Lines | None


def sketch(e: Any) -> Sketch:
    """Trains the experiment, or reads its sweep, and keeps what a stamp shows."""
    return {"descent": _descent, "gradient": _gradient, "linear": _linear}.get(e.task, _learner)(e)


def _learner(e: Learner) -> Sketch:
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        trainer = Trainer(e)
        thetas, losses = _train(trainer)
        held_out = _held_out(trainer, thetas)
        chosen = thetas[np.linspace(0, len(thetas) - 1, FRAMES).round().astype(int)]
        picture = (_field if isinstance(e, Experiment) else _fit)(trainer, chosen)
    log_from = LOG_FROM if isinstance(e, Experiment) else 1.0  # curves are fitted in all sizes
    return Sketch(picture, _lines(np.column_stack([losses, *held_out]), log_from))


def _train(trainer):
    """Parameters (n, p) and losses (n,) at moments spread evenly over the run, its last step among them."""
    every = max(1, trainer.experiment.total // MOMENTS)
    kept = []
    while True:
        loss = trainer.measure()
        stop = trainer.judge(loss)
        if stop and stop.reason == "diverged":
            break
        if stop or trainer.step % every == 0:
            kept.append((trainer.theta.copy(), loss))
        if stop:
            break
        trainer.update()
    thetas, losses = zip(*kept or [(trainer.theta.copy(), np.nan)], strict=True)
    return np.array(thetas), np.array(losses)


def _held_out(trainer, thetas):
    """One column with the mean squared error over the validation points of a curve, in the units of the loss."""
    e, data = trainer.experiment, trainer.data
    if isinstance(e, Experiment) or not e.n_test:
        return []
    error = np.array([e.network.forward(theta, data.x_test)[:, 0] - data.y_test for theta in thetas])
    return [(error**2).mean(axis=1) * {"sse": e.n_train, "mse": 1.0, "half_mse": 0.5}[e.loss]]


def _field(trainer, thetas):
    e, data = trainer.experiment, trainer.data
    axis = np.linspace(data.low, data.high, SIDE)
    grid = np.array([(x0, x1) for x1 in axis for x0 in axis])
    out = np.array([e.network.forward(theta, grid)[:, -1] for theta in thetas]).reshape(-1, SIDE, SIDE)
    reach = 0.5 if e.network.output in ("sigmoid", "softmax", "step") else 1.0
    low, high = e.decides_at - reach, e.decides_at + reach
    points = np.column_stack([_share(data.x, data.low, data.high), data.y])
    return Field(_share(out, low, high), _some(points))


def _fit(trainer, thetas):
    e, data = trainer.experiment, trainer.data
    curves = []
    for theta in thetas:
        np.copyto(trainer.theta, theta)
        curves.append(fitted_curve(trainer)[::CURVE])
    x, y = e.raw_points()
    room = 0.15 * (float(np.ptp(y)) or 1.0)
    low, high = y.min() - room, y.max() + room
    trained = np.isin(data.x_scale(x), data.x[:, 0])
    points = np.column_stack([_share(x, data.low, data.high), _share(y, low, high), trained])
    return Fit(_share(np.array(curves), low, high), _some(points))


def _descent(e):
    surface, steps = e.load(), TASKS[e.task].record(e).steps
    low0, high0, low1, high1 = surface.bounds
    x0, x1 = np.meshgrid(np.linspace(low0, high0, SIDE), np.linspace(low1, high1, SIDE))
    with np.errstate(all="ignore"):
        height = np.asarray(surface.value(x0, x1), dtype=float)
    seen = height[np.isfinite(height)]
    if surface.levels == "log" and seen.size:
        height = np.log1p(height - seen.min())
        seen = height[np.isfinite(height)]
    low, high = (float(seen.min()), float(seen.max())) if seen.size else (0.0, 1.0)
    moments = _moments(len(steps["path"]))
    path = steps["path"][moments]
    paths = np.stack([_share(path[..., 0], low0, high0), _share(path[..., 1], low1, high1)], axis=-1)
    return Sketch(Walk(_share(height, low, high)[None], paths), _lines(steps["value"][moments]))


def _gradient(e):
    """Errors of the three differences over h, on logarithmic axes."""
    steps = TASKS[e.task].record(e).steps
    seen = np.array(SIZES) >= 1e-18
    return Sketch(_lines(steps["mark"][seen]), None)


def _linear(e):
    """Both outputs on their way to the targets."""
    run = linear_run(replace(e, slow=0))
    moments = _moments(min(e.steps + 1, len(run.loss)))
    u, d = run.u[moments], np.array(e.target)
    low, high = float(min(u.min(), d.min())), float(max(u.max(), d.max()))
    room = 0.1 * ((high - low) or 1.0)
    picture = Lines(_share(u, low - room, high + room), tuple(_share(d, low - room, high + room).tolist()))
    return Sketch(picture, _lines(run.loss[moments][:, None]))


def _moments(count):
    return np.unique(np.linspace(0, count - 1, min(count, MOMENTS)).round().astype(int))


def _lines(values, log_from=LOG_FROM):
    """Values (n, lines) as heights; on a logarithmic axis where they span much and are all positive."""
    finite = values[np.isfinite(values)]
    if not finite.size:
        return Lines(np.full(values.shape, np.nan))
    low, high = float(finite.min()), float(finite.max())
    if low >= 0.0 and high > log_from * low:
        floor = high * SMALLEST
        values, low, high = np.log(np.maximum(values, floor)), np.log(max(low, floor)), np.log(high)
    elif low >= 0.0:
        low = 0.0
    elif abs(low) > 3.0 * abs(float(values[0].max())):  # falling without a bottom: what lies near the start counts
        low = -3.0 * abs(float(values[0].max()))
    return Lines(_share(values, low, high))


def _share(values, low, high):
    return (values - low) / ((high - low) or 1.0)


def _some(points):
    return points[np.unique(np.linspace(0, len(points) - 1, min(len(points), MOST_POINTS)).round().astype(int))]
