"""What is happening, step by step, as codes and facts; pages put it into words.

A sentence stands until the next one, so its numbers must hold that long: there is a new event whenever they do not.
What no line can do is told once the run shows it: when the loss rests, or at the end.

Codes: start, inseparable, progress, learned, lost, stuck, growing, and at the end finished, target, plateau, diverged.
"""

from dataclasses import dataclass, replace
from typing import Any

from core.learning.remedies import tone
from core.learning.telling import GROWN, NO_LOSSES, STUCK_EPOCHS, STUCK_GAIN, Losses
from core.record.event import Event
from core.record.stop import Stop
from core.tasks.gates.experiment import GateExperiment
from core.tasks.gates.remedies import remedies

COUNTED = ("progress", "stuck", "lost")  # whose sentences say how many samples are right
NO_LINE_EPOCHS = 20  # so long without visible progress shows what no line can do
FEW = 4  # so many samples are counted one by one; of more it is told in tenths, or the sentence would never stand still


@dataclass(frozen=True)
class Told:
    """What has been said so far, so that the next chunk goes on from there."""

    code: str = ""
    right: int = -1
    learned_at: int = -1
    losses: Losses = NO_LOSSES


def tell(e: GateExperiment, chunk: Any, stop: Stop | None, told: Told | None) -> tuple[tuple[Event, ...], Told]:
    """Events of a chunk whose steps have `loss` and `right`, and what has been told after them."""
    events: list[Event] = []
    told, steps = told or Told(), chunk.steps
    for offset, (loss, right) in enumerate(zip(steps["loss"].tolist(), steps["right"].tolist(), strict=True)):
        told = _look(e, chunk.first + offset, loss, right, told, events)
    if stop:
        events.append(_ending(e, stop, chunk, told))
    return tuple(_named(e, event).advised(tone(event), remedies(e, event)) for event in events), told


def _named(e, event):
    """`gate`, and how the right ones are told: each, or the share that they are."""
    return replace(event, facts=event.facts | {"gate": e.gate, "score": "share" if "low" in event.facts else "count"})


def _look(e, step, loss, right, told, events) -> Told:
    if step == 0:
        events.append(Event(0, "start", {"right": right, "n": e.n_train}))
        told = Told("start", right)
    elif step in e.course.edits:
        told = replace(told, losses=told.losses.edited(loss))
    told = replace(told, losses=told.losses.after(step, loss, STUCK_GAIN, growing=told.code == "growing"))
    code = _code(e, step, loss, right, told)
    learned_at = step if code == "learned" and told.code != "learned" else told.learned_at
    told = replace(told, learned_at=learned_at)
    if code != told.code or (code in COUNTED and _coarse(e, right) != _coarse(e, told.right)):
        events.append(Event(step, code, _facts(e, step, loss, right, told)))
        told = replace(told, code=code, right=right)
    return told


def _code(e, step, loss, right, told):
    if told.losses.grown(loss, _grown(e)):
        return "growing"
    if right == e.n_train and step > 0:
        return "learned"
    if told.code == "inseparable":
        return "inseparable"
    rested = step - told.losses.mark_step
    if e.not_separable and rested >= NO_LINE_EPOCHS * e.updates_per_epoch:
        return "inseparable"
    if rested >= STUCK_EPOCHS * e.at(step).updates_per_epoch:
        return "stuck"
    if told.code == "learned" or told.code == "lost":
        return "lost"
    return "start" if step == 0 else "progress"


def _grown(e):
    """A neuron that drifts away sample by sample does so slowly, not by powers of ten."""
    return 10.0 if e.by_hand else GROWN


def _coarse(e, right):
    return right if e.n_train <= FEW else right * 10 // e.n_train


def _facts(e, step, loss, right, told):
    """`over`: growing is told of a loss so many times the start's. `low`, `high`: percents between which the share of
    the right ones lies, high not included, where there are many."""
    facts = told.losses.facts(loss, STUCK_GAIN)
    facts |= {"right": right, "n": e.n_train, "step": step, "since": told.losses.mark_step, "over": _grown(e)}
    if e.n_train > FEW:
        low = 10 * _coarse(e, right)
        facts |= {"low": low, "high": low + 10}
    if told.learned_at >= 0:
        facts["learned_at"] = told.learned_at
    return facts


def _ending(e, stop, chunk, told):
    last = {name: chunk.steps[name][-1].item() for name in ("loss", "right")}
    code = "finished" if stop.reason == "epochs" else stop.reason
    mood = "inseparable" if e.not_separable and told.code != "growing" else told.code
    facts = {"n": e.n_train, "step": stop.step, "epochs": e.epochs, "mood": mood, **last, **stop.facts}
    facts |= {"lr": e.at(stop.step).lr, "steepest": told.losses.steepest}
    if told.learned_at >= 0:
        facts["learned_at"] = told.learned_at
    if e.by_hand:  # so that the same neuron can go on with another rate
        facts["theta"] = (chunk.steps | chunk.keys)["params"][-1].tolist()
    return Event(stop.step, code, facts)
