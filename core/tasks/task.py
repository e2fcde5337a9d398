"""What a task is to all the others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic

from core.experiment.experiment import X
from core.handout.learner import Own
from core.handout.section import Section
from core.record.run import Run
from core.record.say import Say
from core.record.sketch import Sketch


@dataclass(frozen=True)
class Task(Generic[X]):
    """One task, as its folder exports it.

    kind: its experiment. page: who shows it, in pages/. run: how any part of its runs is made. sketch(e): a run in
    little. handout(e, say): title and sections of a script or notebook. prose: its own words by language, beside those
    that all handouts share. subject(e): what a file of it is named after. file: what the scripts read. own(e, say):
    what is its own in a handout, of a task whose runs are kept beside one another.
    """

    kind: type[X]
    page: str
    run: Run[X]
    sketch: Callable[[X], Sketch]
    handout: Callable[[X, Say], tuple[str, list[Section]]]
    prose: Mapping[str, Mapping[str, str]]
    subject: Callable[[X], list[str]]
    file: Path | None = None
    own: Callable[[X, Say], Own] | None = None
