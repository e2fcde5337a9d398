"""A run of a link's experiment, with what it had at every step."""

from dataclasses import replace

import numpy as np

from core.learning.training import Trainer
from core.tasks.registry import read_link


def experiment(link, **changes):
    e, problems = read_link(link)
    assert not problems
    return replace(e, **changes)


def run(e):
    """(θ at each step, loss at each step, stop), by measuring, judging and updating in turn."""
    trainer, thetas, losses = Trainer(e), [], []
    with np.errstate(over="ignore", invalid="ignore"):
        while True:
            loss = trainer.measure()
            stop = trainer.judge(loss)
            thetas.append(trainer.theta.copy())
            losses.append(loss)
            if stop:
                return np.array(thetas), np.array(losses), stop
            trainer.update()
