"""Curvature and rates: the largest rate, the factor of a step, and what a rate does in each surface."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.tasks.descent.catalogue import SURFACES, quadratic
from core.tasks.descent.curvature import curvature, factors, largest_rate, rate_facts, regime
from core.tasks.descent.experiment import surface_of
from core.tasks.descent.momentum_plane import quadratic_rates
from core.tasks.descent.walkers import Walker, walker
from tests.core.tasks.descent.walks import walk


def test_rates_of_the_quadratic_by_hand():
    """Curvatures 1 and 20: the limit is 2/20, and at a rate of 0.09 distances shrink by 0.91 and -0.8 a step."""
    facts = rate_facts(quadratic(20.0), Walker("gd", 0.09), 1.0, 2.0)
    assert facts["lambda_min"] == pytest.approx(1.0) and facts["lambda_max"] == pytest.approx(20.0)
    assert facts["limit"] == pytest.approx(0.1)
    assert facts["factors"] == pytest.approx((0.91, -0.8))
    assert (facts["regime"], facts["local"]) == ("zigzags", False)
    c = curvature(quadratic(20.0), 0.0, 0.0)
    assert c.angle % math.pi == pytest.approx(math.radians(120.0))  # at right angles to the valley at 30°


@settings(max_examples=50, deadline=None)
@given(st.floats(1.0, 500.0), st.floats(0.01, 0.99), st.sampled_from(["gd", "momentum", "nesterov"]), st.booleans())
def test_the_limit_is_the_limit(kappa, beta, opt, above):
    """A hair below it the slowest factor is under 1, a hair above it over 1, as the iteration's matrix has it."""
    w = walker(opt, 1.0, mom=beta)
    limit = largest_rate(w, kappa)
    eta = limit * (1.0001 if above else 0.9999)
    if opt == "gd":
        assert (max(map(abs, factors(eta, curvature(quadratic(kappa), 0.0, 0.0)))) > 1.0) == above
    else:
        assert (quadratic_rates([eta], [beta], (1.0, kappa), opt)[0, 0] > 1.0) == above


def test_factors_are_what_a_step_does():
    """Along each axis of the Hessian a step of gradient descent multiplies the distance by 1 - ηλ."""
    e, chunk = walk("surface=quadratic&kappa=9&walkers=gd:0.15&x0=2&x1=1&steps=1")
    c = curvature(surface_of(e), 0.0, 0.0)
    steep = np.array([math.cos(c.angle), math.sin(c.angle)])
    flat = np.array([-steep[1], steep[0]])
    before, after = chunk.steps["path"][:, 0]
    ratios = [(after @ axis) / (before @ axis) for axis in (flat, steep)]
    assert ratios == pytest.approx(factors(0.15, c))


@pytest.mark.parametrize(
    ("lr", "expected"),
    [(1e-10, "creeps"), (0.01, "shrinks"), (0.5, "shrinks"), (0.9, "zigzags"), (1.0, "bounces"), (10.0, "grows")],
)
def test_regimes_in_the_bowl(lr, expected):
    assert regime(Walker("gd", lr), curvature(SURFACES["bowl"], -3.0, 4.0)) == expected


def test_regime_elsewhere():
    assert regime(Walker("gd", 0.1), curvature(SURFACES["saddle"], 1.0, 1.0)) == "rolls"
    assert regime(walker("adam", 0.1), curvature(SURFACES["bowl"], 1.0, 1.0)) is None
    assert regime(Walker("gd", 0.1), curvature(SURFACES["ackley"], 0.0, 0.0)) is None
    assert largest_rate(Walker("gd", 0.1), -1.0) is None
    assert largest_rate(walker("adam", 0.1), 2.0) is None
