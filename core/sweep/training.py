"""Runs trained together as far as their arrays allow, in blocks that bound the memory."""

from collections.abc import Callable, Sequence

import numpy as np

from core.engine.optimizers import OPTIMIZERS
from core.learning.learner import Learner
from core.learning.training import Trainer
from core.record.stop import Stop
from core.sweep.crowd import Crowd
from core.sweep.ends import MOMENTS
from core.sweep.outcome import Outcome, held_out_loss

MOST_BYTES = 48_000_000  # of the arrays of one block of runs
WIDE = 2**19  # multiplications of a product from which on BLAS takes a second thread, which spins
HEARD = 50  # steps of a block between two reports

Heard = Callable[[float], None]  # told the share that is done; what it raises ends the training


def train(runs: Sequence[Learner], heard: Heard = lambda share: None) -> list[Outcome]:
    """The outcome of each run, in their order.

    Those that agree in shape, activations, loss, rule, batch size and number of samples are trained as one batch of
    arrays; in blocks of MOST_BYTES, so that the memory is bounded whatever their number. Runs that are changed by hand
    on the way, and large products, which gain nothing, go one by one.
    """
    outcomes: list[Outcome | None] = [None] * len(runs)
    done, whole = 0.0, float(sum(work(e) for e in runs))
    for places in _blocks(runs):
        block = [runs[k] for k in places]
        share = sum(work(e) for e in block) / whole
        found = _alone(block[0]) if _goes_alone(block[0]) else _together(block, heard, done, share)
        for place, outcome in zip(places, found, strict=True):
            outcomes[place] = outcome
        done += share
        heard(done)
    return [outcome for outcome in outcomes if outcome is not None]


def work(e: Learner) -> int:
    """What a run costs, in multiplications; those of a small network cost less than the calls around them."""
    return e.total * (e.samples_per_update * e.network.n_params + 400)


def _goes_alone(e):
    n = max(e.batch_size, e.n_watched)
    return bool(e.edits) or n * max(fan_in * fan_out for fan_in, fan_out in e.network.shapes) >= WIDE


def _kind(e: Learner):
    """Runs of one kind stand in one batch of arrays."""
    network = e.network
    return (network, e.loss, e.rule, e.batch_size, e.n_train, e.n_watched, e.n_test, e.replacement)


def _blocks(runs):
    """Places of runs that are trained together: of one kind, those of one optimiser beside one another."""
    kinds: dict[object, list[int]] = {}
    for place, e in enumerate(runs):
        kinds.setdefault(place if _goes_alone(e) else _kind(e), []).append(place)
    for places in kinds.values():
        places.sort(key=lambda place: runs[place].opt)
        size = max(1, MOST_BYTES // nbytes(runs[places[0]]))
        yield from (places[at : at + size] for at in range(0, len(places), size))


def nbytes(e: Learner) -> int:
    """Of the arrays that one run needs in a block."""
    nodes, n = sum(e.network.sizes), max(e.batch_size, e.n_watched)
    slots = max(optimizer.slots for optimizer in OPTIMIZERS.values()) + 5
    data = (e.n_train + e.n_watched) * (e.n_inputs + 2)
    return 8 * (slots * e.network.n_params + 4 * (n + e.batch_size) * nodes + MOMENTS + data)


def _together(runs, heard, done, share) -> list[Outcome]:
    crowd = Crowd(runs)
    total = max(e.total for e in runs) or 1
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        while not crowd.over:
            crowd.advance()
            if crowd.step % HEARD == 0:
                heard(done + share * crowd.step / total)
    return crowd.outcomes


def _alone(e: Learner) -> list[Outcome]:
    """As the one-run engine trains it."""
    trainer, losses = Trainer(e), []
    right: list[int] = []
    before = trainer.theta.copy()
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        while True:
            loss = trainer.measure()
            stop = trainer.judge(loss)
            if stop and stop.reason == "diverged":
                break
            losses.append(loss)
            counted = e.count_right(trainer.full.outputs(), np.asarray(trainer.data.y)[trainer.watched])
            right += [] if counted is None else [int(counted)]
            np.copyto(before, trainer.theta)
            if stop:
                break
            trainer.update()
    return [_outcome(e, stop, np.array(losses), np.array(right) if right else None, before)]


def _outcome(e, stop: Stop, losses, right, theta) -> Outcome:
    cleared = e.bar.cleared(losses, right)
    learned = np.flatnonzero(cleared)
    steps = np.append(np.arange(0, stop.step, max(1, -(-e.total // MOMENTS))), stop.step)
    return Outcome(
        e, float(losses[-1]), Stop(stop.reason, stop.step), int(learned[0]) if learned.size else None,
        bool(cleared[-1]), held_out_loss(e, theta), steps, losses[steps],
    )  # fmt: skip
