"""Runs to their ends, from the parts of their tapes."""

from core.learning.learner import Learner
from core.pair.verdict import Finished
from core.tape.cache import TapeStore
from core.wire import whole


def finished(store: TapeStore, e: Learner) -> Finished:
    """What a verdict on several runs needs of one; trained to its end if it is not yet."""
    pieces = whole.pieces(store, e)
    steps, last = whole.each_step(pieces), pieces[-1]
    held_out = float(last.arrays["test_loss"].values[-1]) if "test_loss" in last.arrays else None
    assert last.stop is not None
    return Finished(steps["loss"], steps.get("right"), held_out, last.stop)
