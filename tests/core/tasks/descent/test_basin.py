"""Basins: the map shows where walking from each start leads."""

import math
from dataclasses import replace

import numpy as np
import pytest

from core.experiment.values import settle
from core.tasks.descent.basin import NONE, basin, basin_of, grid, nearest_minimum
from core.tasks.descent.catalogue import SURFACES
from core.tasks.descent.experiment import DescentExperiment
from core.tasks.descent.record import record
from core.tasks.descent.walkers import MOST_WALKERS, walker
from core.tasks.registry import read_link


@pytest.mark.parametrize(
    ("surface", "opt", "lr"),
    [
        ("himmelblau", "gd", 0.01), ("himmelblau", "momentum", 0.005), ("himmelblau", "adam", 0.1),
        ("rastrigin", "gd", 0.002), ("rosenbrock", "gd", 0.002), ("beale", "rmsprop", 0.05), ("saddle", "gd", 0.1),
    ],
)  # fmt: skip
def test_the_basin_map_is_what_walking_from_each_start_gives(surface, opt, lr):
    n, steps, found, w = 9, 300, SURFACES[surface], walker(opt, lr)
    index = basin(found, opt, w.rates, n, steps)
    starts = grid(found, n)
    ends = np.full_like(starts, math.nan)
    for first in range(0, n * n, MOST_WALKERS):
        some = tuple(replace(w, start=tuple(x)) for x in starts[:, first : first + MOST_WALKERS].T.tolist())
        walked = record(DescentExperiment(surface=surface, walkers=some, steps=steps)).steps["path"]
        ends[:, first : first + len(some)] = (walked[-1] if len(walked) > steps else walked[0] * math.nan).T
    assert index.tolist() == nearest_minimum(found, ends).reshape(n, n).tolist()


def test_basins_of_himmelblau():
    """Each minimum lies in its own basin; row 0 is the lowest x1."""
    found = SURFACES["himmelblau"]
    index = basin(found, "gd", {"lr": 0.01}, 25)
    assert set(index.ravel().tolist()) == {0, 1, 2, 3}
    low0, high0, low1, high1 = found.bounds
    for k, (x0, x1, _) in enumerate(found.minima):
        i, j = round((x0 - low0) / (high0 - low0) * 24), round((x1 - low1) / (high1 - low1) * 24)
        assert index[j, i] == k


def test_basin_of_an_experiment():
    e, _ = read_link("task=descent&surface=booth&walkers=gd:0.5;gd:0.05&basin=1")
    assert (basin_of(e) == NONE).all()
    assert (basin_of(replace(e, basin="2")) == 0).all() and basin_of(e).shape == (200, 200)
    with pytest.raises(ValueError, match="off"):
        basin_of(replace(e, basin="off"))
    own = settle(replace(e, surface="own", f="x0**4 - 2*x0**2 + x1**2", basin="2", span=2.0))[0]
    index = basin_of(own)
    assert set(index[:, 0].tolist()) | set(index[:, -1].tolist()) == {0, 1}
    odd = settle(replace(own, f="log(-1 - x0**2)"))[0]
    assert (basin_of(odd) == NONE).all()
