"""Runs trained together as far as their arrays allow, in blocks that bound the memory."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from core.learning.learner import Learner
from core.sweep.alone import train_alone
from core.sweep.cost import goes_alone, nbytes
from core.sweep.crowd import Crowd
from core.sweep.outcome import Outcome

MOST_BYTES = 48_000_000  # of the arrays of one block of runs
_BREATH = 50  # updates of a block between two words of progress

Heard = Callable[[int, int], None]


def train(runs: Sequence[Learner], *, heard: Heard | None = None) -> list[Outcome]:
    """One outcome for each run, in their order.

    Those that agree in shape, activations, loss, rule, batch size and number of samples are trained as one batch of
    arrays, in blocks of MOST_BYTES, so that the memory is bounded whatever their number; some go one by one (see
    `goes_alone`). `heard(done, total)` is told between steps how many updates of all have been made or are needless
    since their runs have stopped. What it raises ends the training: so whoever listens can cancel it.
    """
    different = list(dict.fromkeys(runs))
    total, done = sum(e.total for e in different), 0
    found: dict[Learner, Outcome] = {}
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        for block in _blocks(different):
            train_block = train_alone if goes_alone(block[0]) else _together
            outcomes = train_block(block, lambda updates, before=done: heard and heard(before + updates, total))
            found |= zip(block, outcomes, strict=True)
            done += sum(e.total for e in block)
            if heard:
                heard(done, total)
    return [found[e] for e in runs]


def _blocks(runs: Sequence[Learner]) -> Iterator[list[Learner]]:
    """Runs that are trained together: of one kind, those of one optimiser beside one another."""
    kinds: dict[object, list[Learner]] = {}
    for e in runs:
        kinds.setdefault(e if goes_alone(e) else _kind(e), []).append(e)
    for block in kinds.values():
        block.sort(key=lambda e: e.opt)
        size = max(1, MOST_BYTES // nbytes(block[0]))
        yield from (block[at : at + size] for at in range(0, len(block), size))


def _kind(e):
    return (e.network, e.loss, e.rule, e.batch_size, e.n_train, e.n_watched, e.n_test, e.replacement)


def _together(runs: list[Learner], tick: Callable[[int], None]) -> list[Outcome]:
    crowd = Crowd(runs)
    while not crowd.over:
        crowd.advance()
        if crowd.step % _BREATH == 0:
            tick(sum(min(e.total, crowd.step) for e in runs))
    return crowd.outcomes
