"""The gradient task: derivatives from differences, over h."""

from core.record.whole import Whole
from core.tasks.gradient.experiment import GradientExperiment
from core.tasks.gradient.handout import handout
from core.tasks.gradient.prose import PROSE
from core.tasks.gradient.record import record
from core.tasks.gradient.sketch import sketch
from core.tasks.task import Task

TASK = Task(
    kind=GradientExperiment, page="numerical_gradient", run=Whole(record), sketch=sketch, handout=handout,
    prose=PROSE, subject=lambda e: [e.f],
)  # fmt: skip
