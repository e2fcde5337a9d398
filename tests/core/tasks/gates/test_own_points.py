"""Points of one's own: what a link may say of them, and what a hand may hold."""

import numpy as np
import pytest

from core.experiment.link import from_query, to_query
from core.tasks.gates.experiment import GateExperiment
from core.tasks.gates.handles import clicked, moved, places

OWN = "data=own&pts=0,0,0;0.3,1,1;1,0,1"


def read(query):
    return from_query(query, kind=GateExperiment)


def test_points_of_ones_own_are_the_data():
    e, problems = read(OWN)
    data = e.load()
    assert not problems
    assert data.x.tolist() == [[0, 0], [0.3, 1], [1, 0]]
    assert data.y.tolist() == [0, 1, 1]
    assert to_query(e) == OWN


def test_without_any_they_are_the_gates_corners():
    corners = read("gate=nand")[0].load()
    own = read("data=own&gate=nand")[0].load()
    assert np.array_equal(own.x, corners.x) and np.array_equal(own.y, corners.y)


def test_the_square_reaches_as_far_as_they_do():
    data = read("data=own&pts=-3.2,0,0;0.3,4.1,1")[0].load()
    assert data.low <= -3.2 and data.high >= 4.1


@pytest.mark.parametrize("pts", ["0,0,2", "0,0", "11,0,1", "nan,0,1", ";", "0,0,0;" * 600 + "0,0,1", "0,0,0.5"])
def test_what_is_no_point_is_refused_by_name(pts):
    e, problems = read(f"data=own&pts={pts}")
    assert [(p.key, p.is_error) for p in problems] == [("pts", True)]
    assert "up to 500 points" in problems[0].allowed
    assert e.pts == ()


def test_a_corner_that_is_moved_is_a_point_of_ones_own_the_others_stay():
    e = moved(read("gate=xor")[0], 1, 0.25, 0.75)
    assert e.load().x.tolist() == [[0, 0], [0.25, 0.75], [1, 0], [1, 1]]
    assert e.load().y.tolist() == [0, 1, 1, 0]


def test_what_a_hand_tries_out_is_what_it_gets_when_it_lets_go():
    e = read("gate=xor")[0]
    place = places(e)[2]
    tried = read("&".join(f"{k}={v}" for k, v in place.items()).replace("{x}", "0.2500").replace("{y}", "-0.1"))[0]
    assert tried == moved(e, 2, 0.25, -0.1)


def test_points_that_are_drawn_at_random_cannot_be_held():
    assert places(read("data=spiral")[0]) == []


def test_a_click_adds_a_point_turns_it_and_takes_it_away():
    e, reach = read("gate=xor")[0], (0.05, 0.05)
    added = clicked(e, 0.5, 0.5, reach)
    assert added.pts[-3:] == (0.5, 0.5, 1.0) and len(added.pts) == 15
    turned = clicked(added, 0.52, 0.47, reach)
    assert turned.pts[-3:] == (0.5, 0.5, 0.0)
    assert clicked(turned, 0.5, 0.5, reach).load().x.tolist() == e.load().x.tolist()


def test_the_last_point_stays_and_a_random_set_is_nobodys_to_click():
    last, spiral = read("data=own&pts=0,0,0")[0], read("data=spiral")[0]
    assert clicked(last, 0.0, 0.0, (0.1, 0.1)) == last
    assert clicked(spiral, 0.0, 0.0, (0.1, 0.1)) == spiral
