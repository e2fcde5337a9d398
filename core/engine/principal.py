"""The directions along which points vary most: Hotelling, 1933, https://doi.org/10.1037/h0071325."""

import numpy as np

Array = np.ndarray

# LAPACK's own solver takes a second thread from 32 columns on, and the threads of OpenBLAS then spin: beside another
# busy process it takes 2 ms in place of 0.08. Up to so many columns it stays alone.
_DIRECT = 24
_BLOCK, _ITERATIONS = 16, 8
_ROWS, _PRODUCTS = 100, 2**19 - 1  # rows and multiplications of a product at once, for the same reason


def principal(points: Array, count: int) -> tuple[Array, Array]:
    """Of points (n, d): (directions (d, count), the share of the variance along each, (count,)), the largest first.

    Of more than 24 columns by subspace iteration (Rutishauser, 1969, https://doi.org/10.1007/BF02219773): to some
    1e-6 of the largest variance, more where the variances fall off steeply. Of more columns than points from the
    products of points with one another (n, n), which have the same variances. Directions and shares that are not there,
    as of fewer columns, are 0; all are where the points are not finite.
    """
    centred = points - points.mean(axis=0)
    n, d = centred.shape
    rows = centred.T if d > n else centred
    scatter = _scatter(rows)
    directions, shares = np.zeros((d, count)), np.zeros(count)
    total = float(np.trace(scatter))
    if not np.isfinite(scatter).all() or not total:
        return directions, shares
    values, vectors = np.linalg.eigh(scatter) if len(scatter) <= _DIRECT else _iterated(scatter)
    found = min(count, len(scatter))
    shares[:found] = values[::-1][:found] / total
    leading = vectors[:, ::-1][:, :found]
    directions[:, :found] = leading if rows is centred else _lifted(rows, leading)
    return directions, shares


def _scatter(rows):
    """rowsᵀ rows."""
    step = max(1, min(_ROWS, _PRODUCTS // rows.shape[1] ** 2))
    return sum(block.T @ block for block in (rows[i : i + step] for i in range(0, len(rows), step)))


def _lifted(rows, vectors):
    """From eigenvectors among points to directions among columns; rows (d, n), of length 1 where they have any."""
    lifted = _product(rows, vectors)
    return lifted / np.maximum(np.sqrt(np.square(lifted).sum(axis=0)), np.finfo(float).tiny)


def _iterated(scatter):
    """The largest eigenvalues, in rising order, and their vectors."""
    basis = np.random.RandomState(0).normal(size=(len(scatter), _BLOCK))
    for _ in range(_ITERATIONS):
        basis, _ = np.linalg.qr(_product(scatter, basis))
    values, turned = np.linalg.eigh(basis.T @ _product(scatter, basis))
    return values, basis @ turned


def _product(a, b):
    """a @ b, of so many rows at once."""
    step = max(1, _PRODUCTS // b.size)
    return np.concatenate([a[i : i + step] @ b for i in range(0, len(a), step)])
