"""The linear task: u = Wx + b, update by update."""

from core.record.whole import Whole
from core.tasks.linear.experiment import LinearExperiment
from core.tasks.linear.handout import handout
from core.tasks.linear.record import record
from core.tasks.linear.sketch import sketch
from core.tasks.task import Task

TASK = Task(LinearExperiment, "linear_model", Whole(record), sketch, handout, lambda e: [])
