"""What the lessons of landscapes say is so."""

import pytest

from core.landscape.choice import PATH, Choice
from core.landscape.landscape import land_of
from core.tape.cache import TapeStore
from core.tasks.registry import read_link
from core.wire.pieces import make_piece

LINK = "gate=xor&hidden=2&lr=0.05&epochs=300&seed=1"
RESTS = pytest.approx(0.125, abs=0.002)


@pytest.fixture(scope="module")
def store():
    return TapeStore(make_piece)


def land(store, link=LINK, choice=PATH):
    e, problems = read_link(link)
    assert not problems
    return land_of(store, e, choice)


def end(store, link):
    return land(store, link).path.losses[-1]


def test_the_run_rests_in_a_valley_and_its_slice_shows_no_lower_place(store):
    found = land(store)
    assert found.path.losses[-1] == RESTS and found.heights.min() == RESTS
    assert found.path.trainer.theta.size == 9


def test_where_a_run_begins_decides_where_it_ends(store):
    found = land(store)
    side, e = len(found.x), found.e

    def from_point(column, row):
        return end(store, f"{LINK}&init=given&w={e.settings['w'].write(found.theta(column, row).tolist())}")

    assert from_point(0, side - 15) < 0.002  # near the upper left corner
    star = found.x.searchsorted(0.0), found.y.searchsorted(0.0)
    assert from_point(star[0] + 2, star[1] + 2) == RESTS


def test_random_slices_show_no_lower_place_though_there_is_one(store):
    for seed in range(1, 6):
        assert land(store, choice=Choice("random", seed=seed)).heights.min() == RESTS
    assert end(store, LINK.replace("seed=1", "seed=4")) < 0.002
