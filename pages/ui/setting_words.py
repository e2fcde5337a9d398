"""An experiment's settings in words, as a table that stands for itself."""

from collections.abc import Iterable
from typing import Any

from core.experiment.values import Values
from core.learning.learner import Learner
from core.readable import readable
from core.tasks.descent.walkers import Walker
from core.tasks.gates.experiment import GateExperiment
from pages.ui.controls import OTHER_LABELS, OTHER_WORDS
from pages.words import Say

MOST_NUMBERS = 8  # written out; more would fill the table
_LABELS = {"hidden": "out_hidden", "pts": "own_points", "lr": "set_lr"}  # where no form has one widget for it


def setting_rows(e: Values, say: Say) -> list[tuple[str, str]]:
    """(name, value) of every setting that has an effect."""
    used = [key for key, setting in e.settings.items() if setting.used(e)]
    return [(setting_name(e, key, say), setting_value(e, key, say)) for key in used]


def title(e: Values, say: Say) -> str:
    """The page, and which of its cases: "Logic gates: XOR"."""
    key = "gate" if isinstance(e, GateExperiment) and e.data in ("corners", "clouds") else next(iter(e.settings))
    page = say(e.task)
    return say("out_case", page=page, case=setting_value(e, key, say)) if e.settings[key].choices else page


def setting_name(e: Values, key: str, say: Say) -> str:
    """What a setting is called."""
    if not isinstance(e, Learner):
        return say(f"set_{e.task}_{key}")
    return say(_LABELS.get(key) or OTHER_LABELS.get((e.task, key)) or f"set_{key}")


def setting_value(e: Values, key: str, say: Say) -> str:
    """What a setting is set to."""
    setting, value = e.settings[key], getattr(e, key)
    if setting.choices:
        words = OTHER_WORDS.get(key, key) if isinstance(e, Learner) else f"{e.task}_{key}"
        return say(f"{words}_{value}")
    if isinstance(value, bool):
        return say("out_on" if value else "out_off")
    if key == "walkers":
        return "; ".join(_walker(w, say) for w in value)
    if setting.kind == "number":
        return readable(value)
    if setting.kind in ("numbers", "vector"):
        return _listed(value, say)
    return say("out_none") if value == () else setting.write(value)


def _walker(w: Walker, say: Say) -> str:
    numbers = ", ".join(map(readable, (w.lr, *w.hyper)))
    start = "" if w.start is None else f" ({', '.join(map(readable, w.start))})"
    return f"{say(f'opt_{w.opt}')} {numbers}{start}"


def _listed(values: Iterable[Any], say: Say) -> str:
    numbers = [readable(value) for value in values]
    return ", ".join(numbers) if len(numbers) <= MOST_NUMBERS else say("out_many", n=len(numbers))
