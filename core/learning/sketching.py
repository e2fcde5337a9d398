"""The sketch of a run that trains."""

from collections.abc import Callable
from typing import Any

import numpy as np

from core.learning.learner import L
from core.learning.training import Trainer
from core.record.sketch import FRAMES, MOMENTS, Sketch, lines

Array = np.ndarray


def sketch(
    e: L,
    picture: Callable[[Trainer[L], Array], Any],
    log_from: float,
    beside: Callable[[Trainer[L], Array], list[Array]] = lambda trainer, thetas: [],
) -> Sketch:
    """Trains the experiment. `picture(trainer, thetas)` of some parameters (FRAMES, p); `beside` gives more columns
    for the losses of parameters (n, p)."""
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        trainer = Trainer(e)
        thetas, losses = train(trainer)
        columns = [losses, *beside(trainer, thetas)]
        found = picture(trainer, frames(thetas))
    return Sketch(found, lines(np.column_stack(columns), log_from))


def frames(thetas: Array, count: int = FRAMES) -> Array:
    """Of parameters (n, p) at moments of a run those that are seen as a picture, (count, p)."""
    return thetas[np.linspace(0, len(thetas) - 1, count).round().astype(int)]


def train(trainer: Trainer[L]) -> tuple[Array, Array]:
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
