"""Every surface through one test: derivatives, minima, bounds; and what is known of each by hand."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.tasks.descent.catalogue import SURFACES, quadratic
from core.tasks.descent.expressions import ExpressionError
from core.tasks.descent.surfaces import eigenvalues, typed

TYPED = {
    "bowl": "x0**2 + x1**2",
    "ellipse": "x0**2/20 + x1**2",
    "rosenbrock": "(1 - x0)**2 + 100*(x1 - x0**2)**2",
    "himmelblau": "(x0**2 + x1 - 11)**2 + (x0 + x1**2 - 7)**2",
    "beale": "(1.5 - x0 + x0*x1)**2 + (2.25 - x0 + x0*x1**2)**2 + (2.625 - x0 + x0*x1**3)**2",
    "booth": "(x0 + 2*x1 - 7)**2 + (2*x0 + x1 - 5)**2",
    "saddle": "x0^2 - x1^2",
    "monkey": "x0^3 - 3*x0*x1^2",
    "rastrigin": "20 + x0**2 - 10*cos(2*pi*x0) + x1**2 - 10*cos(2*pi*x1)",
    "ackley": "-20*exp(-0.2*sqrt(0.5*(x0^2 + x1^2))) - exp(0.5*(cos(2*pi*x0) + cos(2*pi*x1))) + e + 20",
}
OTHERS = {
    "kappa 1": quadratic(1.0),
    "kappa 1000": quadratic(1000.0),
    "typed": typed("sin(x0)*x1 + exp(-x0**2) + x1**2/3"),
}
ALL = {**SURFACES, **OTHERS}
share = st.floats(0.0, 1.0)
H = 1e-4


def inside(surface, s, t):
    low0, high0, low1, high1 = surface.bounds
    return low0 + s * (high0 - low0), low1 + t * (high1 - low1)


def differences(f, x0, x1):
    """Richardson's mean of two central differences: its error is of fourth order."""

    def central(h):
        along0 = np.subtract(f(x0 + h, x1), f(x0 - h, x1)) / (2.0 * h)
        along1 = np.subtract(f(x0, x1 + h), f(x0, x1 - h)) / (2.0 * h)
        return np.array([along0, along1])

    return (4.0 * central(0.5 * H) - central(H)) / 3.0


def close(exact, numeric, size):
    """Within 1e-6 of the larger, beside what rounding of values of that size does to a difference."""
    scale = max(np.abs(exact).max(), np.abs(numeric).max())
    assert np.abs(np.subtract(exact, numeric)).max() <= 1e-6 * scale + 1e-15 * size / H * 10.0


@pytest.mark.parametrize("name", ALL)
@settings(max_examples=60, deadline=None)
@given(s=share, t=share)
def test_derivatives(name, s, t):
    surface = ALL[name]
    x0, x1 = inside(surface, s, t)
    if name == "ackley" and math.hypot(x0, x1) < 0.01:  # the tip of a cone has no derivative
        return
    gradient = np.array(surface.gradient(x0, x1), dtype=float)
    close(gradient, differences(surface.value, x0, x1), abs(float(surface.value(x0, x1))) + 100.0)
    h00, h01, h11 = surface.hessian(x0, x1)
    numeric = differences(lambda a, b: np.array(surface.gradient(a, b)), x0, x1)
    close(np.array([[h00, h01], [h01, h11]], dtype=float), numeric, np.abs(gradient).max() + 100.0)


@pytest.mark.parametrize("name", ALL)
def test_known_minima(name):
    """Zero gradient, the value promised, nothing lower near by or on a grid; inside the bounds, the lowest first."""
    surface = ALL[name]
    low0, high0, low1, high1 = surface.bounds
    around = np.linspace(0.0, 2.0 * np.pi, 16)
    for x0, x1, f in surface.minima:
        assert low0 <= x0 <= high0 and low1 <= x1 <= high1
        assert np.abs(surface.gradient(x0, x1)).max() < 1e-12 * max(1.0, np.abs(surface.hessian(x0, x1)).max())
        assert surface.value(x0, x1) == pytest.approx(f, abs=1e-12)
        assert (surface.value(x0 + 1e-3 * np.cos(around), x1 + 1e-3 * np.sin(around)) > f).all()
        h00, h01, h11 = surface.hessian(x0, x1)
        assert h00 > 0.0 and (h00 == math.inf or h00 * h11 > h01**2)
    heights = [round(f, 9) for *_, f in surface.minima]
    assert heights == sorted(heights)
    if heights:
        seen = surface.value(*np.meshgrid(np.linspace(low0, high0, 300), np.linspace(low1, high1, 300)))
        assert seen.min() >= heights[0] - 1e-9


def test_how_many_minima():
    counts = {name: (len(s.minima), len(s.lowest)) for name, s in SURFACES.items()}
    assert counts == {
        "bowl": (1, 1), "ellipse": (1, 1), "quadratic": (1, 1), "rosenbrock": (1, 1), "himmelblau": (4, 4),
        "beale": (1, 1), "booth": (1, 1), "saddle": (0, 0), "monkey": (0, 0), "rastrigin": (121, 1), "ackley": (121, 1),
    }  # fmt: skip


@pytest.mark.parametrize("name", ALL)
def test_shapes(name):
    """Scalars and arrays that broadcast; the start lies inside the bounds."""
    surface = ALL[name]
    x0, x1 = np.linspace(-1.0, 1.0, 3)[:, None], np.linspace(-1.0, 1.0, 4)[None, :]
    assert surface.value(x0, x1).shape == (3, 4)
    for part in (*surface.gradient(*np.broadcast_arrays(x0, x1)), *surface.hessian(*np.broadcast_arrays(x0, x1))):
        assert part.shape == (3, 4)
    low0, high0, low1, high1 = surface.bounds
    assert low0 <= surface.start[0] <= high0 and low1 <= surface.start[1] <= high1
    assert surface.levels in ("linear", "log") and surface.source


@pytest.mark.parametrize("name", TYPED)
def test_typed_in_it_is_the_same_surface(name):
    """Two ways to the same derivatives: formulas worked out by hand, and the typed text derived by the parser."""
    surface, own = SURFACES[name], typed(TYPED[name], SURFACES[name].width / 2.0)
    rng = np.random.default_rng(0)
    x0, x1 = rng.uniform(-2.0, 2.0, (2, 50))
    for part in ("value", "gradient", "hessian"):
        np.testing.assert_allclose(getattr(own, part)(x0, x1), getattr(surface, part)(x0, x1), rtol=1e-9, atol=1e-9)
    assert own.is_quadratic == surface.is_quadratic


def test_minima_of_a_typed_function_are_found():
    """The double well x0⁴ - 2 x0² + x1²: minima at ±1, a saddle between."""
    own = typed("x0**4 - 2*x0**2 + x1**2", 3.0)
    assert np.abs(np.array(own.minima) - [(-1.0, 0.0, -1.0), (1.0, 0.0, -1.0)]).max() < 1e-12
    assert own.bounds == (-3.0, 3.0, -3.0, 3.0)
    assert {tuple(np.round(m[:2], 6)) for m in typed(TYPED["himmelblau"]).minima} == {
        tuple(np.round(m[:2], 6)) for m in SURFACES["himmelblau"].minima
    }


@pytest.mark.parametrize("text", ["3", "x0", "1/0", "log(-1 - x0**2)", "exp(exp(x0**2))", "abs(x0)", "sqrt(x0*x1)"])
def test_odd_functions_have_no_minima_and_no_warnings(text):
    own = typed(text)
    assert own.minima == ()


def test_a_bad_text_is_refused():
    with pytest.raises(ExpressionError):
        typed("x0 +")


def test_the_quadratic_has_the_condition_number_asked_for():
    for kappa in (1.0, 7.0, 1000.0):
        low, high = eigenvalues(*quadratic(kappa).hessian(np.float64(0.3), np.float64(2.0)))
        assert (low, high) == pytest.approx((1.0, kappa))


def test_ackley_at_its_tip():
    ackley = SURFACES["ackley"]
    assert float(ackley.value(0.0, 0.0)) == pytest.approx(0.0, abs=1e-15)  # e - exp(1), the latter to its last bit
    assert np.array(ackley.gradient(0.0, 0.0)).tolist() == [0.0, 0.0]
    assert float(ackley.hessian(0.0, 0.0)[0]) == math.inf


def test_eigenvalues():
    rng = np.random.default_rng(1)
    for a, b, c in rng.normal(size=(20, 3)):
        assert np.array(eigenvalues(a, b, c)) == pytest.approx(np.linalg.eigvalsh([[a, b], [b, c]]))
