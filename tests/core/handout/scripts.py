"""The links whose handouts are looked at, their experiments, and the code of a notebook."""

import json

from core.tasks.registry import read_link
from tests.core.handout.handout_links import LEARNERS, LINES, SWEEPS, WALKS

ALL = [*LEARNERS, *WALKS, *LINES, *SWEEPS]
ONE_OF_EACH = ["", "task=sine&epochs=50", "task=descent&grad=noisy", "task=linear", "task=gradient"]


def experiment(link):
    e, problems = read_link(link)
    assert not [problem for problem in problems if problem.is_error], link
    return e


def code_of(notebook):
    cells = json.loads(notebook)["cells"]
    return "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
