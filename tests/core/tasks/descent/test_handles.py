"""What a hand holds says what it changes in the link: filled with a place, it is the walk from there."""

from dataclasses import replace

import pytest

from core.experiment.link import from_pairs, to_pairs
from core.tasks.descent import handles
from core.tasks.descent.experiment import DescentExperiment
from core.tasks.descent.walkers import Walker, walker

WALKERS = (Walker("gd", 0.1), walker("adam", 0.05, (1.0, 2.0), b1=0.8), walker("momentum", 0.01, (-1.0, 0.5), mom=0.9))


def filled(e, handle, x, y):
    pairs = {key: text.replace("{x}", x).replace("{y}", y) for key, text in handle.items()}
    held, problems = from_pairs(list((dict(to_pairs(e)) | pairs).items()), kind=DescentExperiment)
    assert not problems
    return held


@pytest.mark.parametrize("k", range(3))
def test_a_start_goes_where_the_hand_goes(k):
    e = DescentExperiment(walkers=WALKERS)
    held = filled(e, handles.starts(e)[k], "1.25", "-0.5")
    if WALKERS[k].start is None:
        assert held == replace(e, x0=1.25, x1=-0.5)
    else:
        walkers = list(WALKERS)
        walkers[k] = replace(WALKERS[k], start=(1.25, -0.5))
        assert held == replace(e, walkers=tuple(walkers))


def test_rate_and_momentum_go_with_the_hand_and_the_start_stays():
    e = DescentExperiment(walkers=WALKERS)
    first, second = handles.rates(e, [0, 2])
    assert filled(e, first, "0.2", "0.5").walkers[0] == walker("momentum", 0.2, mom=0.5)
    assert filled(e, second, "0.2", "0.5").walkers == (*WALKERS[:2], walker("momentum", 0.2, (-1.0, 0.5), mom=0.5))
