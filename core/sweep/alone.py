"""A run of a sweep that gains nothing from company, trained as any other run is."""

from collections.abc import Callable

import numpy as np

from core.learning.learner import Learner
from core.learning.training import Trainer
from core.record.stop import Stop
from core.sweep.outcome import Outcome, held_out_loss, stride_of

_BREATH = 64  # updates between two words of progress


def train_alone(runs: list[Learner], tick: Callable[[int], None]) -> list[Outcome]:
    """The one run to its end. `tick` is told now and then how many updates have been made; what it raises ends it."""
    (e,) = runs
    trainer, stride = Trainer(e), stride_of(e.total)
    curve: dict[int, float] = {}
    first, learned, last = None, False, np.nan
    before = trainer.theta.copy()
    while True:
        loss, step = trainer.measure(), trainer.step
        stop = trainer.judge(loss)
        if stop and stop.reason == "diverged":
            learned = False
            break
        last, learned = loss, _learned(trainer, loss)
        first = step if learned and first is None else first
        if stop or step % stride == 0:
            curve[step] = loss
        np.copyto(before, trainer.theta)
        if stop:
            break
        if step % _BREATH == 0:
            tick(step)
        trainer.update()
    curve[stop.step] = last
    return [Outcome(
        e, last, Stop(stop.reason, stop.step), first, learned, held_out_loss(e, before),
        np.array([*curve]), np.array([*curve.values()]),
    )]  # fmt: skip


def _learned(trainer, loss):
    e = trainer.experiment
    labels = np.asarray(trainer.data.y)[trainer.watched]
    return bool(e.bar.cleared(np.array(loss), e.count_right(trainer.full.outputs(), labels)))
