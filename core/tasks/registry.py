"""The tasks by name, and links that say which one they mean."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from core.experiment.experiment import Experiment
from core.experiment.link import LONGEST_LINK, from_query, to_query
from core.experiment.values import Problem
from core.tasks import descent, digits, gates, gradient, linear, sine
from core.tasks.task import Task

GATES = gates.TASK.kind.task
TASKS: dict[str, Task[Any]] = {
    task.kind.task: task for task in (gates.TASK, sine.TASK, digits.TASK, descent.TASK, gradient.TASK, linear.TASK)
}


def read_link(query: str, *, also: tuple[str, ...] = ()) -> tuple[Experiment, list[Problem]]:
    """The experiment of a link that may name its `task` (gates if it does not), and what was wrong with it.

    A page's own address needs no task: the page is the task.
    """
    task, rest, problems = GATES, query, []
    if "task=" in query[:LONGEST_LINK]:
        pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True)
        asked = [text for key, text in pairs if key == "task"]
        rest = urlencode([(key, text) for key, text in pairs if key != "task"])
        if asked and asked[0] in TASKS:
            task = asked[0]
        elif asked:
            problems.append(Problem("value", "task", asked[0], ", ".join(TASKS), GATES))
    experiment, more = from_query(rest, kind=TASKS[task].kind, also=also)
    return experiment, problems + more


def write_link(e: Experiment) -> str:
    """The link's query string, with the task named unless it is the gates."""
    query = to_query(e)
    return query if e.task == GATES else "&".join(filter(None, (f"task={e.task}", query)))
