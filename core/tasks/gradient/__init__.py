"""The gradient task: derivatives from differences, over h."""

from core.record.whole import Whole
from core.tasks.gradient.handout import handout
from core.tasks.gradient.sketch import sketch
from core.tasks.gradient.sweep import GradientExperiment, record
from core.tasks.task import Task

TASK = Task(GradientExperiment, "numerical_gradient", Whole(record), sketch, handout, lambda e: [e.f])
