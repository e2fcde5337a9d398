"""Which losses are told apart."""

import numpy as np
import pytest

from core.landscape.scale import BANDS, scale_of
from tests.core.landscape.lands import LANDS, RUNS, land

WAY = np.array([0.25, 0.1])


def test_without_a_finite_loss_there_is_none():
    assert scale_of(np.full((3, 3), np.inf), np.array([np.nan])) is None


def test_a_plain_is_no_division_by_zero():
    scale = scale_of(np.full((3, 3), 0.25), np.array([0.25, 0.25]))
    assert scale is not None and scale.low == 0.25 < scale.high


def test_slopes_are_even_and_a_narrow_valley_in_a_plain_of_low_losses_is_told_apart_logarithmically():
    even = scale_of(np.linspace(0.0, 1.0, 100).reshape(10, 10), WAY)
    assert even is not None and even.finest is None
    np.testing.assert_allclose(np.diff(even.levels), (even.high - even.low) / BANDS)
    fine = scale_of(np.logspace(-8, 0, 100).reshape(10, 10), WAY)
    assert fine is not None and fine.finest is not None and 0.0 < fine.finest <= 1.0
    assert fine.levels[0] < 1e-3 * fine.high, "bands crowd at the valley"
    heights = np.log1p((np.array(fine.levels) - fine.low) / (fine.finest * (fine.high - fine.low)))
    np.testing.assert_allclose(heights / np.log1p(1.0 / fine.finest), np.arange(1, BANDS) / BANDS)


def test_infinite_walls_do_not_drown_the_valley():
    walls = np.full((10, 10), np.inf)
    walls[4:6, :] = np.linspace(0.1, 0.5, 20).reshape(2, 10)
    scale = scale_of(walls, WAY)
    assert scale is not None and scale.low == 0.1 and scale.high <= 0.5


@pytest.mark.parametrize(("name", "plane"), LANDS)
def test_levels_rise_between_the_lowest_and_the_highest(name, plane):
    scale = land(RUNS[name], plane).scale
    assert scale is not None
    levels = np.array(scale.levels)
    assert (
        len(levels) == BANDS - 1 and (np.diff(levels) > 0).all() and scale.low < levels[0] and levels[-1] < scale.high
    )
