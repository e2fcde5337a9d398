"""The tasks: for each, its kind of experiment, what is recorded of its runs, and how they are told."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from core import gate_probes, gradient_task, sine_probes, sine_story, story
from core.descent import DescentExperiment
from core.descent import record as descent_record
from core.experiment import LONGEST_LINK, Experiment, Learner, Problem, Values, from_query, to_query
from core.linear import LinearExperiment
from core.linear import record as linear_record
from core.probes import Probe
from core.sine import SineExperiment

GATES = Experiment.task


@dataclass(frozen=True)
class Task:
    """`tell(e, chunk, stop, told)` gives a chunk's events and what has been told after them (None before the first)."""

    kind: type[Learner]
    each_step: Callable[[Any], dict[str, Probe]]
    each_keyframe: Callable[[Any], dict[str, Probe]]
    tell: Callable[..., tuple[tuple[story.Event, ...], Any]]


@dataclass(frozen=True)
class Sweep:
    """A task that trains nothing: its steps run over a setting. `record(e)` gives all of them as one chunk.

    Its experiment has `total`, the last step; every array has a row for every step.
    """

    kind: type[Values]
    record: Callable[[Any], Any]


TASKS: dict[str, Task | Sweep] = {
    task.kind.task: task
    for task in (
        Task(Experiment, gate_probes.each_step, gate_probes.each_keyframe, story.tell),
        Task(SineExperiment, sine_probes.each_step, sine_probes.each_keyframe, sine_story.tell),
        Sweep(DescentExperiment, descent_record),
        Sweep(gradient_task.GradientExperiment, gradient_task.record),
        Sweep(LinearExperiment, linear_record),
    )
}


def read_link(query: str, *, also: tuple[str, ...] = ()) -> tuple[Values, list[Problem]]:
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


def write_link(e: Values) -> str:
    """The link's query string, with the task named unless it is the gates."""
    query = to_query(e)
    return query if e.task == GATES else "&".join(filter(None, (f"task={e.task}", query)))
