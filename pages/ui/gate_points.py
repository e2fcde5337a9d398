"""Points of a gate that a hand has moved in the picture."""

from collections.abc import Callable

from core.experiment.setting import bounded
from core.tasks.gates.experiment import FARTHEST, GateExperiment
from core.tasks.gates.handles import moved
from pages.ui.controls import Form

MOVED = "moved="


def mover(form: Form[GateExperiment]) -> Callable[[str], None]:
    """Takes "moved=2,0.31,0.9", the third point's new place, and any other action as the form does."""

    def act(action: str) -> None:
        if not action.startswith(MOVED):
            form.change(action)
        elif (experiment := after(form.settled, action)) is not None:
            form.adopt(experiment)

    return act


def after(e: GateExperiment, action: str) -> GateExperiment | None:
    """The experiment with the point where the action says; None where it says none."""
    try:
        index, *place = action.removeprefix(MOVED).split(",")
        x0, x1 = (bounded(text, -FARTHEST, FARTHEST, "") for text in place)
        return moved(e, int(index), x0, x1) if index.isdecimal() else None
    except (ValueError, IndexError):
        return None
