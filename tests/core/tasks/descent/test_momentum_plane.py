"""The momentum plane: its rates are those of the iteration's matrix and of walkers, its lowest point the best."""

import numpy as np
import pytest

from core.tasks.descent.momentum_plane import best_momentum, momentum_plane, quadratic_rates, region
from tests.core.tasks.descent.walks import walk


@pytest.mark.parametrize("opt", ["momentum", "nesterov"])
@pytest.mark.parametrize(("eta", "beta"), [(0.05, 0.0), (0.05, 0.5), (0.02, 0.9), (0.12, 0.7), (0.3, 0.2)])
def test_convergence_rates_are_spectral_radii(opt, eta, beta):
    """Against the eigenvalues of the matrices written out, over both axes."""
    expected = 0.0
    for curve in (1.0, 20.0):
        s = 1.0 - eta * curve
        p, q = (s + beta, beta) if opt == "momentum" else ((1.0 + beta) * s, beta * s)
        expected = max(expected, np.abs(np.linalg.eigvals([[p, -q], [1.0, 0.0]])).max())
    assert quadratic_rates([eta], [beta], (1.0, 20.0), opt)[0, 0] == pytest.approx(expected, rel=1e-7)


def test_walkers_shrink_at_the_rate_of_the_plane():
    for opt, eta, beta in (("momentum", 0.08, 0.6), ("nesterov", 0.04, 0.6), ("momentum", 0.05, 0.0)):
        _, chunk = walk(f"surface=quadratic&kappa=20&walkers={opt}:{eta}:{beta}&steps=300&x0=-4&x1=-1")
        distance = chunk.steps["distance"][:, 0]
        measured = (distance[120] / distance[20]) ** 0.01
        assert measured == pytest.approx(quadratic_rates([eta], [beta], (1.0, 20.0), opt)[0, 0], abs=0.01)


def test_the_best_momentum_is_the_planes_lowest_point():
    """κ = 9: η = (2/4)², β = (2/4)², rate 1/2; without momentum 0.8."""
    assert best_momentum(1.0, 9.0) == pytest.approx((0.25, 0.25, 0.5))
    plane = momentum_plane(1.0, 9.0, 201)
    assert plane.rate.shape == (201, 201) and plane.plain == pytest.approx((0.2, 0.0, 0.8))
    j, i = np.unravel_index(plane.rate.argmin(), plane.rate.shape)
    assert (plane.eta[i], plane.beta[j]) == pytest.approx(plane.best[:2], abs=0.01)
    assert plane.best[2] - 1e-12 <= plane.rate.min() < plane.best[2] + 0.02


def test_rates_of_another_optimiser_are_refused():
    with pytest.raises(ValueError, match="'adam' is not allowed; allowed: momentum, nesterov"):
        quadratic_rates([0.1], [0.9], (1.0,), "adam")


@pytest.mark.parametrize("high", [1.0, 4.0, 100.0])
@pytest.mark.parametrize("level", [0.3, 0.6, 0.9, 0.99, 1.0, 1.3])
def test_a_region_of_the_plane_holds_just_the_rates_up_to_its_level(level, high):
    low, most_eta, most_beta = 1.0, 4.0 / high, 0.999
    corners = np.array(region(level, low, high, most_eta, most_beta)).reshape(-1, 2)
    eta, beta = np.linspace(1e-3 * most_eta, 0.999 * most_eta, 83), np.linspace(0.001, 0.998, 71)
    rate = quadratic_rates(eta, beta, (low, high))
    x, y = np.meshgrid(eta, beta)
    sides = [
        (b[0] - a[0]) / most_eta * (y - a[1]) - (b[1] - a[1]) * (x - a[0]) / most_eta
        for a, b in zip(corners, np.roll(corners, -1, axis=0), strict=True)
    ]
    inside = np.all(np.array(sides) >= -1e-12, axis=0) if len(sides) > 2 else np.zeros_like(rate, dtype=bool)
    clear = np.abs(rate - level) > 1e-9  # what lies on the line itself may count either way
    assert (inside == (rate <= level))[clear].all()
    assert (len(corners) > 0) == (level >= best_momentum(low, high)[2])
