"""Digits: the smallest network that reads handwriting, learned in front of you, and a pad to write on."""

from core.tasks.digits.experiment import DigitExperiment
from pages.ui import shell
from pages.ui.controls import Form
from pages.ui.lab import lab

say = shell.begin("digits")
form = Form("digits", DigitExperiment, say, first=("size", "batch"))
lab(form, say)
