"""Links of the sine task: each gives an experiment that can be loaded and is its own link, none asks for hours."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.data.curves import MOST_ROWS
from core.experiment.link import from_query, to_query
from core.experiment.values import settings_of, settle
from core.tasks.registry import read_link
from core.tasks.sine.experiment import SineExperiment

VALID = {
    key: s.choices or (s.write(getattr(SineExperiment(), key)), "0", "1", "2", "0.5", "10000", "-3", "nan", "")
    for key, s in settings_of(SineExperiment).items()
} | {"hidden": ("0", "3", "4-2", "64-64"), "pts": ("0,0,1,1", "1,2,3", "1e100,2,3,4", "", "a"), "w": ("", "1,2,3,4")}


@settings(max_examples=10)
@given(st.integers(0, 2**62))
def test_any_link_gives_an_experiment_that_can_be_loaded_and_is_its_own_link(seed):
    rng = random.Random(seed)
    for _ in range(150):
        keys = rng.choices(sorted(VALID), k=rng.randrange(9))
        check_that_a_link_can_be_loaded("&".join(f"{key}={rng.choice(VALID[key])}" for key in keys))


def check_that_a_link_can_be_loaded(query):
    e, problems = from_query(query, kind=SineExperiment)
    assert from_query(to_query(e), kind=SineExperiment) == (e, [])
    assert settle(e) == (e, [])
    data = e.load()
    assert len(data.x) == e.n_train >= 1 and len(data.x_test) == e.n_test
    assert data.low < data.high and np.isfinite(data.y).all()
    for problem in problems:
        assert str(problem).isprintable()


@pytest.mark.parametrize(
    ("query", "task"),
    [("task=sine&lr=0.3", "sine"), ("lr=0.3", "gates"), ("task=gates&lr=0.3", "gates"), ("?lr=0.3&task=sine", "sine")],
)
def test_a_link_may_name_its_task(query, task):
    e, problems = read_link(query)
    assert (e.task, e.lr, problems) == (task, 0.3, [])


def test_an_unknown_task_is_named():
    e, (problem,) = read_link("task=cosine&lr=0.3")
    assert (e.task, e.lr, problem.key, problem.used) == ("gates", 0.3, "task", "gates")
    assert "sine" in problem.allowed


def many_points(n=MOST_ROWS):
    return tuple(float(v) for k in range(n) for v in (k / n, (k % 7) / 7))


@pytest.mark.parametrize(
    ("changes", "key", "used"),
    [({"rule": "online", "hidden": (16,) * 2}, "rule", "exact"), ({"batch": 1, "hidden": (16,) * 2}, "batch", "0")],
)
def test_given_points_stay_when_a_run_would_take_too_long(changes, key, used):
    wanted = replace(SineExperiment(curve="points", pts=many_points()), **changes)
    e, problems = settle(wanted)
    assert e.pts == wanted.pts and e.batch == 0 and e.rule == "exact"
    assert [(p.key, p.used) for p in problems if p.key == key] == [(key, used)]
    assert settle(e) == (e, [])


def test_sampled_points_are_cut_instead():
    e, problems = from_query("points=10000&rule=online&hidden=64-64-64", kind=SineExperiment)
    assert e.points < 10_000 and "points" in {p.key for p in problems}
    assert settle(e) == (e, [])
