"""Losses: each worked by hand once, its gradient exact, its value calm at huge logits."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core.engine.gradients import check_gradient
from core.engine.losses import LOSSES, loss, softmax

EVERY = pytest.mark.parametrize("name", LOSSES)

ln2, ln3 = math.log(2.0), math.log(3.0)

# name -> (p, y, value, gradient)
BY_HAND = {
    # errors 1, -2, 0, 3: squares sum to 14
    "mse": ([[1, 2], [0, 4]], [[0, 4], [0, 1]], 14 / 4, [[2 / 4, -4 / 4], [0, 6 / 4]]),
    "half_mse": ([[1, 2], [0, 4]], [[0, 4], [0, 1]], 14 / 8, [[1 / 4, -2 / 4], [0, 3 / 4]]),
    "sse": ([[1, 2], [0, 4]], [[0, 4], [0, 1]], 14, [[2, -4], [0, 6]]),
    # sigmoid of 0, ln 3, -ln 3 is 1/2, 3/4, 1/4
    "bce": (
        [[0], [ln3], [-ln3]],
        [[1], [1], [1]],
        (math.log(2) + math.log(4 / 3) + math.log(4)) / 3,
        [[-1 / 6], [-1 / 12], [-1 / 4]],
    ),
    # softmax of (0, ln 3) is (1/4, 3/4); of (0, 0) it is (1/2, 1/2)
    "softmax_ce": (
        [[0, ln3], [0, 0]],
        [[1, 0], [0, 1]],
        (math.log(4) + math.log(2)) / 2,
        [[-3 / 8, 3 / 8], [1 / 4, -1 / 4]],
    ),
}


def floats(*values):
    return [np.array(value, dtype=float) for value in values]


def both(name, p, y):
    """(value, value again, gradient)"""
    out = np.empty_like(p)
    again = loss(name).value_and_gradient(p, y, out)
    return loss(name).value(p, y), again, out


@EVERY
def test_value_and_gradient_by_hand(name):
    p, y, expected, slope = floats(*BY_HAND[name])
    value, again, gradient = both(name, p, y)
    assert value == pytest.approx(expected, rel=1e-14)
    assert again == value
    np.testing.assert_allclose(gradient, slope, rtol=1e-14, atol=1e-16)


@EVERY
@given(data=st.data())
def test_gradient_is_the_derivative_of_the_value(name, data):
    shape = data.draw(st.tuples(st.integers(1, 4), st.integers(1, 3)))
    p = data.draw(arrays(float, shape, elements=st.floats(-5, 5)))
    y = data.draw(arrays(float, shape, elements=st.floats(0, 1)))  # not only probabilities: exact for any target
    _, _, gradient = both(name, p, y)
    numeric = check_gradient(lambda point: loss(name).value(point, y), gradient, p).numeric
    np.testing.assert_allclose(gradient, numeric, atol=1e-7)


@EVERY
def test_inputs_are_left_alone(name):
    p, y, _, _ = floats(*BY_HAND[name])
    p_before, y_before = p.copy(), y.copy()
    both(name, p, y)
    np.testing.assert_array_equal(p, p_before)
    np.testing.assert_array_equal(y, y_before)


@pytest.mark.parametrize("scale", [1e2, 1e4, 1e300])
@pytest.mark.parametrize("name", [name for name, one in LOSSES.items() if one.link])
def test_cross_entropy_is_exact_at_huge_logits(name, scale):
    z = np.array([[scale, -scale]])
    right, _, flat = both(name, z, np.array([[1.0, 0.0]]))
    wrong, _, steep = both(name, z, np.array([[0.0, 1.0]]))
    assert right == pytest.approx(0.0, abs=1e-40)
    assert math.copysign(1.0, right) == 1.0  # a page must not print -0.0
    assert wrong == pytest.approx(scale if name == "bce" else 2 * scale)
    np.testing.assert_allclose(flat, 0.0, atol=1e-15)
    np.testing.assert_allclose(np.abs(steep), 0.5 if name == "bce" else 1.0)


@pytest.mark.parametrize("z", [10.0, 30.0, 50.0, 300.0])
@pytest.mark.parametrize("y", [0.0, 1.0])
def test_bce_of_a_confident_right_answer_keeps_its_digits(y, z):
    """So that a loss curve on a logarithmic axis goes on falling smoothly below 1e-14."""
    signed = z if y else -z
    value = loss("bce").value(np.array([[signed]]), np.array([[y]]))
    assert value == pytest.approx(math.log1p(math.exp(-z)), rel=1e-12)


def test_softmax_rows_sum_to_one_and_ignore_a_shift():
    z = np.array([[0.0, ln2, ln3], [1e4, 1e4 + ln2, 1e4 + ln3]])
    np.testing.assert_allclose(softmax(z), [[1 / 6, 2 / 6, 3 / 6]] * 2, rtol=1e-11)
    np.testing.assert_array_equal(softmax(np.array([[1e300, -1e300]])), [[1.0, 0.0]])


def test_links_name_what_turns_logits_into_outputs():
    assert {name: one.link for name, one in LOSSES.items() if one.link} == {"bce": "sigmoid", "softmax_ce": "softmax"}


def test_unknown_name_is_named_with_those_allowed():
    with pytest.raises(ValueError, match="'hinge'.*mse, half_mse, sse, bce, softmax_ce"):
        loss("hinge")
