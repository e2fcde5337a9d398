"""Logic gates: a network learns one of the sixteen gates, or a cloud of points, in front of you."""

from core.tasks.gates.experiment import GateExperiment
from pages.ui import shell
from pages.ui.controls import Form
from pages.ui.gate_points import mover
from pages.ui.lab import lab

say = shell.begin("gates")
form = Form("gates", GateExperiment, say, first=("data", "gate"))
lab(form, say, on_action=mover(form))
