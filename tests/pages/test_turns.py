"""Whose turn it is to train."""

import asyncio

import pytest

from pages.web.turns import Turns, urgency
from tests.coroutines import finished


@pytest.mark.parametrize(
    ("header", "meant"), [("", 3), ("u=0", 0), ("i, u=6", 6), ("u=9", 3), ("urgent", 3), ("u=5;x", 5)]
)
def test_urgency_as_the_header_says_it(header, meant):
    assert urgency(header) == meant


def test_one_at_a_time_the_most_urgent_first_and_then_who_came_first():
    done, at_once = [], []

    async def one(turns, name, urgency):
        async with turns.turn(urgency):
            at_once.append(name)
            await asyncio.sleep(0)
            assert at_once == [name]
            at_once.clear()
            done.append(name)

    async def all_of_them():
        turns = Turns()
        wishes = (("a", 6), ("b", 6), ("c", 3), ("d", 0), ("e", 3))
        await asyncio.gather(*(one(turns, *wish) for wish in wishes))
        await one(turns, "f", 7)

    finished(all_of_them())
    assert done == ["a", "d", "c", "e", "b", "f"]


def test_who_goes_away_keeps_nobody_waiting():
    async def story():
        turns, entered = Turns(), []

        async def one(name):
            async with turns.turn(3):
                entered.append(name)

        async with turns.turn(3):
            waiting = [asyncio.create_task(one(name)) for name in "abc"]
            await asyncio.sleep(0)
            waiting[0].cancel()
            await asyncio.sleep(0)
        waiting[1].cancel()  # its turn has come in this moment
        await asyncio.wait(waiting)
        await asyncio.wait_for(one("d"), 5)
        return entered

    assert finished(story()) == ["c", "d"]
