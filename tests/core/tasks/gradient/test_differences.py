"""Differences: the notebook's digits, both arms of the U, and what happens when h is lost."""

import math

import numpy as np
import pytest

from core.engine.gradients import numerical_gradient
from core.experiment.link import from_query
from core.record.link import START
from core.record.timeline import Timeline
from core.tape.tape import detail
from core.tape.tape import record as chunk_of
from core.tasks.gradient.differences import FUNCTIONS, SCHEMES, SIZES, best_h, bowl_along, rounding, truncation
from core.tasks.gradient.experiment import GradientExperiment
from core.tasks.gradient.network_check import CHECKED
from core.tasks.gradient.record import record
from core.tasks.gradient.story import code_at

POINTS = (-1.3, 0.7, 2.0)


def steps(link=""):
    e, problems = from_query(link, kind=GradientExperiment)
    assert not problems
    return e, record(e).steps


def codes(link=""):
    e, _ = from_query(link, kind=GradientExperiment)
    return [(event.at, event.code) for event in record(e).events]


def test_h_goes_from_a_tenth_to_1e_49_and_decades_are_exact():
    assert SIZES[0] == 1e-1 and SIZES[-1] == 1e-49 == 10e-50
    assert {1e-4, 1e-7, 1e-16, 1e-18, 1e-19} <= set(SIZES)
    assert list(SIZES) == sorted(SIZES, reverse=True)
    assert len(SIZES) - 1 == GradientExperiment().total <= 250
    assert SIZES[12] == 1e-4


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("x", POINTS)
def test_each_derivative_is_the_derivative_of_the_one_before(name, x):
    f = FUNCTIONS[name]
    for g, slope in ((f.value, f.first), (f.first, f.second), (f.second, f.third)):
        assert numerical_gradient(lambda p, g=g: g(float(p[0])), np.array([x]))[0] == pytest.approx(slope(x), abs=1e-8)


def test_forward_backward_and_central_by_hand():
    f = FUNCTIONS["square"].value  # at 3 with h = 1/2: 12.25, 9, 6.25
    assert [scheme(f, 3.0, 0.5) for scheme in SCHEMES.values()] == [6.5, 5.5, 6.0]


def test_the_digits_that_the_notebook_and_the_book_print():
    """Two values, each rounded in its last bit or the one before, over 2h."""
    book, h = FUNCTIONS["book"].value, 1e-4
    for f, x, printed in (
        (book, 5.0, 0.1999999999990898), (book, 10.0, 0.2999999999986347),
        (bowl_along(4.0).value, 3.0, 6.00000000000378), (bowl_along(3.0).value, 4.0, 7.999999999999119),
    ):  # fmt: skip
        assert SCHEMES["central"](f, x, h) == pytest.approx(printed, abs=2.0**-52 * f(x) / h, rel=0)


@pytest.mark.parametrize("point", [(3, 4), (0, 2), (3, 0), (0.3, 0.4)])
def test_partial_derivatives_are_twice_the_coordinates(point):
    _, columns = steps(f"x0={point[0]}&x1={point[1]}")
    assert columns["partial"][12] == pytest.approx(2.0 * np.array(point), abs=1e-10)


def test_an_array_of_integers_is_cut():
    _, columns = steps()
    assert columns["trap"][12].tolist() == [25000.0, 35000.0]  # (9 - 4) / 0.0002, (16 - 9) / 0.0002
    _, fractions = steps("x0=0.3")
    assert np.isnan(fractions["trap"]).all()


@pytest.mark.parametrize("name", ["sin", "exp", "cube"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_both_arms_are_where_the_formulas_say(name, scheme):
    f, x = FUNCTIONS[name], 0.7
    large, small = 1e-2 if scheme == "central" else 1e-4, 1e-12
    errors = {h: abs(SCHEMES[scheme](f.value, x, h) - f.first(x)) for h in (large, small)}
    assert errors[large] == pytest.approx(truncation(f, x, large, scheme), rel=0.02)
    assert errors[small] <= 2.0 * rounding(f, x, small, scheme)
    assert errors[small] > 1e-7


def test_the_best_h_is_near_the_square_and_the_cube_root_of_epsilon():
    f = FUNCTIONS["exp"]
    assert best_h(f, 1.0, "forward") == pytest.approx(math.sqrt(2.0**-52), rel=3.0)
    assert best_h(f, 1.0, "central") == pytest.approx(2.0 ** (-52 / 3), rel=3.0)
    assert math.isnan(best_h(FUNCTIONS["square"], 3.0, "central"))  # nothing is truncated
    for scheme in SCHEMES:
        e, columns = steps(f"f=exp&scheme={scheme}")
        there = SIZES[int(np.argmin(columns["gap"]))]
        assert 1e-2 < there / best_h(f, e.x, scheme) < 1e2


def test_what_is_said_goes_down_one_arm_and_up_the_other():
    assert [code for _, code in codes()] == ["truncation", "sweet", "rounding", "lost"]
    assert dict(codes("f=bowl0&scheme=central"))[0] == "plain"
    assert codes("f=abs&x=0") == [(0, "kink")]
    assert codes("f=abs&x=0.02&scheme=central")[0] == (0, "straddle")
    assert "absorbed" in dict(map(reversed, codes("f=exp&x=0")))
    assert "lost" not in dict(map(reversed, codes("x=0")))  # 0 + h is h, however small


def test_h_below_the_last_bit_gives_exactly_0():
    e, columns = steps("f=square&x=3")
    assert columns["h"][-1] == 1e-49
    assert columns["value"][-1].tolist() == [0.0, 0.0, 0.0]
    assert columns["gap"][-1] == e.exact == 6.0
    assert code_at(e, 1e-49, 0.0, 6.0) == "lost"
    assert not columns["lens"][-1].any()


def test_the_magnified_curve_holds_the_secants_own_points():
    e, columns = steps("f=exp&scheme=central")
    u0, u1 = columns["lens_chord"][12][0]
    assert (u0, u1) == (-1.0, 1.0)
    low, high = columns["lens_chord"][12][1]
    assert (high - low) / 2.0 == pytest.approx(columns["slope"][12])
    assert columns["lens"][12][[60, 180]] == pytest.approx([low, high])
    assert e.exact == pytest.approx(math.e, rel=1e-15)


def test_the_tape_serves_the_sweep_in_pieces():
    e, columns = steps("f=book&x=5")
    timeline = Timeline(e.total)
    pieces = [chunk_of(e, START, number)[0] for number in range(timeline.n_chunks)]
    assert [piece.stride for piece in pieces] == [1] * len(pieces)
    joined = np.concatenate([piece.steps["value"] for piece in pieces])
    assert np.array_equal(joined, columns["value"])
    assert detail(e, START, 12, 13).steps["numeric"].shape == (2, CHECKED.n_params)


def test_the_point_that_is_not_used_leaves_the_link():
    e, problems = from_query("f=bowl0&x=5", kind=GradientExperiment)
    assert e.x == e.default("x") and [p.code for p in problems] == ["no_effect"]
    _, problems = from_query("f=tan&x=1e9&h=3", kind=GradientExperiment)
    assert [(p.code, p.key) for p in problems] == [("value", "f"), ("value", "x"), ("unknown", "h")]
