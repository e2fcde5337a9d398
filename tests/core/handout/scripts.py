"""The links whose handouts are looked at, their experiments, and the code of a notebook."""

import json
import shutil

from core.tasks.registry import TASKS, read_link
from tests.core.handout.handout_links import LEARNERS, LINES, SWEEPS, WALKS

ALL = [*LEARNERS, *WALKS, *LINES, *SWEEPS]
ONE_OF_EACH = [
    "",
    "task=sine&epochs=50",
    "task=descent&grad=noisy",
    "task=linear",
    "task=gradient",
    "task=digits&size=7&epochs=1",
]


def lay_out(folder):
    """The files that handouts read beside them."""
    for task in TASKS.values():
        if task.file:
            shutil.copy(task.file, folder)


def experiment(link):
    e, problems = read_link(link)
    assert not [problem for problem in problems if problem.is_error], link
    return e


def code_of(notebook):
    cells = json.loads(notebook)["cells"]
    return "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
