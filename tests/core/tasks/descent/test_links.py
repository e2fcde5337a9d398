"""Links of the descent task: the default, everything at once, and what is bad, without effect or too much, by name."""

import pytest

from core.tasks.descent.record import record
from core.tasks.descent.walkers import Walker
from core.tasks.registry import read_link, write_link
from tests.core.tasks.descent.walks import walk


def test_a_long_function_for_many_walkers_is_given_fewer_steps_and_says_so():
    query = f"surface=own&f={'*'.join(['x0'] * 66)}&walkers={';'.join(['adamw:0.001'] * 8)}&steps=2000"
    e, (problem,) = read_link(f"task=descent&{query}")
    assert (problem.code, problem.key, problem.used) == ("too_much", "steps", str(e.steps)) and 1000 < e.steps < 2000
    assert walk(f"surface=rastrigin&walkers={';'.join(['adamw:0.001'] * 8)}&steps=2000")[0].steps == 2000


def test_default():
    e, problems = read_link("task=descent")
    assert problems == [] and write_link(e) == "task=descent"
    assert (e.surface, e.walkers, e.starts().tolist(), e.steps) == ("bowl", (Walker("gd", 0.1),), [[-3.0, 4.0]], 100)


@pytest.mark.parametrize(
    ("query", "key", "allowed"),
    [
        ("surface=bowll", "surface", "rosenbrock"),
        ("surface=quadratic&kappa=0.5", "kappa", "1 to 1000"),
        ("surface=own&f=x0%2B", "f", "at character 4, where the text ends"),
        ("surface=own&f=__import__('os')", "f", "at character 1, not '__import__'"),
        ("x0=1e9", "x0", "-1000 to 1000"),
        ("grad=numeric&h=0", "h", "1e-50 to 1"),
        ("grad=noisy&sigma=-1", "sigma", "0 to 1000"),
        ("steps=2001", "steps", "1 to 2000"),
        ("steps=0", "steps", "1 to 2000"),
        ("basin=2", "basin", "off, 1"),
        ("basin=yes", "basin", "off, 1, 2"),
    ],
)
def test_bad_values_are_named_with_what_is_allowed(query, key, allowed):
    e, (problem,) = read_link(f"task=descent&{query}")
    assert problem.is_error and problem.key == key and allowed in problem.allowed
    assert getattr(e, key) == e.default(key)


@pytest.mark.parametrize("query", ["kappa=5", "f=x0", "span=2", "h=0.1", "sigma=2", "seed=1", "x0=1&walkers=gd:1@1,2"])
def test_settings_without_effect_are_named(query):
    e, problems = read_link(f"task=descent&{query}")
    key = query.split("=")[0]
    assert [(p.code, p.key) for p in problems] == [("no_effect", key)] and getattr(e, key) == e.default(key)


def test_a_link_with_everything():
    query = (
        "task=descent&surface=own&f=sin(x0)%2Bx1%5E2&span=3&basin=2&walkers=gd:0.1;adam:0.1@1,2&grad=noisy&sigma=0.5"
    )
    e, problems = read_link(f"{query}&x0=1&x1=-1&seed=4&steps=40")
    assert problems == []
    assert read_link(write_link(e)) == (e, [])
    assert record(e).steps["path"].tolist() == record.__wrapped__(read_link(write_link(e))[0]).steps["path"].tolist()
