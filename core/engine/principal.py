"""The directions along which points vary most: Hotelling, 1933, https://doi.org/10.1037/h0071325."""

import numpy as np

Array = np.ndarray

# LAPACK's own solver takes a second thread from 32 columns on, and the threads of OpenBLAS then spin: beside another
# busy process it takes 2 ms in place of 0.08. Up to so many columns it stays alone.
_DIRECT = 24
_BLOCK, _ITERATIONS = 16, 8
_ROWS = 100  # of a product at once, for the same reason


def principal(points: Array, count: int) -> tuple[Array, Array]:
    """Of points (n, d): (directions (d, count), the share of the variance along each, (count,)), the largest first.

    Of more than 24 columns by subspace iteration (Rutishauser, 1969, https://doi.org/10.1007/BF02219773): to some
    1e-6 of the largest variance, more where the variances fall off steeply. Directions and shares that are not there,
    as of fewer columns, are 0; all are where the points are not finite.
    """
    centred = points - points.mean(axis=0)
    scatter = sum(block.T @ block for block in (centred[i : i + _ROWS] for i in range(0, len(centred), _ROWS)))
    d = centred.shape[1]
    directions, shares = np.zeros((d, count)), np.zeros(count)
    total = float(np.trace(scatter))
    if not np.isfinite(scatter).all() or not total:
        return directions, shares
    values, vectors = np.linalg.eigh(scatter) if d <= _DIRECT else _iterated(scatter)
    found = min(count, d)
    directions[:, :found] = vectors[:, ::-1][:, :found]
    shares[:found] = values[::-1][:found] / total
    return directions, shares


def _iterated(scatter):
    """The largest eigenvalues, in rising order, and their vectors."""
    basis = np.random.RandomState(0).normal(size=(len(scatter), _BLOCK))
    for _ in range(_ITERATIONS):
        basis, _ = np.linalg.qr(scatter @ basis)
    values, turned = np.linalg.eigh(basis.T @ scatter @ basis)
    return values, basis @ turned
