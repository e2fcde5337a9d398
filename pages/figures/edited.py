"""What a hand has changed in a run on its way: in words, and as marks in the plot of the loss."""

from collections.abc import Callable, Iterable
from itertools import groupby

import plotly.graph_objects as go

from core.learning.edits import ADD, KEYS, Edit
from core.learning.learner import Learner
from core.record.say import Say
from pages.figures.network import part_labels
from pages.figures.palette import PURPLE

MOST_TOLD = 8  # edits of one mark


def told(edits: Iterable[Edit], e: Learner, say: Say) -> list[str]:
    """Each edit in a few words, with the name that pictures have for the part: "step 120: h₁→y = 0.5"."""
    labels = part_labels(e.network)
    return [say("edit_told", step=edit.step, what=_what(edit, labels.get(edit.what, edit.what), say)) for edit in edits]


def _what(edit, part: str, say: Say):
    if edit.what in KEYS:
        value = say(f"opt_{edit.value}") if edit.what == "opt" else edit.value
        return say("edit_set", name=say(f"set_{edit.what}"), value=value)
    if edit.what == ADD:
        label, _, _ = edit.value.partition(".")
        return say("edit_add", name=label)
    if edit.number is not None:
        return say("edit_set", name=part, value=edit.value)
    return say(f"edit_{edit.value}", name=part)


def _as_it_is(step: int) -> float:
    return step


def mark_edits(
    fig: go.Figure,
    e: Learner,
    say: Say,
    *,
    where: Callable[[int], float] = _as_it_is,
    color: str = PURPLE,
    named: str = "",
) -> None:
    """A dashed line at each step where a hand came in, whose head says what it did, and to which of several runs.

    where: the place of a step on the axis.
    """
    for step, edits in groupby(e.edits, key=lambda edit: edit.step):
        lines = told(edits, e, say)
        words = "<br>".join(
            [*([named] if named else []), *lines[:MOST_TOLD], *(["…"] if len(lines) > MOST_TOLD else [])]
        )
        fig.add_shape(
            type="line", x0=where(step), x1=where(step), y0=0, y1=1, yref="paper", layer="below",
            line={"color": color, "width": 2, "dash": "dash"},
        )  # fmt: skip
        fig.add_annotation(
            x=where(step), y=1, yref="paper", yanchor="top", text="▼", showarrow=False, hovertext=words,
            font={"color": color},
        )  # fmt: skip
