"""Whole runs of the sine task as the tape has them, by link."""

import numpy as np

from core.experiment.link import from_query
from core.learning.training import Trainer
from core.tasks.sine.experiment import SineExperiment
from core.tasks.sine.probes import fitted_curve
from tests.core.tapes import whole_tape

GD = "opt=gd&lr=0.01"


def experiment(link):
    e, problems = from_query(link, kind=SineExperiment)
    assert not problems
    return e


def tape(link):
    """(chunks, the link that each began from) of a link's whole run."""
    return whole_tape(experiment(link))


def joined(chunks, name):
    part = "steps" if name in chunks[0].steps else "keys"
    return np.concatenate([getattr(chunk, part)[name] for chunk in chunks])


def curve(link, chunks, step, probe=fitted_curve):
    """What the player draws at a step, from the parameters that the tape has there."""
    trainer = Trainer(experiment(link))
    np.copyto(trainer.theta, joined(chunks, "params")[step])
    return probe(trainer)


def events(chunks):
    return [(event.at, event.code) for chunk in chunks for event in chunk.events]
