"""What runs take before they are trained: units of work, seconds, and parts that are soon done."""

from collections.abc import Sequence

from core.learning.learner import MOST_WORK, Learner

MOMENT_BYTES = 16  # a step and a loss
PART_SECONDS = 0.3
_LEAST_ALONE = 50_000  # units of work of one that is made by itself
_UNIT = 1e-9  # seconds of a unit, where most_work is MOST_WORK


def work(e: Learner) -> int:
    """Updates × samples × parameters, where no update counts for less than it takes at least."""
    return e.total * max(e.samples_per_update * e.network.n_params, _LEAST_ALONE)


def seconds(e: Learner) -> float:
    """About how long the run takes."""
    return work(e) * _UNIT * MOST_WORK / e.most_work


def parts_of(cells: Sequence[Learner], seeds: int) -> tuple[range, ...]:
    """The runs of all cells and seeds in parts of about PART_SECONDS: whole seeds, or cells where one takes longer."""
    each = sum(map(seconds, cells))
    if each <= PART_SECONDS:
        size = len(cells) * min(seeds, int(PART_SECONDS / each))
        return _cut(0, len(cells) * seeds, size)
    size = max(1, int(len(cells) * PART_SECONDS / each))
    return tuple(part for seed in range(seeds) for part in _cut(seed * len(cells), (seed + 1) * len(cells), size))


def _cut(first, last, size):
    return tuple(range(start, min(start + size, last)) for start in range(first, last, size))
