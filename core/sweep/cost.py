"""What runs take before they are trained, in units of work of about a nanosecond: to refuse what is too much, and to
cut the rest into parts that are soon done."""

import math
from collections.abc import Iterator, Sequence

from core.learning.learner import MOST_WORK, Learner
from core.sweep.grouping import company

PART_SECONDS = 0.3
_SECONDS = 1e-9  # of a unit, where most_work is MOST_WORK
_CALLS = 100_000  # units of an update of one batch, however few runs it has
_RUN = 200  # of one more run in it, beside its sums
_ALONE = 15_000  # of an update of a run that is trained alone, beside its sums


def run_work(e: Learner) -> int:
    """Updates × samples × parameters, and what the run's updates take beside these sums."""
    return e.total * (e.samples_per_update * e.network.n_params + (_ALONE if company(e) is None else _RUN))


def work(cells: Sequence[Learner], seeds: int) -> int:
    """Of all cells from so many seeds, trained at once."""
    return _batch_work(cells) + seeds * sum(map(run_work, cells))


def _batch_work(runs):
    """What the batches take in which these runs stand, however many runs there are in each."""
    steps = {key: e.total for e in runs if (key := company(e)) is not None}
    return _CALLS * sum(steps.values())


def parts_of(cells: Sequence[Learner], seeds: int) -> tuple[range, ...]:
    """The runs of all cells and seeds, in parts of about PART_SECONDS: whole seeds, or some cells of one seed where
    that takes longer. Longer parts where they would mostly begin batches again and again."""
    once, each = _batch_work(cells), sum(map(run_work, cells))
    budget = max(PART_SECONDS / _SECONDS * cells[0].most_work / MOST_WORK, 2.0 * once)
    most = int((budget - once) // each)
    if most:
        count = math.ceil(seeds / most)
        return _cut(len(cells) * seeds, len(cells) * math.ceil(seeds / count))
    pieces = list(_pieces(cells, budget))
    starts = range(0, len(cells) * seeds, len(cells))
    return tuple(range(start + piece.start, start + piece.stop) for start in starts for piece in pieces)


def _cut(last: int, size: int) -> tuple[range, ...]:
    return tuple(range(start, min(start + size, last)) for start in range(0, last, size))


def _pieces(cells: Sequence[Learner], budget: float) -> Iterator[range]:
    """Cells one after the other, so many as the budget has work for, but one at least."""
    first, spent, begun = 0, 0, set()
    for place, e in enumerate(cells):
        cost = run_work(e) + (0 if company(e) in begun else _batch_work([e]))
        if place > first and spent + cost > budget:
            yield range(first, place)
            first, spent, begun = place, 0, set()
            cost = run_work(e) + _batch_work([e])
        spent += cost
        begun.add(company(e))
    yield range(first, len(cells))
