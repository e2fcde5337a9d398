"""What is happening in a sine run: fitting, stuck at the mean, units dead, overshooting, diverging, and the end.

Codes: start, fitting, mean, dead, overshoot, settled, growing, and at the end finished, target, plateau, diverged.
"""

import math
from dataclasses import dataclass, replace
from typing import Any

from core.sine import SineExperiment
from core.story import GROWN, STUCK_EPOCHS, Event, steepest
from core.training import Stop

FLAT_SHARE = 0.02  # a curve that varies less than this share of the points is the mean
JUMP = 1.5  # times the loss of the step before: the rate is too large here
SMALL = 0.05  # of the start loss; below it a jump is a ripple, not worth a sentence
GAIN = 0.02  # of the best loss within STUCK_EPOCHS: less is no visible progress


@dataclass(frozen=True)
class Told:
    """What has been said so far, so that the next chunk goes on from there."""

    code: str = ""
    start_loss: float = math.nan
    before: float = math.nan
    mark_loss: float = math.inf
    mark_step: int = 0
    jumped_at: int = -1
    jump: float = math.nan
    steepest: float = math.nan


def tell(e: SineExperiment, chunk: Any, stop: Stop | None, told: Told | None) -> tuple[tuple[Event, ...], Told]:
    """Events of a chunk, and what has been told after them."""
    events: list[Event] = []
    told = told or Told()
    columns = (chunk.steps[name].tolist() for name in ("loss", "flat", "dead"))
    for offset, (loss, flat, dead) in enumerate(zip(*columns, strict=True)):
        told = _look(e, chunk.first + offset, loss, flat, dead, told, events)
    if stop:
        events.append(_ending(e, chunk.steps, stop, told))
    return tuple(events), told


def _look(e, step, loss, flat, dead, told, events):
    if step == 0:
        told = replace(told, start_loss=loss)
    if loss > JUMP * told.before and loss > SMALL * told.start_loss:
        told = replace(told, jumped_at=step, jump=loss / told.before if told.before > 0.0 else math.nan)
    told = replace(told, steepest=steepest(told, loss))
    if loss < told.mark_loss * (1.0 - GAIN):
        told = replace(told, mark_loss=loss, mark_step=step)
    code = _code(e, step, loss, flat, dead, told)
    if code != told.code:
        facts = {"step": step, "loss": loss, "per_point": _per_point(e, loss), "dead": dead, "n": _units(e)}
        facts |= {"since": told.mark_step, "jumped_at": told.jumped_at, "growth": told.jump}
        facts |= {"over": GROWN, "steepest": told.steepest}
        events.append(Event(step, code, facts))
    return replace(told, code=code, before=loss)


def _code(e, step, loss, flat, dead, told):
    if loss > GROWN * max(told.start_loss, 1e-12):
        return "growing"
    if step == 0:
        return "start"
    if e.hidden and dead == _units(e):
        return "dead"
    if told.jumped_at >= 0 and step - told.jumped_at < 5:
        return "overshoot"
    if flat < FLAT_SHARE:
        return "mean"
    if step - told.mark_step >= STUCK_EPOCHS * e.updates_per_epoch:
        return "settled"
    return "fitting"


def _units(e):
    return e.hidden[-1] if e.hidden else 0


def _per_point(e, loss):
    return {"sse": loss / e.n_train, "mse": loss, "half_mse": 2.0 * loss}[e.loss]


def _ending(e, steps, stop, told):
    code = "finished" if stop.reason == "epochs" else stop.reason
    loss = steps["loss"][-1].item()
    facts = {"step": stop.step, "epochs": e.epochs, "lr": e.lr, "mood": told.code, "loss": loss, "n": _units(e)}
    facts["steepest"] = told.steepest
    return Event(stop.step, code, facts | {"per_point": _per_point(e, loss), **stop.facts})
