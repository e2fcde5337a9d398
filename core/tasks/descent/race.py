"""Who is ahead of several walkers, who is at the minimum and who has left: told with every event, and when the lead
changes."""

from collections.abc import Sequence

import numpy as np

from core.record.event import Event

HELD = 5  # steps on end a walker must be the lowest before it is told to be ahead: overshooting is no lead
OUT = ("growing", "diverged")
_GONE = (*OUT, "falling", "undefined")


def raced(events: Sequence[Event], value: np.ndarray) -> list[Event]:
    """The walkers' events by step, each with those that are `ahead` (one, till any is there), `there` and `out` by
    then; and an event `ahead` where another takes the lead. value: (steps, walkers), nan where a walker has ended."""
    changes = [Event(step, "ahead", {"walker": walker}) for step, walker in _leads(events, value)]
    told = sorted([*changes, *events], key=lambda event: event.at)
    return [Event(event.at, event.code, event.facts | _standing(told, event.at)) for event in told]


def _standing(told, step):
    so_far = [event for event in told if event.at <= step]

    def of(*codes):
        return tuple(sorted({event.facts["walker"] for event in so_far if event.code in codes}))

    ahead = tuple(event.facts["walker"] for event in so_far if event.code == "ahead")
    there = of("arrived")
    return {"ahead": () if there else ahead[-1:], "there": there, "out": of(*OUT)}


def _leads(events, value):
    """(step, walker) of each that becomes the lowest for a while, until one has arrived."""
    low = np.where(np.isfinite(value), value, np.inf)
    for event in events:
        if event.code in _GONE:
            low[event.at :, event.facts["walker"]] = np.inf
    end = min((event.at for event in events if event.code == "arrived"), default=len(low))
    first, ahead = low.argmin(axis=1), None
    alone = (low == low.min(axis=1, keepdims=True)).sum(axis=1) == 1
    for step in range(1, min(end, len(low) - HELD + 1)):
        if alone[step] and first[step] != ahead and (first[step : step + HELD] == first[step]).all():
            ahead = int(first[step])
            yield step, ahead
