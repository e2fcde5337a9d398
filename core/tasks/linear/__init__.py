"""The linear task: u = Wx + b, update by update."""

from core.record.whole import Whole
from core.tasks.linear.experiment import LinearExperiment
from core.tasks.linear.handout import handout
from core.tasks.linear.prose import PROSE
from core.tasks.linear.record import record
from core.tasks.linear.sketch import sketch
from core.tasks.task import Task

TASK = Task(
    kind=LinearExperiment, page="linear_model", run=Whole(record), sketch=sketch, handout=handout, prose=PROSE,
    subject=lambda e: [],
)  # fmt: skip
