"""Points of a gate that a hand moves, adds, turns into the other class, or takes away, in the picture."""

from collections.abc import Callable

from core.experiment.setting import bounded
from core.tasks.gates.experiment import FARTHEST, GateExperiment
from core.tasks.gates.handles import clicked, moved
from pages.ui.controls import Form

DIGITS = 4  # of a place that a click means


def mover(form: Form[GateExperiment]) -> Callable[[str], None]:
    """Takes "moved=2,0.31,0.9", the third point's new place, "click=0.31,0.9,0.05,0.05", a place and how far a click
    reaches there, and any other action as the form does."""

    def act(action: str) -> None:
        if action.partition("=")[0] not in _MEANT:
            form.change(action)
        elif (experiment := after(form.settled, action)) is not None:
            form.adopt(experiment)

    return act


def after(e: GateExperiment, action: str) -> GateExperiment | None:
    """The experiment with the points as the action says; None where it says none."""
    name, _, place = action.partition("=")
    try:
        return _MEANT[name](e, place.split(","))
    except (ValueError, IndexError):
        return None


def _moved(e, said):
    index, *place = said
    if not index.isdecimal():
        raise ValueError(index)
    x0, x1 = (bounded(text, -FARTHEST, FARTHEST, "") for text in place)
    return moved(e, int(index), x0, x1)


def _clicked(e, said):
    x0, x1, *reach = (bounded(text, -FARTHEST, FARTHEST, "") for text in said)
    across, up = reach
    if min(across, up) <= 0:
        raise ValueError(said)
    return clicked(e, float(f"{x0:.{DIGITS}g}"), float(f"{x1:.{DIGITS}g}"), (across, up))


_MEANT = {"moved": _moved, "click": _clicked}
