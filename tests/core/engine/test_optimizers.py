"""Optimisers: first steps worked in plain floats from the papers' formulas, then one conformance test for all."""

from math import sqrt

import numpy as np
import pytest

from core.engine.optimizers import OPTIMIZERS, optimizer

EVERY = pytest.mark.parametrize("name", OPTIMIZERS)

# Round numbers that no two formulas share, so that a swapped hyperparameter shows.
HYPER = {"lr": 0.1, "mom": 0.9, "eps": 0.01, "rho": 0.8, "b1": 0.7, "b2": 0.95, "wd": 0.2}
GRADIENTS = (2.0, -1.0, 0.5)


def gd(theta):
    yield theta - 0.1 * 2.0
    yield theta - 0.1 * (2.0 - 1.0)
    yield theta - 0.1 * (2.0 - 1.0 + 0.5)


def momentum(theta):
    v1 = -0.2
    v2 = 0.9 * -0.2 + 0.1
    v3 = 0.9 * v2 - 0.05
    yield theta + v1
    yield theta + v1 + v2
    yield theta + v1 + v2 + v3


def nesterov(theta):
    """Sutskever's form, whose gradient is taken at the look-ahead point φ + μ v; what is shown is that point."""
    phi, v = theta, 0.0
    for g in GRADIENTS:
        v = 0.9 * v - 0.1 * g
        phi = phi + v
        yield phi + 0.9 * v


def adagrad(theta):
    s = 0.0
    for g in GRADIENTS:
        s += g**2
        theta -= 0.1 * g / (sqrt(s) + 0.01)
        yield theta


def rmsprop(theta):
    s = 0.0
    for g in GRADIENTS:
        s = 0.8 * s + 0.2 * g**2
        theta -= 0.1 * g / (sqrt(s) + 0.01)
        yield theta


def adam(theta, decay=0.0):
    m = v = 0.0
    for t, g in enumerate(GRADIENTS, start=1):
        m = 0.7 * m + 0.3 * g
        v = 0.95 * v + 0.05 * g**2
        m_hat = m / (1 - 0.7**t)
        v_hat = v / (1 - 0.95**t)
        theta -= 0.1 * (m_hat / (sqrt(v_hat) + 0.01) + decay * theta)
        yield theta


def adamw(theta):
    return adam(theta, decay=0.2)


BY_HAND = {f.__name__: f for f in (gd, momentum, nesterov, adagrad, rmsprop, adam, adamw)}

# How fast each may go on the problems below; an optimiser not named here runs at 0.01.
RATES = {"gd": 0.02, "momentum": 0.01, "nesterov": 0.01, "adagrad": 0.5, "rmsprop": 0.02, "adam": 0.05, "adamw": 0.05}
USUAL = {"mom": 0.9, "eps": 1e-8, "rho": 0.9, "b1": 0.9, "b2": 0.999, "wd": 1e-4}


def hyper(name, **values):
    """Exactly what the optimiser says that it reads, so that reading anything else fails."""
    return {key: values[key] for key in ("lr", *OPTIMIZERS[name].hyper)}


def walk(name, theta, gradients, **values):
    """Positions after each gradient (a list, or a function of theta and the step)."""
    rule, theta, h = optimizer(name), np.array(theta, dtype=float), hyper(name, **values)
    state = rule.init(theta.size)
    for t, g in enumerate(gradients, start=1):
        g = np.array(g(theta) if callable(g) else g, dtype=float)
        rule.update(theta, g, state, t, h)
        yield theta.copy()


def settle(name, gradient, start, steps, rate=1.0):
    """Where `steps` updates lead when the learning rate falls linearly to 0."""
    rule, theta = optimizer(name), np.array(start, dtype=float)
    state = rule.init(theta.size)
    for t in range(1, steps + 1):
        lr = rate * RATES.get(name, 0.01) * (1 - t / (steps + 1))
        rule.update(theta, gradient(theta), state, t, hyper(name, lr=lr, **USUAL))
    return theta


@EVERY
def test_first_three_steps_by_hand(name):
    steps = walk(name, [1.5], [[g] for g in GRADIENTS], **HYPER)
    np.testing.assert_allclose([theta[0] for theta in steps], list(BY_HAND[name](1.5)), rtol=1e-14)


@EVERY
def test_every_parameter_is_updated_on_its_own(name):
    rng = np.random.RandomState(0)
    start, gradients = rng.normal(size=5), rng.normal(size=(4, 5))
    together = list(walk(name, start, gradients, **HYPER))[-1]
    alone = [list(walk(name, start[[i]], gradients[:, [i]], **HYPER))[-1][0] for i in range(5)]
    np.testing.assert_allclose(together, alone, rtol=1e-15)


@EVERY
def test_gradient_is_left_alone_and_state_starts_at_zero(name):
    rule, theta, g = optimizer(name), np.ones(3), np.array([1.0, -2.0, 3.0])
    state = rule.init(3)
    assert state.shape == (rule.slots + 1, 3)
    assert not state.any()
    rule.update(theta, g, state, 1, hyper(name, **HYPER))
    np.testing.assert_array_equal(g, [1.0, -2.0, 3.0])


@EVERY
def test_state_carries_everything_from_one_step_to_the_next(name):
    """A run stored after step 2 and taken up again ends where an unbroken one does; the scratch row is no state."""
    rule, theta, h = optimizer(name), np.array([1.5]), hyper(name, **HYPER)
    state = rule.init(1)
    for t, g in enumerate(GRADIENTS, start=1):
        state, theta = state.copy(), theta.copy()
        state[-1] = 123.0
        rule.update(theta, np.array([g]), state, t, h)
    assert theta[0] == pytest.approx(list(BY_HAND[name](1.5))[-1], rel=1e-14)


@EVERY
@pytest.mark.parametrize("eps", [0.0, 1e-8])
def test_stays_put_where_there_never_was_a_gradient(name, eps):
    end = list(walk(name, [1.5, -2.0], np.zeros((3, 2)), **HYPER | {"eps": eps, "wd": 0.0}))[-1]
    np.testing.assert_array_equal(end, [1.5, -2.0])


@EVERY
def test_nan_gradient_is_not_hidden(name):
    end = list(walk(name, [1.5], [[np.nan]], **HYPER | {"eps": 0.0}))[-1]
    assert np.isnan(end[0])


@EVERY
def test_converges_on_an_ill_conditioned_quadratic(name):
    """½ (θ - c)ᵀ H (θ - c), H of condition number 50 and not aligned with the axes."""
    turn = np.array([[0.8, -0.6], [0.6, 0.8]])
    H, centre = turn @ np.diag([50.0, 1.0]) @ turn.T, np.array([1.0, -2.0])
    end = settle(name, lambda theta: H @ (theta - centre), [-3.0, 3.0], 3000)
    np.testing.assert_allclose(end, centre, atol=1e-2)


@EVERY
def test_converges_along_a_curved_valley(name):
    """(1 - x)² + 10 (y - x²)², Rosenbrock's valley with gentler walls, from (-1.2, 1) to (1, 1)."""

    def gradient(theta):
        x, y = theta
        return np.array([-2 * (1 - x) - 40 * x * (y - x * x), 20 * (y - x * x)])

    end = settle(name, gradient, [-1.2, 1.0], 6000, rate=0.2)
    np.testing.assert_allclose(end, [1.0, 1.0], atol=5e-2)


@EVERY
def test_converges_on_logistic_regression(name):
    """Ridge-penalised, so that there is one optimum: where the gradient vanishes."""
    rng = np.random.RandomState(1)
    x = np.column_stack([rng.normal(size=(60, 2)) * [1.0, 3.0], np.ones(60)])
    y = (x @ [1.0, -0.5, 0.3] + rng.normal(size=60) > 0).astype(float)

    def gradient(theta):
        return x.T @ (1 / (1 + np.exp(-x @ theta)) - y) / 60 + 0.1 * theta

    end = settle(name, gradient, [0.0, 0.0, 0.0], 3000, rate=4.0 if name in ("gd", "momentum", "nesterov") else 1.0)
    np.testing.assert_allclose(gradient(end), 0.0, atol=1e-3)


@pytest.mark.parametrize("g", [1e-6, 1.0, -1e6])
def test_first_step_of_adam_has_the_size_of_the_learning_rate(g):
    """Bias correction divides. Multiplied by mistake, the step would be √(1-β₂) / (1-β₁)-fold wrong."""
    (end,) = walk("adam", [0.0], [[g]], lr=0.1, b1=0.9, b2=0.999, eps=0.0)
    assert end[0] == pytest.approx(-np.sign(g) * 0.1, rel=1e-12)


def test_adam_without_memory_takes_steps_of_the_learning_rate():
    steps = list(walk("adam", [0.0], [[3.0], [-2.0]], lr=0.1, b1=0.0, b2=0.0, eps=0.0))
    np.testing.assert_allclose(steps, [[-0.1], [0.0]], atol=1e-15)


def test_momentum_without_memory_is_gradient_descent():
    gradients = [[2.0, 1.0], [-1.0, 3.0]]
    expected = list(walk("gd", [1.0, 1.0], gradients, lr=0.1))
    for name in ("momentum", "nesterov"):
        np.testing.assert_allclose(list(walk(name, [1.0, 1.0], gradients, lr=0.1, mom=0.0)), expected, rtol=1e-15)


def test_nesterov_brakes_where_momentum_overshoots():
    """On ½ θ² with a long memory, looking ahead keeps the second half-swing smaller."""

    def lowest(name):
        return min(theta[0] for theta in walk(name, [1.0], [lambda theta: theta] * 60, lr=0.1, mom=0.9))

    assert lowest("momentum") < lowest("nesterov") < 0


def test_adamw_decay_is_decoupled_from_the_gradient():
    """Weights shrink by 1 - η λ alone whatever the gradient's scale: added to g (L2), Adam would rescale the decay."""
    (still,) = walk("adamw", [2.0], [[0.0]], lr=0.1, wd=0.5, b1=0.9, b2=0.999, eps=1e-8)
    assert still[0] == pytest.approx(2.0 * (1 - 0.1 * 0.5), rel=1e-15)
    for g in (1e-3, 1e3):
        (moved,) = walk("adamw", [2.0], [[g]], lr=0.1, wd=0.5, b1=0.9, b2=0.999, eps=0.0)
        assert moved[0] == pytest.approx(2.0 * (1 - 0.1 * 0.5) - 0.1, rel=1e-12)


def test_adamw_without_decay_is_adam():
    gradients = [[g] for g in GRADIENTS]
    without = list(walk("adamw", [1.0], gradients, **HYPER | {"wd": 0.0}))
    np.testing.assert_array_equal(without, list(walk("adam", [1.0], gradients, **HYPER)))


def test_adagrad_gives_a_rare_feature_full_steps():
    """Gradient 1 at every step against once in ten: the rare one's tenth step is √10 times the usual one's."""
    gradients = [[1.0, float(t == 10)] for t in range(1, 11)]
    steps = list(walk("adagrad", [0.0, 0.0], gradients, lr=0.1, eps=0.0))
    np.testing.assert_allclose(steps[8], [-0.1 * sum(1 / sqrt(t) for t in range(1, 10)), 0.0])
    np.testing.assert_allclose(steps[9] - steps[8], [-0.1 / sqrt(10), -0.1])


def test_unknown_name_is_named_with_those_allowed():
    with pytest.raises(ValueError, match="'lion'.*gd, momentum, nesterov, adagrad, rmsprop, adam, adamw"):
        optimizer("lion")
