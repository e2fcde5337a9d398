"""A landscape is the run's own loss: on its path, at its centre, and at every point of the grid."""

import json
from dataclasses import replace

import numpy as np
import pytest

from core.engine.network import Backprop
from core.landscape.landscape import LEAST_SIDE, MOST_WORK, SIDE, beyond, side_of
from core.landscape.losses import work
from core.landscape.told import point_told, told
from core.wire.packet import pack, unpack
from tests.core.landscape.lands import LANDS, RUNS, SINGLE, land, learner

REL = 1e-9


def loss_of(one, theta):
    """Through the engine, one network alone."""
    trainer = one.path.trainer
    with np.errstate(over="ignore", invalid="ignore"):
        alone = Backprop(one.e.network, trainer.loss, theta, len(trainer.watched_x))
        return alone.evaluate(trainer.watched_x, trainer.watched_y)


@pytest.mark.parametrize("name", RUNS)
def test_the_parameters_at_keyframes_have_the_tapes_loss(name):
    one = land(RUNS[name], "random:7")
    found = [loss_of(one, theta) for theta in one.path.thetas]
    np.testing.assert_allclose(found, one.path.losses, rtol=1e-5 if name in SINGLE else REL)
    np.testing.assert_allclose(found[-1], one.path.losses[-1], rtol=REL)
    assert one.path.steps[0] == 0 and (np.diff(one.path.steps) > 0).all()
    assert one.path.centre == one.path.steps[-1] and one.path.centre_loss == one.path.losses[-1]


@pytest.mark.parametrize(("name", "plane"), LANDS)
def test_the_grid_is_what_the_network_says_at_its_points(name, plane):
    one = land(RUNS[name], plane)
    assert one.heights.shape == (len(one.y), len(one.x))
    last = len(one.x) - 1
    for column, row in ((0, 0), (last, 0), (last // 2, last // 3), (last, last)):
        wanted = loss_of(one, one.theta(column, row))
        np.testing.assert_allclose(one.heights[row, column], wanted, rtol=1e-8)
        assert point_told(one, column, row)["loss"] == pytest.approx(wanted, rel=1e-8)


@pytest.mark.parametrize(("name", "plane"), LANDS)
def test_at_the_centre_the_plane_has_the_runs_own_loss(name, plane):
    one = land(RUNS[name], plane)
    there = one.losses(one.plane.origin[None])[0]
    np.testing.assert_allclose(there, one.path.centre_loss, rtol=REL)
    assert one.below[-1] == pytest.approx(one.path.losses[-1], rel=REL), "the run ends in the plane"
    assert one.distances[-1] <= 1e-12 * np.abs(one.plane.centre).max()


@pytest.mark.parametrize(("name", "plane"), LANDS)
def test_the_way_lies_within_the_grid_and_is_shown_with_its_losses(name, plane):
    one = land(RUNS[name], plane)
    assert (one.places > [one.x[0], one.y[0]]).all() and (one.places < [one.x[-1], one.y[-1]]).all()
    assert one.scale is not None
    assert one.scale.low <= np.nanmin(one.below) and one.scale.high >= np.nanmax(one.below)


def test_what_is_outside_is_the_rest_of_the_paths_two_shares():
    one = land(RUNS["deep"])
    assert one.plane.shares is not None
    assert one.outside == pytest.approx(1.0 - sum(one.plane.shares), abs=1e-6)
    assert land(RUNS["deep"], "random:7").outside > 0.5
    still = np.ones((4, one.plane.centre.size))
    assert beyond(one.plane, still) == 0.0


def test_a_plane_may_go_through_another_step():
    one = land(RUNS["gates"], "path", 30)
    assert one.path.centre == 30 and one.path.steps[-1] == 60
    k = list(one.path.steps).index(30)
    assert one.below[k] == pytest.approx(one.path.losses[k], rel=REL)
    np.testing.assert_allclose(one.places[k], 0.0, atol=1e-12)
    assert land(RUNS["stopped"], "path", 200).path.centre < 200, "after its end a run is where it ended"


def test_of_a_run_that_jumps_far_every_number_is_told_or_null():
    one = land(RUNS["diverged"], "random:7")
    assert np.abs(one.path.thetas).max() > 1e100
    packet = unpack(pack(told(one)))
    assert packet["end"] == one.path.steps[-1] and packet["scale"]["high"] > packet["scale"]["low"]
    json.dumps(point_told(one, 0, 0), allow_nan=False)


def test_what_is_told_of_it_is_all_there():
    one = land(RUNS["three layers"], "w1.0.1,b1.1")
    packet = unpack(pack(told(one)))
    assert (packet["plane"], packet["kind"], packet["names"]) == ("w1.0.1,b1.1", "weights", ["w1.0.1", "b1.1"])
    assert packet["parameters"] == one.e.network.n_params and packet["samples"] == 4
    np.testing.assert_array_equal(packet["land"].values, one.heights)
    np.testing.assert_array_equal(packet["places"].values, one.places)
    assert packet["centre_loss"] == one.path.centre_loss and packet["shares"] is None


def test_a_larger_network_gets_fewer_points_and_never_too_many_products():
    small, large = learner("hidden=8-8"), learner("hidden=64-64-64-64&data=clouds&points=200")
    assert side_of(small, 100) == SIDE
    for e, samples in ((large, 400), (replace(large, hidden=(64,) * 6), 2000)):
        side = side_of(e, samples)
        assert side == LEAST_SIDE or side**2 * work(e.network, samples) <= MOST_WORK
