"""Numerical differentiation, and the gradient check that every other test leans on."""

import numpy as np
import pytest

from core.engine.gradients import check_gradient, numerical_gradient


def quadratic(theta):
    return float(np.sum(theta**2))


def test_gradient_of_a_quadratic():
    np.testing.assert_allclose(numerical_gradient(quadratic, np.array([3.0, -1.0, 0.0])), [6.0, -2.0, 0.0], atol=1e-9)


def test_any_shape():
    theta = np.array([[1.0, 2.0], [3.0, 4.0]])
    np.testing.assert_allclose(numerical_gradient(quadratic, theta), 2 * theta, atol=1e-9)


def test_h_is_used():
    """A central difference of x³ is 3x² + h²: the textbook's h = 0.5 shows its error exactly."""
    assert numerical_gradient(lambda x: float(x[0] ** 3), [2.0], h=0.5)[0] == 12.25


def test_theta_is_left_alone_even_if_f_raises():
    theta = np.array([1.0, 2.0])
    numerical_gradient(quadratic, theta)
    with pytest.raises(ZeroDivisionError):
        numerical_gradient(lambda _: 1 / 0, theta)
    np.testing.assert_array_equal(theta, [1.0, 2.0])


def test_integers_are_not_truncated():
    np.testing.assert_allclose(numerical_gradient(quadratic, np.array([3, -1])), [6.0, -2.0], atol=1e-9)


@pytest.mark.parametrize("h", [0.0, -1e-5, float("nan")])
def test_h_must_be_positive(h):
    with pytest.raises(ValueError, match=f"h = {h} .*greater than 0"):
        numerical_gradient(quadratic, np.array([1.0]), h)


def test_check_passes_a_right_gradient():
    theta = np.array([3.0, -1.0, 0.5])
    assert check_gradient(quadratic, 2 * theta, theta).relative_error < 1e-9


@pytest.mark.parametrize("wrong", range(4))
def test_check_names_the_wrong_parameter(wrong):
    theta = np.array([3.0, -1.0, 0.5, 2.0])
    gradient = 2 * theta
    gradient[wrong] += 0.6
    check = check_gradient(quadratic, gradient, theta)
    assert check.worst == wrong
    assert check.relative_error == pytest.approx(0.6 / np.abs(gradient).max().clip(6.0), rel=1e-6)


def test_check_of_a_matrix_counts_along_its_rows():
    theta = np.array([[1.0, 2.0], [3.0, 4.0]])
    check = check_gradient(quadratic, 2 * theta + [[0, 0], [1, 0]], theta)
    assert check.worst == 2


def test_check_of_two_zero_gradients_is_perfect():
    assert check_gradient(lambda _: 1.0, np.zeros(2), np.zeros(2)).relative_error == 0.0


def test_check_never_passes_a_nan():
    theta = np.array([3.0, -1.0])
    check = check_gradient(quadratic, np.array([6.0, np.nan]), theta)
    assert np.isnan(check.relative_error)
    assert check.worst == 1


def test_check_keeps_a_copy_of_the_gradient_it_judged():
    theta, gradient = np.array([3.0]), np.array([6.0])
    check = check_gradient(quadratic, gradient, theta)
    gradient[:] = 0.0
    assert check.analytic[0] == 6.0
