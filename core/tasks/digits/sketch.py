"""The sketch of a digits run: how its shares of right answers rise."""

import numpy as np

from core.learning.training import Trainer
from core.record.sketch import MOMENTS, Lines, Sketch, lines
from core.tasks.digits.experiment import DigitExperiment


def sketch(e: DigitExperiment) -> Sketch:
    """Trains the experiment."""
    trainer, shares, losses = Trainer(e), [], []
    every = max(1, e.total // MOMENTS)
    while True:
        loss = trainer.measure()
        stop = trainer.judge(loss)
        if stop or trainer.step % every == 0:
            answers = e.network.forward(trainer.theta, trainer.data.x_test).argmax(axis=1)
            shares.append(np.mean(answers == trainer.data.y_test))
            losses.append(loss)
        if stop:
            break
        trainer.update()
    return Sketch(Lines(np.array(shares)[:, None], (0.1,)), lines(np.array(losses)[:, None]))
