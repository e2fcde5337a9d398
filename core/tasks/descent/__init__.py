"""The descent task: optimisers that walk down a surface."""

from core.record.whole import Whole
from core.tasks.descent.experiment import DescentExperiment
from core.tasks.descent.handout import handout
from core.tasks.descent.prose import PROSE
from core.tasks.descent.record import record
from core.tasks.descent.sketch import sketch
from core.tasks.task import Task

TASK = Task(
    kind=DescentExperiment, page="descent", run=Whole(record), sketch=sketch, handout=handout, prose=PROSE,
    subject=lambda e: [e.surface],
)  # fmt: skip
