"""The gates: two inputs, one decision."""

from core.learning.trained import Trained
from core.tasks.gates.experiment import GateExperiment
from core.tasks.gates.handout import handout, own, subject
from core.tasks.gates.probes import each_keyframe, each_step, verdicts
from core.tasks.gates.prose import PROSE
from core.tasks.gates.sketch import sketch
from core.tasks.gates.story import tell
from core.tasks.task import Task

TASK = Task(
    kind=GateExperiment, page="logic_gates", run=Trained(each_step, each_keyframe, tell, verdicts), sketch=sketch,
    handout=handout, own=own, prose=PROSE, subject=subject,
)  # fmt: skip
