"""What may help a run that trains, and in which tone its sentences are said."""

import math
from dataclasses import replace
from typing import Any, Protocol

from core.engine.optimizers import OPTIMIZERS
from core.experiment.setting import Setting, number_text
from core.experiment.values import settle
from core.learning.edits import KEYS, write
from core.learning.learner import Learner
from core.learning.training import largest_stable_rate
from core.record.event import Action, Event, Tone

CURVED = 3.0  # times as steep as one step has shown may the loss of a network be elsewhere, or of another batch
LARGEST_STEP = 0.3  # of a weight in one update; larger ones saturate units

_TONES: dict[str, Tone] = {
    "learned": "good", "target": "good", "diverged": "bad", "growing": "bad", "dead": "bad", "overshoot": "warn",
    "inseparable": "warn", "stuck": "warn", "lost": "warn", "mean": "warn", "over_fitted": "warn",
}  # fmt: skip


class Descending(Protocol):
    """Settings that go down a slope at a rate of their own."""

    @property
    def lr(self) -> float: ...

    @property
    def settings(self) -> dict[str, Setting]: ...


def mood(event: Event) -> str:
    """How the run is doing; at its end, how it was doing."""
    return event.facts.get("mood", event.code)


def tone(event: Event) -> Tone:
    """The tone of a sentence about a run that trains."""
    return _TONES.get(mood(event) if event.code in ("finished", "plateau") else event.code, "info")


def leaves(event: Event) -> bool:
    """The run diverges, or is about to."""
    return event.code in ("diverged", "growing") or mood(event) == "growing"


def divisor(times: float) -> int:
    """10, 100, … by which a rate that is so many times too large is to be divided; 0 if nobody can say."""
    return 10 ** max(1, math.ceil(math.log10(times))) if math.isfinite(times) else 0


def too_large(e: Learner, event: Event) -> float:
    """How many times the rate at which the steepest way is gone down in one step, as the loss itself tells it: on a
    parabola of curvature λ a step multiplies it by (1 − ηλ)², and ηλ is wanted."""
    facts, limit = event.facts, largest_stable_rate(e, e.load().x)
    if limit is not None and e.lr > limit:
        return 2.0 * e.lr / limit
    if "growth" in facts and event.code == "diverged":  # far out there is only the steepest way
        return 1.0 + math.sqrt(facts["growth"])
    steepest = facts.get("steepest", math.nan)
    one_parabola = not e.hidden and e.updates_per_epoch == 1
    return (1.0 if one_parabola else CURVED) * (1.0 + math.sqrt(steepest)) if steepest > 0.0 else math.inf


def slower(e: Descending, times: float) -> list[Action]:
    """A rate that is `times` too large, divided by a power of ten."""
    n, (least, _) = divisor(times), e.settings["lr"].bounds
    return [Action("rate", rate(e.lr / n), {"n": f"{n:,}"})] if n and e.lr / n >= least else []


def faster(e: Learner, facts: dict[str, Any]) -> list[Action]:
    """Only for a run that creeps; one whose loss bounces has too large a rate already.

    So has one of an optimiser that steps by the rate itself, whatever the gradient's size, where that is large.
    """
    larger = e.lr * 3.0
    most = LARGEST_STEP if "eps" in OPTIMIZERS[e.opt].hyper else e.settings["lr"].bounds[1]
    return [Action("faster", rate(larger))] if facts.get("calm") and larger <= most else []


def rate(value: float) -> str:
    """A learning rate without the last digits that a multiplication leaves."""
    return f"lr={number_text(float(f'{value:.12g}'))}"


def by_hand(e: Learner, at: int, actions: list[Action]) -> list[Action]:
    """The same actions, where a setting that they change was changed by hand up to step `at`: that edit is another one
    then. What was changed after it is left out: it belonged to the run that needs help."""
    return [_through_edits(e.until(at), action) for action in actions] if e.edits else actions


def _through_edits(e, action):
    last = {edit.what: edit for edit in e.edits if edit.what in KEYS}
    pairs = [pair.split("=", 1) for pair in action.value.split("&")]
    changed = {last[key]: value for key, value in pairs if key in last}
    if not changed:
        return action
    edits = write(replace(edit, value=changed.get(edit, edit.value)) for edit in e.edits)
    left = [f"{key}={value}" for key, value in pairs if key not in last]
    return replace(action, value="&".join([*left, f"edits={edits}"]))


def longer(e: Learner) -> list[Action]:
    """Twice the epochs, or as many as are allowed."""
    epochs = twice(e)
    return [Action("more", f"epochs={epochs}")] if epochs > e.epochs else []


def twice(e: Learner) -> int:
    """So many epochs; as many as are allowed where that is less."""
    _, most = e.settings["epochs"].bounds
    return settle(replace(e, epochs=min(2 * e.epochs, int(most))))[0].epochs


def other_start(e: Learner) -> list[Action]:
    """Other weights to begin with: another seed, where weights are drawn at all."""
    if e.init in ("zeros", "given"):
        return [Action("draw", "init=xavier")]
    return [Action("seed", f"seed={(e.seed + 1) % 2**32}")]
