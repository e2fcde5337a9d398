"""Linear model: three inputs, two outputs, and what one step down the slope does, stage by stage."""

from core.tasks.linear.experiment import LinearExperiment
from pages.ui import shell
from pages.ui.lab import lab
from pages.ui.plain_form import PlainForm

say = shell.begin("linear")
rows = (("lr",), ("steps", "slow"), ("x", "target"), ("w0",), ("w1",), ("b", "bias"), ("along",))
lab(PlainForm("linear", LinearExperiment, say, rows=rows), say)
