"""An experiment's settings in words, as a table that stands for itself."""

from collections.abc import Iterable
from typing import Any

from core.experiment.experiment import Experiment
from core.experiment.values import Values
from core.record.say import Say
from core.tasks.descent.walkers import Walker
from pages.words import first_known
from pages.words.numbers import readable

MOST_NUMBERS = 8  # written out; more would fill the table
_LIKE = {"out": "act"}  # settings whose choices are called like those of another


def setting_rows(e: Values, say: Say) -> list[tuple[str, str]]:
    """(name, value) of every setting that has an effect."""
    used = [key for key, setting in e.settings.items() if setting.used(e)]
    return [(setting_name(e, key, say), setting_value(e, key, say)) for key in used]


def title(e: Experiment, say: Say) -> str:
    """The page, and which of its cases: "Logic gates: XOR"."""
    page = say(e.task)
    return say("out_case", page=page, case=setting_value(e, e.case, say)) if e.settings[e.case].choices else page


def setting_name(e: Values, key: str, say: Say) -> str:
    """What a setting is called."""
    return say(name_key(e.task, key))


def name_key(task: str, key: str) -> str:
    """The word for a setting: the task's own, else that of all tasks that have it."""
    return first_known(f"set_{task}_{key}", f"set_{key}")


def choice_key(task: str, key: str, choice: str) -> str:
    """The word for one of a setting's choices: the task's own, else that of all tasks that have it."""
    return first_known(f"{task}_{key}_{choice}", f"{_LIKE.get(key, key)}_{choice}")


def setting_value(e: Values, key: str, say: Say) -> str:
    """What a setting is set to."""
    setting, value = e.settings[key], getattr(e, key)
    if setting.choices:
        return say(choice_key(e.task, key, value))
    if isinstance(value, bool):
        return say("out_on" if value else "out_off")
    if setting.kind == "walkers":
        return "; ".join(_walker(w, say) for w in value)
    if setting.kind == "number":
        return readable(value)
    if setting.kind in ("numbers", "vector", "points"):
        return _listed(value, say)
    return say("out_none") if value == () else setting.write(value)


def _walker(w: Walker, say: Say) -> str:
    numbers = ", ".join(map(readable, (w.lr, *w.hyper)))
    start = "" if w.start is None else f" ({', '.join(map(readable, w.start))})"
    return f"{say(f'opt_{w.opt}')} {numbers}{start}"


def _listed(values: Iterable[Any], say: Say) -> str:
    numbers = [readable(value) for value in values]
    return ", ".join(numbers) if len(numbers) <= MOST_NUMBERS else say("out_many", n=len(numbers))
