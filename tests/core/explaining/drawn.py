"""Updates drawn at random: any task, network, loss, rule, optimiser and penalty, at any step, seen from any part.

A hand comes in about half of them: before the update, right before it, or right after it.
"""

import contextlib
import io
from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis import strategies as st

from core.data.clouds import DATA
from core.data.gates import GATES
from core.engine.activations import ACTIVATIONS
from core.engine.initializers import INITIALIZERS
from core.engine.losses import LOSSES
from core.engine.naming import Node, name_of, parameter_at
from core.engine.optimizers import OPTIMIZERS
from core.explaining.explanation import explanation
from core.explaining.observed import Observed, observe
from core.learning.learner import RULES, Learner
from core.learning.recorder import trainer_at
from core.tasks.registry import read_link
from pages.words import translator

EPOCHS = 6
_SETTINGS = {
    "lr": ("0.02", "0.5"), "opt": tuple(OPTIMIZERS), "batch": ("0", "2", "3"), "mom": ("0.3",), "b1": ("0.6",),
    "rho": ("0.2",), "eps": ("0", "0.01"), "wd": ("0.1",), "l1": ("0", "0.02"), "l2": ("0", "0.05"),
}  # fmt: skip
_LEARNS = {
    "hidden": ("0", "1", "3-2", "5", "4-3-2", "2-3-2-3"), "act": ACTIVATIONS, "out": ACTIVATIONS,
    "threshold": (0.1, -0.4), "batch": (1, 3, 5), "opt": OPTIMIZERS, "lr": (1e-3, 0.1, 1), "mom": (0, 0.5),
    "b1": (0, 0.7), "b2": (0, 0.9), "rho": (0, 0.5), "eps": (0, 0.1), "wd": (0.5,), "l1": (0.01,), "l2": (0.01, 2),
    "init": INITIALIZERS, "scale": (0.3, 2), "seed": range(9), "target": (0.05, 0.3),
}  # fmt: skip
_GATES = {
    "task": ("gates",), "data": DATA, "gate": GATES, "points": (1, 5), "noise": (0, 0.5), "loss": LOSSES, "rule": RULES,
}  # fmt: skip
_SINE = {
    "task": ("sine",), "curve": ("xsin", "step", "abs"), "points": (2, 9), "stdx": (1,), "stdy": (0,), "val": (40,),
    "loss": ("mse", "half_mse"), "rule": ("online",),
}  # fmt: skip
_DIGITS = {
    "task": ("digits",), "size": (7,), "points": (1, 3), "noise": (0.3,), "wrong": (30,), "draw": ("replacement",),
}  # fmt: skip


def _links(choices):
    """Links with one of these values for each key, or, but for the task, without the key."""
    parts = [
        st.sampled_from([f"{key}={value}" for value in values] + ([""] if key != "task" else []))
        for key, values in choices.items()
    ]
    return st.tuples(*parts).map(lambda pairs: "&".join(filter(None, pairs)))


@dataclass(frozen=True)
class Drawn:
    """An update of a run, the place of a parameter in θ, and what is told of it."""

    e: Learner
    seen: Observed
    index: int
    told: dict[str, Any]

    @property
    def printed_last(self) -> float:
        """What the last line of all prints."""
        return float([line for section in self.told["sections"] for line in section["prints"]][-1])

    def section(self, key: str) -> dict[str, Any] | None:
        return next((section for section in self.told["sections"] if section["key"] == key), None)


def _edits(network, index, step):
    """Edits, as a link has them, about the update after a step: of a parameter, nodes at its ends, settings."""
    parameter = parameter_at(index, network)
    ends = [Node(parameter.layer, parameter.unit), Node(parameter.layer - 1, parameter.source or 0)]
    own = st.sampled_from(["0", "-0.5", "2", "frozen", "frozen", "free"])
    changes = [st.tuples(st.just(name_of(parameter, network)), own)] * 3
    changes += [st.tuples(st.just(name_of(end, network)), st.sampled_from(["off", "off", "on"])) for end in ends] * 2
    values = {key: st.sampled_from(found) for key, found in _SETTINGS.items()}
    changes.append(st.sampled_from([*_SETTINGS]).flatmap(lambda key: st.tuples(st.just(key), values[key])))
    changes += changes[-1:] * 3
    steps = st.sampled_from(sorted({max(step - 2, 0), max(step - 1, 0), step, step + 1}))
    edits = st.lists(st.tuples(steps, st.one_of(changes)), min_size=2, max_size=6)
    return edits.map(lambda found: ";".join(f"{at}:{what}:{value}" for at, (what, value) in found))


@st.composite
def updates(draw) -> Drawn:
    """Any update of any of these runs, for one sample or all."""
    link = f"{draw(st.one_of(_links(data | _LEARNS) for data in (_GATES, _SINE, _DIGITS)))}&epochs={EPOCHS}"
    e, _ = read_link(link)
    step, index = draw(st.integers(0, min(e.total, 20))), draw(st.integers(0, e.network.n_params - 1))
    e, _ = read_link(f"{link}&edits={draw(_edits(e.network, index, step) if draw(st.booleans()) else st.just(''))}")
    seen = look(e, step)
    sample = draw(st.none() | st.integers(0, len(seen.rows) - 1))
    sel = name_of(parameter_at(index, e.network), e.network)
    return Drawn(e, seen, index, explanation(seen, sel, sample, translator(draw(st.sampled_from(["en", "ja"])))))


def look(e, step) -> Observed:
    """The update that follows on a step."""
    with np.errstate(all="ignore"):
        return observe(trainer_at(e, None, step))


def printed(code: str) -> list[str]:
    """What lines print, line by line, run alone."""
    with contextlib.redirect_stdout(io.StringIO()) as out, np.errstate(all="ignore"):
        exec(compile(code, "lines", "exec"), {"__name__": "__main__"})
    return out.getvalue().splitlines()
