"""Who is ahead of runs on one clock, and by what: said at the steps of the pair from which on it holds.

Codes: together (at first), standing (who leads, who has learned, who has diverged), verdict (at the end: when each has
learned, final losses, losses on samples held out).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.pair.pair import Pair
from core.record.event import Event
from core.record.stop import Stop

Array = np.ndarray

CLEAR = 0.9  # a loss below this share of every other one is lower
HELD = 0.05  # of the pair's keyframes: so long it must stay lower to be said


@dataclass(frozen=True)
class Finished:
    """A run to its end. loss, right (steps,): at each step from 0; right is None where nothing is counted. held_out:
    the last loss on samples that are held out, if there are any."""

    loss: Array
    right: Array | None
    held_out: float | None
    stop: Stop

    @property
    def last(self) -> int:
        return len(self.loss) - 1

    @property
    def diverged(self) -> bool:
        return self.stop.reason == "diverged"


def beginning(pair: Pair) -> Event:
    """What is to be said before anything is known."""
    return Event(0, "together", {"count": len(pair.runs)})


def story(pair: Pair, runs: Sequence[Finished]) -> tuple[Event, ...]:
    """All that there is to say of these runs, which go with `pair.runs`."""
    keys = _keys(pair, runs)
    leaders = _leaders(pair, runs, keys)
    learned = [_learned(pair, k, run) for k, run in enumerate(runs)]
    changes = dict(zip(keys, leaders, strict=True))
    marks = sorted({*_changes(keys, leaders), *(at for at, _ in filter(None, learned)), *_gone(pair, runs)} - {0})
    end = keys[-1]
    events = [beginning(pair)]
    for at in (mark for mark in marks if mark < end):
        leader = changes[max(key for key in keys if key <= at)]
        known = {k: value for k, found in enumerate(learned) if found and found[0] <= at for value in [found[1]]}
        gone = [k for k, run in enumerate(runs) if run.diverged and _over(pair, k, run) <= at]
        events.append(Event(at, "standing", {"leader": leader, "learned": known, "gone": gone}))
    return (*events, Event(end, "verdict", _verdict(pair, runs, learned), "good"))


def _keys(pair, runs):
    """The pair's keyframes up to its end."""
    end = max(_over(pair, k, run) for k, run in enumerate(runs))
    return [*range(0, end, pair.timeline.stride), end]


def _over(pair, number, run):
    """The step of the pair at which a run is over."""
    return math.ceil(pair.step_of(number, run.last) - 1e-6)


def _gone(pair, runs):
    return [_over(pair, k, run) for k, run in enumerate(runs) if run.diverged]


def comparable(pair: Pair) -> bool:
    """Whether the runs' losses measure the same."""
    return len({(e.loss, e.n_watched) for e in pair.runs}) == 1


def _leaders(pair, runs, keys):
    """At each keyframe the run whose loss is clearly the lowest, and stays so for a while; None where none is."""
    if not comparable(pair):
        return [None] * len(keys)
    at = np.array([[run.loss[pair.own_step(k, key, run.last)] for k, run in enumerate(runs)] for key in keys])
    for k, run in enumerate(runs):
        if run.diverged:
            at[[key >= _over(pair, k, run) for key in keys], k] = math.inf
    ordered = np.sort(at, axis=1)
    clear = ordered[:, 0] < CLEAR * ordered[:, 1]
    lowest = [int(k) if sure else None for k, sure in zip(at.argmin(axis=1), clear, strict=True)]
    return _steady(lowest, max(2, math.ceil(HELD * len(keys))))


def _steady(lowest, count):
    """What holds for so many keyframes; what is shorter belongs to what was before it."""
    steady, now = [], None
    for k, value in enumerate(lowest):
        if value != now and all(later == value for later in lowest[k : k + count]):
            now = value
        steady.append(now)
    return steady


def _changes(keys, leaders):
    return [key for key, before, now in zip(keys[1:], leaders, leaders[1:], strict=False) if now != before]


def _learned(pair, number, run):
    """(step of the pair, what the clock says) at which a run has learned first; None if it never has."""
    found = np.flatnonzero(pair.runs[number].learned(run.loss, run.right))
    if not found.size:
        return None
    own = int(found[0])
    return math.ceil(pair.step_of(number, own) - 1e-6), pair.value_of(number, own)


def _verdict(pair, runs, learned):
    values = [found and found[1] for found in learned]
    held = [run.held_out for run in runs]
    final = [math.inf if run.diverged else float(run.loss[-1]) for run in runs]
    return {
        "learned": values, "loss": [float(run.loss[-1]) for run in runs], "held_out": held,
        "gone": [k for k, run in enumerate(runs) if run.diverged], "comparable": comparable(pair),
        "ahead": _ahead(values, final if comparable(pair) else None),
    }  # fmt: skip


def _ahead(learned, final):
    """Who learned first; of those that learned at once, or never, who ends with the lowest loss. None: nobody."""
    times = [math.inf if value is None else value for value in learned]
    first = [k for k, value in enumerate(times) if value == min(times)]
    if len(first) == 1:
        return first[0]
    if final is None:
        return None
    lowest = sorted(first, key=lambda k: final[k])
    return lowest[0] if final[lowest[0]] < CLEAR * final[lowest[1]] else None
