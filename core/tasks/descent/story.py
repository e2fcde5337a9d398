"""What happens to the walkers, as codes and facts; pages put it into words.

start       facts `n` walkers
still       it does not move: `length` of its first step; `needs` so many to the minimum (None if none is known)
bounces     it jumps between two points for ever
growing, falling   it left the picture `times` widths behind, upwards or downwards without a bottom
frozen      a numerical gradient became exactly 0 where the true one is `true`: numbers there lie `spacing` apart, so
            x + h and x - h are both x
saddle, maximum   near a point without slope, where the surface curves down one way, or every way; escaped: it found
            the way down after all, having `waited` so many steps at that `spot`
arrived, local   within a thousandth of the width of a lowest, or another, minimum (`minimum` x0, x1, f), to the end;
            `place` counts arrivals
diverged, undefined   its last finite step: numbers overflowed, or it stepped where f is not defined
ahead       of several walkers, another has become the lowest
finished    the last step: `best` walker, its `value` and `distance`; `arrived` so many; `fate` of a single walker;
            `known`: the surface's minima are; `at_start`: a single walker's rate_facts there

Of several walkers all but the last also say who is ahead, there and out (core.tasks.descent.race).

All but the first, the last and `ahead` have `walker` (counted from 0), `opt`, `lr`, `step`, and the numbers of
core.tasks.descent.curvature.rate_facts where it stood when it was decided.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.record.event import Event
from core.record.stop import Stop
from core.tasks.descent.curvature import rate_facts
from core.tasks.descent.race import raced
from core.tasks.descent.remedies import remedies, tone
from core.tasks.descent.surfaces import Surface, eigenvalues
from core.tasks.descent.walkers import Walker

Array = np.ndarray

FAR = 10.0  # widths away, it has left
THERE = 1e-3  # of the width
STILL = 1e-6  # of the width, in the whole run
NEAR = 0.02  # of the width: so near a point without slope, it is at that point
BACK = 1e-4  # of a jump: so near to where it was before the last two, it is there again
LINGERED = 5  # steps there that are worth a sentence
HUGE = 1e6  # widths away, what ends the run is overflow


@dataclass(frozen=True)
class _Walk:
    """One walker's finite steps: path (m, 2), value (m,), told (m, 2) gradients, slope (m,) of the true one."""

    k: int
    walker: Walker
    path: Array
    value: Array
    told: Array
    slope: Array
    surface: Surface
    steps: int

    def event(self, at: int, code: str, where: int, **facts: Any) -> Event:
        """`where` is the step at which the curvature is read."""
        known = {"walker": self.k, "opt": self.walker.opt, "lr": self.walker.lr, "step": at}
        return Event(at, code, known | rate_facts(self.surface, self.walker, *self.path[where].tolist()) | facts)


def tell(e: Any, surface: Surface, steps: dict[str, Array], stop: Stop) -> tuple[Event, ...]:
    """Events of a whole run, by step. `steps` as walk.walk has them."""
    walks = [_walk_of(e, surface, steps, k) for k in range(len(e.walkers))]
    events = [event for walk in walks for event in _events(walk, e)]
    events.sort(key=lambda event: event.at)
    events = list(_with_places(events))
    first = Event(0, "start", {"n": len(walks), **rate_facts(surface, e.walkers[0], *steps["path"][0, 0].tolist())})
    last = [] if stop.reason == "diverged" else [_finish(e, surface, steps, stop, events)]
    told = [first, *(raced(events, steps["value"]) if len(walks) > 1 else events), *last]
    return tuple(event.advised(tone(event), remedies(e, event)) for event in told)


def _walk_of(e, surface, steps, k):
    m = int(np.isfinite(steps["value"][:, k]).sum())
    path = steps["path"][:m, k]
    slope = np.hypot(*surface.gradient(path[:, 0], path[:, 1]))
    return _Walk(k, e.walkers[k], path, steps["value"][:m, k], steps["gradient"][:m, k], slope, surface, e.steps)


def _events(walk: _Walk, e: Any) -> Iterator[Event]:
    if not len(walk.path):
        yield Event(0, "undefined", {"walker": walk.k, "opt": walk.walker.opt, "lr": walk.walker.lr, "step": 0})
        return
    for look in (_still, _bounces, _left, _standstill, _arrived):
        yield from look(walk)
    if e.grad == "numeric":
        yield from _frozen(walk, e.h)
    yield from _ended(walk)


def _still(walk):
    moved = np.hypot(*(walk.path - walk.path[0]).T)
    if len(moved) < 2 or not moved.max() < STILL * walk.surface.width or not walk.slope[0] > 0.0 or _at_minimum(walk):
        return
    left = min((float(np.hypot(*(walk.path[0] - m[:2]))) for m in walk.surface.lowest), default=None)
    length = float(moved[1])
    yield walk.event(1, "still", 0, length=length, needs=left / length if left and length else None)


def _at_minimum(walk):
    return any(np.hypot(*(walk.path[0] - m[:2])) < THERE * walk.surface.width for m in walk.surface.minima)


def _bounces(walk):
    if len(walk.path) < 5:
        return
    hop = np.hypot(*(walk.path[1:] - walk.path[:-1]).T)[:-1]
    back = np.hypot(*(walk.path[2:] - walk.path[:-2]).T)
    returned = (back < BACK * hop) & (hop > THERE * walk.surface.width)
    steady = returned[:-2] & returned[1:-1] & returned[2:]
    if steady.any():
        at = int(steady.argmax()) + 2
        yield walk.event(at, "bounces", at)


def _left(walk):
    low0, high0, low1, high1 = walk.surface.bounds
    centre = np.array([0.5 * (low0 + high0), 0.5 * (low1 + high1)])
    away = np.hypot(*(walk.path - centre).T) / walk.surface.width
    far = away > max(FAR, 2.0 * away[0])
    if far.any():
        at = int(far.argmax())
        code = "growing" if walk.value[at] > walk.value[0] else "falling"
        yield walk.event(at, code, _decided(walk), times=float(away[at]), value=float(walk.value[at]))


def _decided(walk):
    """Where it was lowest before it left: the curvature there threw it out."""
    return int(np.abs(walk.value).argmin())


def _standstill(walk):
    """For some steps on end the point without slope is near (by Newton's step), and it does not curve up all round."""
    for code, mask in zip(("saddle", "maximum"), _near_standstill(walk), strict=True):
        first, last = _longest_stretch(mask)
        if last - first < LINGERED:
            continue
        yield walk.event(first, code, last)
        gone = np.hypot(*(walk.path[last:] - walk.path[last]).T) > 0.1 * walk.surface.width
        if gone.any():
            at = last + int(gone.argmax())
            yield walk.event(at, "escaped", last, waited=at - first, spot=code)


def _longest_stretch(mask):
    """(first, last) of the longest run of True; (0, -1) if there is none."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]])))
    firsts, ends = edges[::2], edges[1::2]
    if not len(firsts):
        return 0, -1
    longest = int((ends - firsts).argmax())
    return int(firsts[longest]), int(ends[longest]) - 1


def _near_standstill(walk):
    """(at a saddle, at a maximum) for each step."""
    x0, x1 = walk.path.T
    (g0, g1), (h00, h01, h11) = walk.surface.gradient(x0, x1), walk.surface.hessian(x0, x1)
    determinant = h00 * h11 - h01 * h01
    step = np.hypot(h11 * g0 - h01 * g1, h00 * g1 - h01 * g0) / np.abs(determinant)
    low, high = eigenvalues(h00, h01, h11)
    near = (step < NEAR * walk.surface.width) & (low < 0.0) | (walk.slope == 0.0) & (low <= 0.0)
    return near & (high >= 0.0), near & (high < 0.0)


def _arrived(walk):
    """To stay: a walker that flies through a minimum has not arrived. Starting there is no arrival."""
    x0, x1 = walk.path[-1]
    gaps = [np.hypot(x0 - a, x1 - b) for a, b, _ in walk.surface.minima]
    if not gaps or min(gaps) > THERE * walk.surface.width or len(walk.path) <= walk.steps:
        return
    minimum = walk.surface.minima[int(np.argmin(gaps))]
    outside = np.hypot(*(walk.path - minimum[:2]).T) > THERE * walk.surface.width
    if outside.any():
        at = len(outside) - int(outside[::-1].argmax())
        code = "arrived" if minimum in walk.surface.lowest else "local"
        yield walk.event(at, code, at, minimum=minimum)


def _frozen(walk, h):
    zero = (walk.told == 0.0).all(axis=1) & (walk.slope > 0.0)
    if zero.any():
        at = int(zero.argmax())
        spacing = float(np.spacing(np.abs(walk.path[at])).max())
        yield walk.event(at, "frozen", at, spacing=spacing, true=float(walk.slope[at]), h=h)


def _ended(walk):
    last = len(walk.path) - 1
    if last >= walk.steps:
        return
    far = np.abs(walk.path[last]).max() > HUGE * walk.surface.width or abs(walk.value[last]) > 1e100
    where = _decided(walk) if far else last
    facts = {"value": float(walk.value[last]), "place": tuple(walk.path[last].tolist())}
    yield walk.event(last, "diverged" if far else "undefined", where, **facts)


def _with_places(events):
    place = 0
    for event in events:
        if event.code == "arrived":
            place += 1
            yield Event(event.at, event.code, event.facts | {"place": place})
        else:
            yield event


def _finish(e, surface, steps, stop, events):
    value = steps["value"][stop.step]
    best = int(np.nanargmin(value))
    fates = tuple(_fate(events, k) for k in range(len(value)))
    facts = {
        "best": best,
        "n": len(value),
        "value": float(value[best]),
        "distance": float(steps["distance"][stop.step, best]),
        "arrived": sum(event.code == "arrived" for event in events),
        "fates": fates,
        "fate": fates[0] if len(fates) == 1 else "finished",
        "known": bool(surface.minima),
    }
    if len(value) == 1:
        facts["at_start"] = rate_facts(surface, e.walkers[0], *steps["path"][0, 0].tolist())
    return Event(stop.step, "finished", facts)


def _fate(events, k):
    """The last that was told of a walker, or walking."""
    return next((event.code for event in reversed(events) if event.facts["walker"] == k), "walking")
