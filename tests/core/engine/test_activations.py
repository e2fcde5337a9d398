"""Activations: values worked by hand, slopes against differences, and calm at the ends of float64."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.activations import ACTIVATIONS, activation

EVERY = pytest.mark.parametrize("name", ACTIVATIONS)
KINKED = pytest.mark.parametrize("name", [name for name, f in ACTIVATIONS.items() if f.kinks])

ln2, ln3 = math.log(2.0), math.log(3.0)

# name -> (z, f(z), f'(z)), from the definitions with pencil and paper
BY_HAND = {
    "linear": [(-2.5, -2.5, 1.0), (0.0, 0.0, 1.0), (3.0, 3.0, 1.0)],
    "step": [(-1.0, 0.0, 0.0), (0.499, 0.0, 0.0), (0.5, 1.0, 0.0), (2.0, 1.0, 0.0)],
    "sigmoid": [(0.0, 1 / 2, 1 / 4), (ln3, 3 / 4, 3 / 16), (-ln3, 1 / 4, 3 / 16)],
    "tanh": [(0.0, 0.0, 1.0), (ln2, 3 / 5, 16 / 25), (-ln3, -4 / 5, 9 / 25)],
    "relu": [(-2.0, 0.0, 0.0), (0.0, 0.0, 0.0), (2.0, 2.0, 1.0)],
    "leaky_relu": [(-2.0, -0.02, 0.01), (0.0, 0.0, 0.01), (2.0, 2.0, 1.0)],
    "softplus": [(0.0, ln2, 1 / 2), (ln3, 2 * ln2, 3 / 4), (-ln3, math.log(4 / 3), 1 / 4)],
    # PyTorch's gelu(approximate="tanh") prints 0.8412 and -0.1588 at 1 and -1.
    "gelu": [(0.0, 0.0, 1 / 2), (1.0, 0.8411919906, 1.0829640838), (-1.0, -0.1588080094, -0.0829640838)],
}

extreme_z = st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from(
    [1e300, -1e300, 5e-324, -5e-324, 2.2e-308, -0.0, 709.0, 710.0, -745.0, -746.0]
)


@EVERY
def test_value_and_slope_by_hand(name):
    z, value, slope = np.array(BY_HAND[name]).T
    np.testing.assert_allclose(activation(name)(z), value, rtol=1e-9, atol=1e-15)
    np.testing.assert_allclose(activation(name).slope(z), slope, rtol=1e-9, atol=1e-15)


@EVERY
@given(z=st.floats(-8.0, 8.0))
def test_slope_is_the_central_difference_away_from_kinks(name, z):
    f, h = activation(name), 1e-5
    z = np.array([z + 1e-3 if any(abs(z - kink) < 1e-3 for kink in f.kinks) else z])
    numeric = (f(z + h) - f(z - h)) / (2 * h)
    np.testing.assert_allclose(f.slope(z), numeric, atol=1e-8)


@EVERY
@given(z=extreme_z)
def test_finite_at_the_ends_of_float64(name, z):
    z = np.array([z])
    assert np.isfinite(activation(name)(z)).all()
    assert np.isfinite(activation(name).slope(z)).all()


@EVERY
def test_limits_far_out(name):
    """Every activation here is, far enough out, one of its two asymptotes to the last bit."""
    low, high = activation(name)(np.array([-1e300, 1e300]))
    expected = {
        "linear": (-1e300, 1e300),
        "tanh": (-1.0, 1.0),
        "step": (0.0, 1.0),
        "sigmoid": (0.0, 1.0),
        "leaky_relu": (-1e298, 1e300),
    }.get(name, (0.0, 1e300))
    assert (low, high) == pytest.approx(expected, rel=1e-15, abs=1e-300)


@EVERY
def test_input_is_left_alone_and_shape_kept(name):
    z = np.linspace(-3.0, 3.0, 12).reshape(4, 3)
    before = z.copy()
    assert activation(name)(z).shape == activation(name).slope(z).shape == (4, 3)
    np.testing.assert_array_equal(z, before)


@EVERY
def test_integers_are_taken_as_real_numbers(name):
    np.testing.assert_array_equal(activation(name)([-1, 0, 2]), activation(name)([-1.0, 0.0, 2.0]))


@KINKED
def test_kinks_are_where_the_one_sided_slopes_or_values_differ(name):
    f, h = activation(name), 1e-7
    for kink in f.kinks:
        left, at, right = f(np.array([kink - h, kink, kink + h]))
        assert abs((right - at) / h - (at - left) / h) > 0.5


def test_step_fires_at_its_threshold():
    z = np.array([-0.3, -0.2, 0.5])
    np.testing.assert_array_equal(activation("step", -0.2)(z), [0.0, 1.0, 1.0])
    np.testing.assert_array_equal(activation("step")(z), [0.0, 0.0, 1.0])
    assert activation("step", -0.2).kinks == (-0.2,)


@pytest.mark.parametrize("z", [-30.0, -300.0, -700.0])
def test_sigmoid_keeps_its_relative_precision_in_the_tail(z):
    assert activation("sigmoid")(z) == pytest.approx(math.exp(z), rel=1e-12)


def test_unknown_name_is_named_with_those_allowed():
    with pytest.raises(ValueError, match="'swish'.*linear, step, sigmoid, tanh"):
        activation("swish")
