"""Of a cell's runs that of the median loss, with the best and the worst beside it, as runs on one clock."""

from collections.abc import Sequence

from core.learning.learner import Learner
from core.pair.pair import Pair
from core.sweep.outcome import Outcome


def pinned(runs: Sequence[Outcome]) -> Pair[Learner] | None:
    """None of fewer than two runs. A run that has diverged is worse than any other."""
    if len(runs) < 2:
        return None
    ordered = sorted(runs, key=lambda run: (run.stop.reason == "diverged", run.loss))
    return Pair.of(ordered[(len(ordered) - 1) // 2].e, [ordered[0].e, ordered[-1].e])
