"""What runs take before they are trained: units of work, seconds, and parts that are soon done."""

from collections.abc import Sequence

from core.engine.optimizers import OPTIMIZERS
from core.learning.learner import MOST_WORK, Learner
from core.sweep.outcome import MOMENTS

MOMENT_BYTES = 16  # a step and a loss
PART_SECONDS = 0.3
_LEAST, _LEAST_ALONE = 600, 50_000  # units of work of the smallest update, among many and by itself
_WIDE = 2**19  # multiplications of a product from which on BLAS takes a second thread, which then spins
_UNIT = 1e-9  # seconds of a unit, where most_work is MOST_WORK


def work(e: Learner) -> int:
    """Updates × samples × parameters, where no update counts for less than it takes at least."""
    return e.total * max(e.samples_per_update * e.network.n_params, _LEAST_ALONE if goes_alone(e) else _LEAST)


def goes_alone(e: Learner) -> bool:
    """Whether the run gains nothing from company: its own products are large. Nor can it have any, where a hand changes
    it on the way."""
    widest = max(fan_in * fan_out for fan_in, fan_out in e.network.shapes)
    return bool(e.edits) or max(e.batch_size, e.n_watched) * widest >= _WIDE


def nbytes(e: Learner) -> int:
    """Of the arrays that the run needs among others."""
    nodes, n = sum(e.network.sizes), max(e.batch_size, e.n_watched)
    vectors = max(optimizer.slots for optimizer in OPTIMIZERS.values()) + 5
    samples = (e.n_train + e.n_watched) * (e.n_inputs + 2)
    return 8 * (vectors * e.network.n_params + 4 * (n + e.batch_size) * nodes + MOMENTS + samples)


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
