"""Runs of sweeps for tests, and what each of them is alone, step by step through Trainer."""

import math
from dataclasses import dataclass

import numpy as np

from core.learning.learner import Learner
from core.learning.probes import held_out_loss
from core.learning.training import Trainer
from core.record.stop import Stop
from core.sweep.outcome import Outcome
from core.sweep.reading import read_sweep
from core.sweep.sweep import Sweep
from core.tasks.registry import read_link


def sweep(query: str) -> Sweep:
    found, problems = read_sweep(query)
    assert found is not None, [str(problem) for problem in problems]
    return found


def refused(query: str) -> str:
    """What is said of a sweep that cannot be."""
    found, problems = read_sweep(query)
    assert found is None
    return "\n".join(map(str, problems))


def learner(link: str) -> Learner:
    e, problems = read_link(link)
    assert isinstance(e, Learner) and not any(problem.is_error for problem in problems), [*map(str, problems)]
    return e


@dataclass
class Alone:
    """A run through Trainer: losses and whether it has learned at each finite step."""

    losses: list[float]
    learned: list[bool]
    stop: Stop
    test_loss: float | None


def alone(e: Learner) -> Alone:
    trainer, losses, learned = Trainer(e), [], []
    with np.errstate(all="ignore"):
        before = trainer.snapshot()
        while True:
            loss = trainer.measure()
            stop = trainer.judge(loss)
            if not math.isfinite(loss):
                trainer.go_back(before)
                break
            losses.append(loss)
            right = e.count_right(trainer.full.outputs(), trainer.watched_y)
            learned.append(bool(e.learned(np.array(loss), right)))
            if stop:
                break
            before = trainer.snapshot()
            trainer.update()
        test_loss = held_out_loss(trainer) if e.n_test else None
    return Alone(losses, learned, stop, test_loss)


def assert_alike(outcome: Outcome, rel: float = 1e-9) -> None:
    """The outcome is that of the same run alone."""
    e, one = outcome.e, alone(outcome.e)
    steps = outcome.curve_steps
    assert (outcome.stop.reason, outcome.stop.step) == (one.stop.reason, one.stop.step), e
    np.testing.assert_allclose(outcome.curve, np.array(one.losses)[steps], rtol=rel, atol=1e-290, err_msg=str(e))
    assert outcome.loss == outcome.curve[-1] and steps[-1] == outcome.stop.step and steps[0] == 0
    assert outcome.steps_to_learn == (one.learned.index(True) if any(one.learned) else None), e
    assert outcome.learned == one.learned[-1], e
    assert (outcome.test_loss is None) == (one.test_loss is None)
    if one.test_loss is not None:
        np.testing.assert_allclose(outcome.test_loss, one.test_loss, rtol=rel, err_msg=str(e))
