"""What a task is to all the others."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.experiment.values import Values
from core.handout.section import Section
from core.learning.trained import Trained
from core.record.say import Say
from core.record.sketch import Sketch
from core.record.whole import Whole


@dataclass(frozen=True)
class Task:
    """One task, as its folder exports it.

    kind: its experiment. page: who shows it, in pages/. run: how any part of its runs is made. sketch(e): a run in
    little. handout(e, say): title and sections of a script or notebook. subject(e): what a file of it is named after.
    """

    kind: type[Values]
    page: str
    run: Trained | Whole
    sketch: Callable[[Any], Sketch]
    handout: Callable[[Any, Say], tuple[str, list[Section]]]
    subject: Callable[[Any], list[str]]
