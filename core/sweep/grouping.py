"""Which runs of a sweep stand in one batch of arrays, and which are trained alone."""

from collections.abc import Hashable, Sequence

from core.learning.learner import Learner
from core.sweep.samples import data_of

# A block of runs that lies in the processor's cache is trained fastest; larger ones only take memory. Inputs of so many
# bytes also keep every product below the 2**19 multiplications at which BLAS takes a second thread.
BLOCK_BYTES = 4_000_000
_OWN_DATA = 100_000  # bytes; runs with more of them stand together only where the data are the same
_FEW = 4  # so few in a block gain nothing from one another
_VECTORS = 10  # of the length of θ: itself, its gradient, what optimisers keep, and what penalties take
_BUFFERS = 4  # of a layer: z, a, delta, slope


def company(e: Learner) -> Hashable | None:
    """Runs of the same company can stand in one batch; None for one that is trained alone: it is edited, or so large
    that its numbers are no longer held up by the calls."""
    if e.edits or max(e.n_watched, e.batch_size) > e.network.block_rows or BLOCK_BYTES // nbytes(e) < _FEW:
        return None
    batches = e.rule, e.n_train, e.n_watched, e.batch_size, e.replacement
    data = data_of(e) if 8 * e.n_train * (e.n_inputs + 1) > _OWN_DATA else None
    return type(e), e.network, e.loss, batches, e.total, data


def nbytes(e: Learner) -> int:
    """What a run takes of a batch's arrays, in bytes."""
    rows = e.n_watched + e.batch_size
    return 8 * (_VECTORS * e.network.n_params + rows * (e.n_inputs + 1 + _BUFFERS * sum(e.network.sizes[1:])))


def blocks(runs: Sequence[Learner]) -> tuple[list[list[Learner]], list[Learner]]:
    """(batches, runs that are trained alone). A batch is in the order of its optimisers, and at most BLOCK_BYTES."""
    groups: dict[Hashable, list[Learner]] = {}
    for e in runs:
        groups.setdefault(company(e), []).append(e)
    alone = groups.pop(None, [])
    return [block for group in groups.values() for block in _cut(group)], alone


def _cut(group):
    group = sorted(group, key=lambda e: e.opt)
    count = -(-len(group) * nbytes(group[0]) // BLOCK_BYTES)
    size = -(-len(group) // count)
    return [group[start : start + size] for start in range(0, len(group), size)]
