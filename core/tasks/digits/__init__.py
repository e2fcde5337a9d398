"""The digits: an image, ten classes."""

from core.data.digits.subset import PACKED
from core.learning.trained import Trained
from core.tasks.digits.experiment import DigitExperiment
from core.tasks.digits.handout import handout, own
from core.tasks.digits.probes import each_keyframe, each_step
from core.tasks.digits.prose import PROSE
from core.tasks.digits.report import summary
from core.tasks.digits.sketch import sketch
from core.tasks.digits.story import tell
from core.tasks.task import Task

TASK = Task(
    kind=DigitExperiment, page="digits", run=Trained(each_step, each_keyframe, tell, summary=summary), sketch=sketch,
    handout=handout, own=own, prose=PROSE, subject=lambda e: [f"{e.side}x{e.side}"], file=PACKED,
)  # fmt: skip
