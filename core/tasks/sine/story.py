"""What is happening in a sine run: fitting, stuck at the mean, units dead, overshooting, diverging, and the end.

Codes: start, fitting, mean, dead, overshoot, settled, growing, and at the end finished, target, plateau, diverged.
A run may finish in a mood of its own, bouncing: then no single loss says how it does, the mean of the last ones does.
"""

import math
from dataclasses import dataclass, replace
from typing import Any

from core.learning.remedies import tone
from core.learning.telling import GROWN, NO_LOSSES, STUCK_EPOCHS, Losses
from core.record.event import Event
from core.record.stop import Stop
from core.tasks.sine.experiment import SineExperiment
from core.tasks.sine.remedies import remedies

FLAT_SHARE = 0.02  # a curve that varies less than this share of the points is the mean
JUMP = 1.5  # times the loss of the step before: the rate is too large here
SMALL = 0.05  # of the start loss; below it a jump is a ripple, not worth a sentence
GAIN = 0.02  # of the best loss within STUCK_EPOCHS: less is no visible progress
LAST = 200  # losses whose mean is told of a run that bounces to its end
RISE = 0.005  # of the loss from one step to the next, within the last 2 LAST: it bounces
SPREAD = 0.05  # of the lowest of the last losses; within less of it the last one says enough


@dataclass(frozen=True)
class Tail:
    """The last LAST losses before the end, and whether one of the last 2 LAST stood above the one before it."""

    rose: bool = False
    count: int = 0
    total: float = 0.0
    low: float = math.inf
    high: float = -math.inf

    @property
    def bounces(self) -> bool:
        return self.rose and self.count == LAST and self.high > (1.0 + SPREAD) * self.low

    def after(self, loss: float, before: float, left: int) -> "Tail":
        """With the loss `left` steps from the end."""
        if left >= 2 * LAST:
            return self
        tail = replace(self, rose=self.rose or loss > (1.0 + RISE) * before)
        if left >= LAST:
            return tail
        low, high = min(tail.low, loss), max(tail.high, loss)
        return replace(tail, count=tail.count + 1, total=tail.total + loss, low=low, high=high)


@dataclass(frozen=True)
class Told:
    """What has been said so far, so that the next chunk goes on from there."""

    code: str = ""
    losses: Losses = NO_LOSSES
    jumped_at: int = -1
    tail: Tail = Tail()
    jump: float = math.nan


def tell(e: SineExperiment, chunk: Any, stop: Stop | None, told: Told | None) -> tuple[tuple[Event, ...], Told]:
    """Events of a chunk, and what has been told after them."""
    events: list[Event] = []
    told = told or Told()
    columns = (chunk.steps[name].tolist() for name in ("loss", "flat", "dead"))
    for offset, (loss, flat, dead) in enumerate(zip(*columns, strict=True)):
        told = _look(e, chunk.first + offset, loss, flat, dead, told, events)
    if stop:
        events.append(_ending(e, chunk.steps, stop, told))
    return tuple(event.advised(tone(event), remedies(e, event)) for event in events), told


def _look(e, step, loss, flat, dead, told, events) -> Told:
    if step > 0 and step in e.course.edits:
        told = replace(told, losses=told.losses.edited(loss), tail=Tail())
    before = told.losses.before
    if loss > JUMP * before and loss > SMALL * told.losses.start:
        told = replace(told, jumped_at=step, jump=loss / before if before > 0.0 else math.nan)
    told = replace(told, losses=told.losses.after(step, loss, GAIN, growing=told.code == "growing"))
    code = _code(e, step, loss, flat, dead, told)
    if code != told.code:
        facts = {"step": step, "loss": loss, "per_point": _per_point(e, loss), "dead": dead, "n": _units(e)}
        facts |= {"since": told.losses.mark_step, "jumped_at": told.jumped_at, "growth": told.jump}
        facts |= {"over": GROWN, "steepest": told.losses.steepest}
        events.append(Event(step, code, facts))
    return replace(told, code=code, tail=told.tail.after(loss, before, e.total - step))


def _code(e, step, loss, flat, dead, told):
    if loss > GROWN * max(told.losses.start, 1e-12):
        return "growing"
    if step == 0:
        return "start"
    if e.hidden and dead == _units(e):
        return "dead"
    if told.jumped_at >= 0 and step - told.jumped_at < 5:
        return "overshoot"
    if flat < FLAT_SHARE:
        return "mean"
    if step - told.losses.mark_step >= STUCK_EPOCHS * e.at(step).updates_per_epoch:
        return "settled"
    return "fitting"


def _units(e):
    return e.hidden[-1] if e.hidden else 0


def _per_point(e, loss):
    return {"sse": loss / e.n_train, "mse": loss, "half_mse": 2.0 * loss}[e.loss]


def _ending(e, steps, stop, told):
    code = "finished" if stop.reason == "epochs" else stop.reason
    loss = steps["loss"][-1].item()
    facts = {"step": stop.step, "epochs": e.epochs, "mood": told.code, "loss": loss, "n": _units(e)}
    if code == "finished" and told.code not in ("mean", "dead", "growing") and told.tail.bounces:
        tail = told.tail
        facts |= {"mood": "bouncing", "last": LAST, "mean": tail.total / LAST, "low": tail.low, "high": tail.high}
    facts |= {"lr": e.at(stop.step).lr, "steepest": told.losses.steepest}
    return Event(stop.step, code, facts | {"per_point": _per_point(e, loss), **stop.facts})
