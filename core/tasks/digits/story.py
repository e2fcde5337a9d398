"""What is happening in a digits run, step by step, as codes and facts; pages put it into words.

A sentence stands until the next one. Its numbers hold that long, or it names the step that they are of.

Codes: start; then, each once, chance (no better than guessing yet), learning, half and learned, when so large a share
of the watched images is first right, and over_fitted, when the test loss has risen; meanwhile stuck, lost, dead (the
last hidden layer is off), growing; at the end finished, target, plateau, diverged. The mood of an end is one of these,
or slipped, where the last step has fewer right than nine in ten although there had been as many, or few, where a hidden
layer has fewer units than there are digits.
"""

import math
from dataclasses import dataclass, field, replace
from typing import Any

from core.learning.remedies import tone
from core.learning.telling import GROWN, NO_LOSSES, Losses
from core.record.event import Event
from core.record.stop import Stop
from core.tasks.digits.experiment import LEARNED, DigitExperiment
from core.tasks.digits.remedies import few, remedies

MILESTONES = {
    "chance": 0.0,
    "learning": 0.2,
    "half": 0.5,
    "learned": LEARNED,
}  # shares of the watched images; 0.1 is luck
STUCK_EPOCHS, STUCK_UPDATES = 5, 100  # both must pass without visible progress: mini-batches are noisy
GAIN = 0.01  # of the best loss: less is no visible progress
RISEN = 1.2  # times its lowest, the test loss has clearly risen
IN_A_ROW = 3  # keyframes that show it
LOST, REGAINED = 0.5, 0.8  # of the most that were ever right: lost below the one, until at least the other


@dataclass(frozen=True)
class Tests:
    """The test losses since the last edit: the lowest, its step and the training loss there, and how many keyframes in
    a row have now stood clearly above it, with less training loss than there."""

    low: float = math.inf
    step: int = 0
    trained: float = math.inf
    above: int = 0

    def after(self, step: int, loss: float, trained: float) -> "Tests":
        if loss < self.low:
            return Tests(loss, step, trained)
        risen = loss > RISEN * self.low and trained < self.trained
        return replace(self, above=self.above + 1 if risen else 0)


@dataclass(frozen=True)
class Told:
    """What has been said so far, so that the next chunk goes on from there.

    reached: the milestone that was reached last, over_fitted among them, and `facts` its sentence's numbers. best: the
    largest share right. dead: how many units were off at the last keyframe.
    """

    code: str = ""
    reached: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    best: float = 0.0
    warned: bool = False
    dead: int = 0
    losses: Losses = NO_LOSSES
    tests: Tests = Tests()


@dataclass(frozen=True)
class _Moment:
    """A step, its training loss and the watched images that are right; at keyframes, the test loss and dead units."""

    step: int
    loss: float
    right: int
    test_loss: float | None
    dead: int


def tell(e: DigitExperiment, chunk: Any, stop: Stop | None, told: Told | None) -> tuple[tuple[Event, ...], Told]:
    """Events of a chunk, and what has been told after them."""
    events: list[Event] = []
    now = told or Told()
    for moment in _moments(chunk):
        now = _look(e, moment, now, events)
    if stop:
        events.append(_ending(e, stop, chunk, now))
    return tuple(event.advised(tone(event), remedies(e, event)) for event in events), now


def _moments(chunk):
    tests = chunk.keys["test_loss"].tolist()
    dead = chunk.keys["dead"].tolist() if "dead" in chunk.keys else [0] * len(tests)  # only ReLU is ever off for good
    keyed = [step for step in range(chunk.first, chunk.last + 1) if step % chunk.stride == 0 or step == chunk.last]
    keys = {step: k for k, step in enumerate(keyed[: len(tests)])}
    columns = (chunk.steps[name].tolist() for name in ("loss", "right"))
    for step, (loss, right) in enumerate(zip(*columns, strict=True), chunk.first):
        k = keys.get(step)
        yield _Moment(step, loss, right, *((None, 0) if k is None else (tests[k], dead[k])))


def _look(e, moment, told, events) -> Told:
    step, loss = moment.step, moment.loss
    if step > 0 and step in e.course.edits:
        told = replace(told, losses=told.losses.edited(loss), tests=Tests())
    told = replace(told, losses=told.losses.after(step, loss, GAIN, growing=told.code == "growing"))
    if moment.test_loss is not None:
        told = replace(told, tests=told.tests.after(step, moment.test_loss, loss), dead=moment.dead)
    told = _reached(e, moment, told)
    code = _code(e, moment, told)
    if code != told.code:
        events.append(Event(step, code, told.facts | _facts(e, moment, told)))
    return replace(told, code=code)


def _reached(e, moment, told):
    """With the milestone that this step is the first to reach."""
    n, share = e.n_watched, moment.right / e.n_watched
    if moment.step == 0:
        return replace(told, reached="start", best=share, facts={"right": moment.right, "n": n, "loss": moment.loss})
    if not told.warned and told.tests.above >= IN_A_ROW:
        facts = {"at": moment.step, "test_loss": moment.test_loss, "low": told.tests.low, "lowest": told.tests.step}
        told = replace(told, reached="over_fitted", facts=facts, warned=True)
    best = max(told.best, share)
    before, now = _milestone(told.best), _milestone(best)
    if told.reached == "start" or now != before:
        at = 0 if now == before else moment.step
        told = replace(told, reached=now, facts={"at": at, "right": round(best * n), "n": n})
    return replace(told, best=best)


def _milestone(share):
    return next(name for name, least in reversed(MILESTONES.items()) if share >= least)


def _code(e, moment, told):
    step, share = moment.step, moment.right / e.n_watched
    if told.losses.grown(moment.loss):
        return "growing"
    if step > 0 and e.hidden and told.dead == e.hidden[-1]:
        return "dead"
    if told.best >= MILESTONES["half"] and share < (REGAINED if told.code == "lost" else LOST) * told.best:
        return "lost"
    patience = max(STUCK_UPDATES, STUCK_EPOCHS * e.at(step).updates_per_epoch)
    if told.best < MILESTONES["learned"] and step - told.losses.mark_step >= patience:
        return "stuck"
    return told.reached


def _facts(e, moment, told):
    """Of a sentence at this step, beside those of the milestone."""
    facts = {"step": moment.step, "since": told.losses.mark_step, "over": GROWN} | _slope(moment.loss, told)
    return facts | {
        "now": moment.right,
        "best": round(told.best * e.n_watched),
        "units": e.hidden[-1] if e.hidden else 0,
    }


def _slope(loss, told):
    """`calm`: the loss has only come down, so far that what is missing is speed; a step up may be the batch's noise."""
    losses = told.losses
    return {"steepest": losses.steepest, "calm": loss < losses.start and losses.steepest <= 1.0 + GAIN}


def _ending(e, stop, chunk, told):
    last = {name: chunk.steps[name][-1].item() for name in ("loss", "right")}
    share, test_loss = (chunk.keys[name][-1].item() for name in ("test_accuracy", "test_loss"))
    facts = {"step": stop.step, "epochs": e.epochs, "lr": e.at(stop.step).lr, "mood": _mood(e, chunk, told), **last}
    facts |= {"share": round(100.0 * share, 1), "test_loss": test_loss, "low": told.tests.low, "n": e.n_watched}
    facts |= {"lowest": told.tests.step, "best": round(told.best * e.n_watched), "units": min(e.hidden, default=0)}
    code = "finished" if stop.reason == "epochs" else stop.reason
    return Event(stop.step, code, facts | _slope(last["loss"], told) | stop.facts)


def _mood(e, chunk, told):
    if told.code in ("growing", "dead", "lost", "stuck"):
        return told.code
    if told.tests.above >= IN_A_ROW:
        return "over_fitted"
    if told.best >= MILESTONES["learned"]:
        return "learned" if chunk.steps["right"][-1] >= MILESTONES["learned"] * e.n_watched else "slipped"
    return "few" if few(e) else "learning"
