"""A run of a sweep that gains nothing from company, trained as any other run is."""

from collections.abc import Callable

import numpy as np

from core.learning.learner import Learner
from core.learning.probes import held_out_loss
from core.learning.training import Trainer
from core.record.stop import Stop
from core.sweep.outcome import Outcome, moments_of

_BREATH = 64  # updates between two words of progress


def train_alone(e: Learner, moments: int, tick: Callable[[int], None]) -> Outcome:
    """The run to its end. `tick` is told now and then how many updates have been made; what it raises ends the run."""
    trainer, wanted = Trainer(e), frozenset(moments_of(e.total, moments).tolist())
    curve: dict[int, float] = {}
    first, learned, last = None, False, np.nan
    before = trainer.theta.copy()
    while True:
        loss, step = trainer.measure(), trainer.step
        stop = trainer.judge(loss)
        if stop and stop.reason == "diverged":
            break
        last, learned = loss, _learned(trainer, loss)
        first = step if learned and first is None else first
        if stop or step in wanted:
            curve[step] = loss
        np.copyto(before, trainer.theta)
        if stop:
            break
        if step % _BREATH == 0:
            tick(step)
        trainer.update()
    np.copyto(trainer.theta, before)
    curve[stop.step] = last
    return Outcome(
        e, last, Stop(stop.reason, stop.step), first, learned, held_out_loss(trainer) if e.n_test else None,
        np.array([*curve.values()]), np.array([*curve]),
    )  # fmt: skip


def _learned(trainer, loss):
    e = trainer.experiment
    return bool(e.learned(np.array(loss), e.count_right(trainer.full.outputs(), trainer.watched_y)))
