"""The sine task: a curve through noisy points."""

from core.learning.trained import Trained
from core.tasks.sine.experiment import SineExperiment
from core.tasks.sine.handout import handout, own
from core.tasks.sine.probes import each_keyframe, each_step
from core.tasks.sine.prose import PROSE
from core.tasks.sine.sketch import sketch
from core.tasks.sine.story import tell
from core.tasks.task import Task

TASK = Task(
    kind=SineExperiment, page="sine_regression", run=Trained(each_step, each_keyframe, tell), sketch=sketch,
    handout=handout, own=own, prose=PROSE, subject=lambda e: [e.curve],
)  # fmt: skip
