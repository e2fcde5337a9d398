"""What is happening in a digits run."""

from dataclasses import dataclass, replace
from typing import Any

from core.learning.remedies import tone
from core.record.event import Event
from core.record.stop import Stop
from core.tasks.digits.experiment import DigitExperiment


@dataclass(frozen=True)
class Told:
    """What has been said so far, so that the next chunk goes on from there."""

    code: str = ""


def tell(e: DigitExperiment, chunk: Any, stop: Stop | None, told: Told | None) -> tuple[tuple[Event, ...], Told]:
    """Events of a chunk, and what has been told after them."""
    events: list[Event] = []
    told = told or Told()
    if not told.code:
        events.append(Event(0, "start", {"right": chunk.steps["right"][0].item(), "n": e.n_watched}))
        told = replace(told, code="start")
    if stop:
        facts = {"step": stop.step, "epochs": e.epochs, "loss": chunk.steps["loss"][-1].item(), "mood": told.code}
        code = "finished" if stop.reason == "epochs" else stop.reason
        events.append(Event(stop.step, code, facts | {"lr": e.lr, **stop.facts}))
    return tuple(event.advised(tone(event), []) for event in events), told
