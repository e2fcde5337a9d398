"""Principal directions are those of the whole decomposition, however many columns there are."""

import numpy as np
import pytest

from core.engine.principal import principal


@pytest.mark.parametrize("columns", [2, 24, 25, 64])
def test_the_directions_are_the_largest_eigenvectors(columns):
    rng = np.random.RandomState(columns)
    points = rng.normal(size=(250, columns)) * np.linspace(3.0, 0.5, columns) + 7.0
    directions, shares = principal(points, 2)
    values, vectors = np.linalg.eigh(np.cov(points.T))
    np.testing.assert_allclose(shares, values[:-3:-1] / values.sum(), rtol=1e-5)
    np.testing.assert_allclose(np.abs((directions * vectors[:, :-3:-1]).sum(axis=0)), 1.0, atol=1e-4)


def test_what_is_not_there_is_nothing():
    one = np.arange(6.0)[:, None]
    directions, shares = principal(one, 2)
    assert np.abs(directions).tolist() == [[1.0, 0.0]] and shares.tolist() == [1.0, 0.0]
    for points in (np.ones((5, 3)), np.full((5, 30), np.nan)):
        assert not principal(points, 2)[0].any() and not principal(points, 2)[1].any()
