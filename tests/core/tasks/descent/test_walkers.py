"""Walkers as text: what is written reads back, what is bad is named, each optimiser is offered in turn."""

from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.engine.optimizers import OPTIMIZERS
from core.experiment.values import settle
from core.tasks.descent.experiment import DescentExperiment
from core.tasks.descent.walkers import (
    LARGEST_RATE,
    MOST_WALKERS,
    SMALLEST_RATE,
    Walker,
    next_optimizer,
    parse_walkers,
    walker,
    write_walkers,
)
from core.tasks.registry import read_link, write_link

rates = st.floats(SMALLEST_RATE, LARGEST_RATE)
places = st.none() | st.tuples(st.floats(-1000.0, 1000.0), st.floats(-1000.0, 1000.0))


@st.composite
def any_walker(draw):
    opt = draw(st.sampled_from(list(OPTIMIZERS)))
    limits = {"mom": 0.9999, "b1": 0.9999, "b2": 0.999999, "rho": 0.9999, "eps": 1.0, "wd": 10.0}
    names = draw(st.sets(st.sampled_from(OPTIMIZERS[opt].hyper))) if OPTIMIZERS[opt].hyper else ()
    given_values = {name: draw(st.floats(0.0, limits[name])) for name in sorted(names)}
    return walker(opt, draw(rates), draw(places), **given_values)


@settings(max_examples=200, deadline=None)
@given(st.lists(any_walker(), min_size=1, max_size=MOST_WALKERS).map(tuple))
def test_walkers_round_trip(walkers):
    assert parse_walkers(write_walkers(walkers)) == walkers
    e = settle(DescentExperiment(walkers=walkers))[0]
    back, problems = read_link(write_link(e))
    assert back == e and problems == []


def test_walkers_as_text():
    text = "gd:0.1;momentum:0.01;momentum:0.01:0.5;adam:0.1:0.8@-1,2.5;adamw:0.001:0.9:0.999:1e-08:0.1"
    walkers = parse_walkers(text)
    assert walkers[0] == Walker("gd", 0.1) and walkers[1] == walker("momentum", 0.01)
    assert walkers[3] == Walker("adam", 0.1, (0.8, 0.999, 1e-8), (-1.0, 2.5))
    assert walkers[4].rates == {"lr": 0.001, "b1": 0.9, "b2": 0.999, "eps": 1e-8, "wd": 0.1}
    assert write_walkers(walkers) == text
    assert write_walkers(parse_walkers("momentum:0.010:0.9")) == "momentum:0.01"


def test_every_optimiser_is_offered_in_turn_also_one_that_is_new(monkeypatch):
    def offered():
        taken = []
        while len(taken) < len(OPTIMIZERS):
            taken.append(next_optimizer(taken))
        return taken

    assert offered()[:4] == ["momentum", "adam", "rmsprop", "nesterov"] and offered()[-1] == "gd"
    monkeypatch.setitem(OPTIMIZERS, "new", OPTIMIZERS["gd"])
    assert sorted(offered()) == sorted(OPTIMIZERS)
    assert next_optimizer(OPTIMIZERS) == "gd", "once all walk, another of the plainest"


@pytest.mark.parametrize(
    "text",
    [
        "", ";", "gd", "gd:", "gd:0", "gd:11", "gd:1e-11", "gd:nan", "gd:inf", "gd:0.1;", "gd:0.1:0.9", "GD:0.1",
        "sgd:0.1", "momentum:0.1:1", "momentum:0.1:-0.1", "adam:0.1:0.9:0.999:1e-8:0.1", "gd:0.1@", "gd:0.1@1",
        "gd:0.1@1,2,3", "gd:0.1@1,1001", "gd:0.1@nan,1", "gd:0.1@1,2@3,4", "gd: 0.1", "gd:０.1", "gd:0.1,gd:0.2",
        ";".join(["gd:0.1"] * 9), "gd:0.1;" * 10_000, "x" * 60_000,
    ],
)  # fmt: skip
def test_bad_walkers_are_named_with_what_is_allowed(text):
    e, (problem, *rest) = read_link(f"task=descent&steps=7&walkers={quote(text)}"[:65_000])
    assert rest == [] and e.walkers == (Walker("gd", 0.1),) and e.steps == 7
    assert problem.key == "walkers" and "momentum" in problem.allowed and problem.used == "gd:0.1"
