"""The five course notebooks, replayed number for number.

    python -m core.replay [000 001 …] [--json] [--lang ja]

`notebook(number)` gives its cells in our own words, `compare(case)` one case's numbers beside ours, `run_case(case)`
everything that a case's config gives. The engine does the arithmetic; what a notebook does in its own way is a named
function here: `online`, `batch`, `numeric`, `sine`, `linear`, one module for each notebook.
"""

from core.replay.comparing import Result, Value, all_cases, compare, run_case
from core.replay.links import Link
from core.replay.notebooks import BRIEF, LANGUAGES, NOTEBOOKS, Cell, brief, notebook, title, value_names, words

__all__ = [
    "BRIEF",
    "LANGUAGES",
    "NOTEBOOKS",
    "Cell",
    "Link",
    "Result",
    "Value",
    "all_cases",
    "brief",
    "compare",
    "notebook",
    "run_case",
    "title",
    "value_names",
    "words",
]
