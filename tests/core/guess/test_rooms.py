"""Rooms are bounded, forget, and keep one guess of each telephone; what a histogram shows of them."""

from itertools import pairwise

import pytest

from core.guess import rooms as module
from core.guess.guesses import PLACES
from core.guess.rooms import ASIDE, IDLE, Full, Rooms
from core.guess.tally import MOST_CURVES, tally


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_one_guess_of_each_telephone(clock):
    rooms = Rooms(clock)
    assert rooms.open("abcdef", "and") and rooms.open("abcdef", "and")
    assert not rooms.open("abcdef", "or"), "the code is another lesson's"
    for guess in (3, 4, None):
        assert rooms.put("abcdef", "token", guess)
    assert rooms.put("abcdef", "other", 4)
    assert rooms.look("abcdef")[2] == [None, 4]
    assert not rooms.put("zzzzzz", "token", 4) and rooms.look("zzzzzz") is None


def test_a_room_that_nobody_looks_at_goes(clock):
    rooms = Rooms(clock)
    rooms.open("abcdef", "and")
    clock.now = IDLE - 1
    assert rooms.look("abcdef")
    clock.now += IDLE + 1
    assert rooms.look("abcdef") is None and len(rooms) == 0


def test_where_all_are_taken_those_that_are_looked_at_stay(clock):
    rooms = Rooms(clock, most_rooms=2)
    rooms.open("aaaaaa", "and")
    rooms.open("bbbbbb", "and")
    with pytest.raises(Full):
        rooms.open("cccccc", "and")
    clock.now = ASIDE + 1
    rooms.look("aaaaaa")
    assert rooms.open("cccccc", "and") and rooms.lesson("aaaaaa") == "and" and rooms.lesson("bbbbbb") is None


def test_guesses_are_bounded_in_number_and_bytes(clock, monkeypatch):
    monkeypatch.setattr(module, "MOST_GUESSES", 3)
    rooms = Rooms(clock, most_bytes=5000)
    rooms.open("aaaaaa", "plateau")
    for k in range(3):
        rooms.put("aaaaaa", f"token{k}", (0.5,) * PLACES)
    with pytest.raises(Full):
        rooms.put("aaaaaa", "token3", (0.5,) * PLACES)
    assert rooms.put("aaaaaa", "token2", (0.4,) * PLACES), "a guess may still be changed"
    rooms.open("bbbbbb", "plateau")
    with pytest.raises(Full):
        rooms.put("bbbbbb", "token0", (0.5,) * PLACES)
    assert rooms.nbytes <= 5000


def test_steps_are_counted_in_bins_that_hold_each_step_once():
    counted = tally("step", [0, 4, 5, 100, None], total=100, choices=0)
    assert counted["n"] == 5 and counted["never"] == 1 and counted["median"] == 4.5
    spans = counted["bins"]
    assert len(spans) <= 20 and spans[0][0] == 0 and spans[-1][1] == 100
    assert all(a[1] + 1 == b[0] for a, b in pairwise(spans))
    assert sum(count for *_, count in spans) == 4
    assert tally("step", [], total=5, choices=0)["median"] is None


def test_choices_and_drawings_are_counted():
    assert tally("choice", [0, 2, 2], total=0, choices=4)["counts"] == [1, 0, 2, 0]
    some = [(float(k),) * PLACES for k in range(MOST_CURVES + 81)]
    counted = tally("drawing", some, total=10, choices=0)
    assert counted["n"] == MOST_CURVES + 81 and len(counted["curves"]) == MOST_CURVES
    assert counted["median"] == [100.0] * PLACES and counted["curves"][-1][0] == MOST_CURVES + 80
    assert tally("drawing", [], total=10, choices=0)["curves"] == []
