"""Principal directions are those of the whole decomposition, however many columns there are."""

import numpy as np
import pytest

from core.engine.principal import principal


@pytest.mark.parametrize(("rows", "columns"), [(250, 2), (250, 24), (250, 25), (250, 64), (40, 300), (12, 3000)])
def test_the_directions_are_the_largest_eigenvectors(rows, columns):
    rng = np.random.RandomState(columns)
    points = rng.normal(size=(rows, columns)) * np.geomspace(9.0, 0.5, columns) + 7.0
    directions, shares = principal(points, 2)
    _, values, vectors = np.linalg.svd(points - points.mean(axis=0), full_matrices=False)
    np.testing.assert_allclose(shares, values[:2] ** 2 / (values**2).sum(), rtol=1e-5)
    np.testing.assert_allclose(np.abs((directions.T * vectors[:2]).sum(axis=1)), 1.0, atol=1e-3)


def test_what_is_not_there_is_nothing():
    one = np.arange(6.0)[:, None]
    directions, shares = principal(one, 2)
    assert np.abs(directions).tolist() == [[1.0, 0.0]] and shares.tolist() == [1.0, 0.0]
    for points in (np.ones((5, 3)), np.full((5, 30), np.nan)):
        assert not principal(points, 2)[0].any() and not principal(points, 2)[1].any()
