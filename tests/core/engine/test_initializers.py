"""Start values: the digits that np.random.seed gives in a notebook, and the spreads that the papers ask for."""

import numpy as np
import pytest

from core.engine.initializers import INITIALIZERS, SCALED, draw_parameters

EVERY = pytest.mark.parametrize("name", INITIALIZERS)
SIZES = (300, 200, 1)
SPREAD = {"xavier": np.sqrt(2 / 500), "he": np.sqrt(2 / 300), "uniform": 3 / np.sqrt(3), "normal": 3.0, "zeros": 0.0}


def draw(name, sizes=SIZES, seed=7, scale=3.0):
    return draw_parameters(name, sizes, rng=np.random.RandomState(seed), scale=scale)


def test_uniform_gives_the_notebook_digits():
    theta = draw("uniform", (2, 1), seed=12345, scale=5.0)
    # low + width × draw: rounded twice, or once where a processor does both at once
    assert theta == pytest.approx([4.296160928171478, -1.836244454182141, -3.1608118832290555], abs=2e-15, rel=0)


def test_layers_are_drawn_in_order_weights_before_biases():
    rng = np.random.RandomState(5)
    expected = [rng.uniform(-1, 1, (2, 3)), rng.uniform(-1, 1, 3), rng.uniform(-1, 1, (3, 1)), rng.uniform(-1, 1, 1)]
    theta = draw("uniform", (2, 3, 1), seed=5, scale=1.0)
    np.testing.assert_array_equal(theta, np.concatenate([part.ravel() for part in expected]))


@EVERY
def test_one_flat_float64_vector_of_all_parameters(name):
    theta = draw(name, (3, 4, 2))
    assert theta.shape == (4 * 4 + 5 * 2,)
    assert theta.dtype == np.float64


@EVERY
def test_first_layer_spread(name):
    """60,000 weights: their standard deviation lies within 2 % of the formula's, their mean near 0."""
    W = draw(name)[: 300 * 200]
    assert W.std() == pytest.approx(SPREAD[name], rel=0.02)
    assert abs(W.mean()) <= 0.02 * SPREAD[name]


@EVERY
def test_scale_is_read_by_those_that_say_so_only(name):
    changed = not np.array_equal(draw(name, scale=1.0), draw(name, scale=2.0))
    assert changed == (name in SCALED)


@pytest.mark.parametrize("name", ["xavier", "he", "zeros"])
def test_biases_start_at_zero(name):
    theta = draw(name, (3, 4, 2))
    np.testing.assert_array_equal(theta[12:16], 0.0)
    np.testing.assert_array_equal(theta[-2:], 0.0)


def test_zeros_are_all_zero():
    np.testing.assert_array_equal(draw("zeros"), 0.0)


def test_uniform_stays_inside_its_half_width():
    assert np.abs(draw("uniform")).max() < 3.0


@EVERY
def test_same_seed_same_bits(name):
    np.testing.assert_array_equal(draw(name), draw(name))
    assert name == "zeros" or not np.array_equal(draw(name, seed=1), draw(name, seed=2))


def test_unknown_name_is_named_with_those_allowed():
    with pytest.raises(ValueError, match="'ones'.*uniform, normal, xavier, he, zeros"):
        draw("ones")
