"""What may help a walker, and in which tone its fate is told."""

from dataclasses import replace
from typing import Any

from core.experiment.values import settle
from core.learning.remedies import divisor
from core.record.event import Action, Event, Tone
from core.tasks.descent.experiment import DescentExperiment, surface_of
from core.tasks.descent.walk import walk
from core.tasks.descent.walkers import LARGEST_RATE, SMALLEST_RATE, Walker, usual, walker, write_walkers

_TONES: dict[str, Tone] = {
    "arrived": "good", "growing": "bad", "diverged": "bad", "undefined": "bad", "falling": "warn", "bounces": "warn",
    "frozen": "warn", "still": "warn", "saddle": "warn", "maximum": "warn", "local": "warn",
}  # fmt: skip
_OUT = ("growing", "diverged")
_BRAVE = 1e8  # times the rate of a walker that does not move


def tone(event: Event) -> Tone:
    """The tone of a sentence about a walker."""
    return _TONES.get(event.facts.get("fate", event.code), "info")


def remedies(e: DescentExperiment, event: Event) -> list[Action]:
    """The likeliest first; none where nothing is wrong."""
    code, k = event.facts.get("fate", event.code), event.facts.get("walker", 0)
    w = e.walkers[k]
    if code in (*_OUT, "bounces"):
        return _slower(e, k, event.facts)
    if code == "still":
        faster = replace(w, lr=_round(min(w.lr * _BRAVE, LARGEST_RATE / 100.0)))
        return [Action("descent_faster", _with(e, k, faster))]
    if code == "frozen":
        return [Action("descent_exact", "grad=exact")]
    if code in ("saddle", "maximum"):
        noisy = replace(e, grad="noisy", sigma=0.1)
        return [Action("descent_noise", "grad=noisy&sigma=0.1")] if _ends_lower(e, noisy, k) else []
    if code == "local" and w.opt == "gd":
        other = _changed(e, k, walker("momentum", w.lr, w.start, mom=usual("mom")))
        return [Action("descent_momentum", _link(other))] if _ends_lower(e, other, k) else []
    if code == "walking" and event.code == "finished":
        steps = settle(replace(e, steps=min(2 * e.steps, 2000)))[0].steps
        return [Action("descent_more", f"steps={steps}")] if steps > e.steps else []
    return []


def _slower(e, k, facts):
    """Half the limit or less; a tenth where no limit is known. Where there is no bottom no rate helps."""
    w = e.walkers[k]
    n = divisor(2.0 * w.lr / facts["limit"] if facts.get("limit") else 1.0)
    bottomless = e.surface != "own" and not surface_of(e).minima
    if bottomless or not n or w.lr / n < SMALLEST_RATE:
        return []
    return [Action("rate", _with(e, k, replace(w, lr=_round(w.lr / n))), {"n": f"{n:,}"})]


def _ends_lower(e, other, k):
    """Whether another walk ends lower for a walker: some ways out of a standstill only help here and there."""
    here, there = (walk(each)["value"][-1, k] for each in (e, other))
    return bool(there < here)


def _changed(e: DescentExperiment, k: int, w: Walker) -> Any:
    return replace(e, walkers=(*e.walkers[:k], w, *e.walkers[k + 1 :]))


def _link(e):
    return "walkers=" + write_walkers(e.walkers)


def _with(e, k, w):
    return _link(_changed(e, k, w))


def _round(lr):
    return float(f"{lr:.6g}")
