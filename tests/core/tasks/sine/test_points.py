"""The points of a curve: standardised or not, split, given, however odd."""

import numpy as np
import pytest

from core.experiment.link import from_query
from core.tasks.sine.experiment import SineExperiment
from tests.core.tasks.sine.runs import curve, experiment, joined, tape


@pytest.mark.parametrize("stdx", [0, 1])
@pytest.mark.parametrize("stdy", [0, 1])
@pytest.mark.parametrize("val", [0, 25])
def test_standardisation_reads_the_training_points_only(stdx, stdy, val):
    e = experiment(f"stdx={stdx}&stdy={stdy}&val={val}&points=30&curve=xsin&low=-2&high=9&noise=0.3")
    data = e.load()
    raw_x, raw_y = e.raw_points()
    n_test = 30 * val // 100
    assert (len(data.x), len(data.x_test), e.n_train, e.n_test) == (30 - n_test, n_test, 30 - n_test, n_test)
    for on, scale, u in ((stdx, data.x_scale, data.x[:, 0]), (stdy, data.y_scale, data.y)):
        if on:
            assert (u.mean(), u.std()) == pytest.approx((0.0, 1.0), abs=1e-12)
        else:
            assert (scale.shift, scale.size) == (0.0, 1.0)
    back_x = data.x_scale.back(np.concatenate([data.x, data.x_test])[:, 0])
    back_y = data.y_scale.back(np.concatenate([data.y, data.y_test]))
    pairs = sorted(zip(back_x.tolist(), back_y.tolist(), strict=True))
    assert pairs == [(pytest.approx(x), pytest.approx(y)) for x, y in zip(raw_x, raw_y, strict=True)]
    assert (data.low, data.high) == (-2.0, 9.0)


def test_the_split_belongs_to_the_seed_of_the_data():
    first, again, other = (experiment(f"val=30&{rest}").load() for rest in ("", "seed=5", "dseed=5"))
    assert first.x_test.tolist() == again.x_test.tolist() != other.x_test.tolist()
    assert set(first.x_test[:, 0]).isdisjoint(first.x[:, 0])


@pytest.mark.parametrize(("n", "val", "held_out"), [(2, 90, 1), (2, 10, 0), (3, 50, 1), (40, 90, 36)])
def test_sizes_of_the_split(n, val, held_out):
    e = experiment(f"points={n}&val={val}")
    assert (e.n_test, len(e.load().x_test)) == (held_out, held_out)


def test_points_of_ones_own_come_back_unchanged():
    e = experiment("curve=points&pts=3,1e100,-2,0.1,7,-5")
    x, y = e.raw_points()
    assert (x.tolist(), y.tolist()) == ([3.0, -2.0, 7.0], [1e100, 0.1, -5.0])
    assert (e.load().low, e.load().high) == (-2.0, 7.0)


def test_points_above_each_other_still_have_an_axis():
    data = experiment("curve=points&pts=3,1,3,2").load()
    assert (data.low, data.high) == (2.5, 3.5)


@pytest.mark.parametrize("stdx", [0, 1])
@pytest.mark.parametrize("pts", ["0,0.1,1,0.1,2,0.1", "0.1,0,0.1,1,0.1,2", "1e100,-1e100,-1e100,1e100", "0,5e-324,1,0"])
def test_odd_points_can_be_fitted(pts, stdx):
    link = f"curve=points&pts={pts}&stdx={stdx}&stdy=1&epochs=40"
    chunks, _ = tape(link)
    assert np.isfinite(joined(chunks, "loss")).all()
    if "0.1,1,0.1" in pts and pts.startswith("0,"):
        assert curve(link, chunks, -1) == pytest.approx(0.1, abs=2.0)


@pytest.mark.parametrize("pts", ["", "1,2", "1,2,3", "1,2,3,4,5"])
def test_too_few_points_or_half_a_pair_fall_back_and_are_named(pts):
    e, (problem,) = from_query(f"curve=points&pts={pts}&lr=0.2", kind=SineExperiment)
    assert (e.curve, e.pts, e.lr) == ("sine", (), 0.2)
    assert (problem.key, problem.used, problem.is_error) == ("pts", "curve=sine", True)


@pytest.mark.parametrize(
    ("link", "used"),
    [
        ("low=1", [("low", "1", "0")]), ("high=-1", [("high", "-1", "0.5")]),
        ("low=3&high=2", [("low", "3", "0"), ("high", "2", "0.5")]),
    ],
)  # fmt: skip
def test_an_empty_range_falls_back_and_is_named(link, used):
    e, problems = from_query(link, kind=SineExperiment)
    assert (e.low, e.high) == (0.0, 0.5)
    assert [(p.key, p.value, p.used) for p in problems] == used
