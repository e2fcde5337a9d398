"""What may help a linear run, and in which tone its sentences are said."""

from typing import Any

from core.learning.remedies import slower
from core.record.event import Action, Event, Tone
from core.tasks.linear.experiment import LinearExperiment

_TONES: dict[str, Tone] = {"diverged": "bad", "growing": "bad", "swing": "warn", "exact": "good"}


def tone(event: Event) -> Tone:
    """An overshoot is of no harm where it converges faster than with a tenth of the rate."""
    return "warn" if event.code == "overshoot" and _swings(event.facts) else _TONES.get(event.code, "info")


def remedies(e: LinearExperiment, event: Event) -> list[Action]:
    """A rate at which one update does not go too far."""
    if event.code not in ("diverged", "growing", "swing") and not _swings(event.facts):
        return []
    facts = event.facts
    return slower(e, 2.0 * e.lr / facts["limit"] if "limit" in facts else 1.0 - facts["factor"])


def _swings(facts: dict[str, Any]) -> bool:
    """It overshoots so far that a tenth of the rate would bring it in faster."""
    factor = facts.get("factor", 0.0)
    return factor >= -1.0 and abs(factor) > abs(0.9 + 0.1 * factor) and factor < 0.0
