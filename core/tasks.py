"""The tasks: for each, its kind of experiment, what is recorded of its runs, and how they are told."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core import gate_probes, sine_probes, sine_story, story
from core.experiment import Experiment, Learner
from core.probes import Probe
from core.sine import SineExperiment


@dataclass(frozen=True)
class Task:
    """`tell(e, chunk, stop, told)` gives a chunk's events and what has been told after them (None before the first)."""

    kind: type[Learner]
    each_step: Callable[[Any], dict[str, Probe]]
    each_keyframe: Callable[[Any], dict[str, Probe]]
    tell: Callable[..., tuple[tuple[story.Event, ...], Any]]


TASKS: dict[str, Task] = {
    task.kind.task: task
    for task in (
        Task(Experiment, gate_probes.each_step, gate_probes.each_keyframe, story.tell),
        Task(SineExperiment, sine_probes.each_step, sine_probes.each_keyframe, sine_story.tell),
    )
}
