"""Planes of each kind: along what they lie, how long a step in them is, where they are refused."""

import numpy as np
import pytest

from core.landscape.choice import Choice, read
from tests.core.landscape.lands import LANDS, RUNS, land, learner


@pytest.mark.parametrize("name", [name for name, plane in LANDS if plane == "path"])
def test_the_paths_own_directions_are_those_of_its_covariance(name):
    one = land(RUNS[name])
    u = one.plane.directions
    np.testing.assert_allclose(u @ u.T, np.eye(2), atol=1e-9)
    size = np.abs(one.path.thetas).max()
    centred = (one.path.thetas - one.path.thetas.mean(axis=0)) / size
    _, values, vectors = np.linalg.svd(centred, full_matrices=False)
    shares = values**2 / (values**2).sum()
    np.testing.assert_allclose(one.plane.shares, shares[:2], atol=1e-5)
    assert abs(u[0] @ vectors[0]) == pytest.approx(1.0, abs=1e-4)


@pytest.mark.parametrize("name", ["gates", "three layers", "sine", "digits"])
def test_the_way_comes_from_the_lower_left(name):
    one = land(RUNS[name])
    assert (one.places[0] <= one.places[-1]).all()


def test_of_two_parameters_coordinates_are_their_values_and_all_others_stay():
    one = land(RUNS["gates"], "w2.2.1,b1.1")
    network = one.e.network
    w, b = network.index_of_weight(1, 1, 0), network.index_of_bias(1, 0)
    np.testing.assert_allclose(one.places, one.path.thetas[:, [w, b]], atol=1e-12)
    theta = one.theta(0, -1)
    assert (theta[w], theta[b]) == pytest.approx((one.x[0], one.y[-1]))
    others = np.delete(theta - one.plane.centre, [w, b])
    assert not others.any()


@pytest.mark.parametrize("name", ["gates", "three layers", "sine", "digits"])
def test_a_random_step_of_one_is_as_long_in_each_layer_as_its_parameters(name):
    one = land(RUNS[name], "random:7")
    layers = one.e.network.layers
    for direction in one.plane.directions:
        for drawn, own in zip(layers(direction), layers(one.plane.centre), strict=True):
            for part, whole in zip(drawn, own, strict=True):
                assert np.linalg.norm(part) == pytest.approx(np.linalg.norm(whole), rel=1e-9)


def test_a_seed_draws_the_same_directions_and_another_others():
    one = land(RUNS["gates"], "random:7")
    first, second = one.plane.directions
    assert abs(first @ second) < 0.9 * np.linalg.norm(first) * np.linalg.norm(second)
    np.testing.assert_array_equal(one.plane.directions, land(RUNS["gates"] + "&seed=7", "random:7").plane.directions)
    assert not np.allclose(first, land(RUNS["gates"], "random:8").plane.directions[0])


def test_a_layer_of_zeros_stays():
    one = land(RUNS["gates"], "random:7", 0)  # biases begin at 0
    (_, hidden), (_, out) = one.e.network.layers(one.plane.directions[0])
    assert not hidden.any() and not out.any() and one.plane.directions.any()


def test_points_of_the_plane_are_found_again():
    one = land(RUNS["three layers"], "random:7")
    places = np.array([[0.0, 0.0], [0.5, -1.0], [-2.0, 0.25]])
    found, distances = one.plane.places(one.plane.thetas(places))
    np.testing.assert_allclose(found, places, atol=1e-9)
    np.testing.assert_allclose(distances, 0.0, atol=1e-9)


@pytest.mark.parametrize(
    ("link", "plane", "said"),
    [
        ("hidden=2&init=zeros&opt=gd&epochs=20", "path", "plane=path: the path of this run stays where it begins"),
        ("epochs=1", "path", "plane=path: the path of this run is a straight line of 2 points"),
        ("hidden=2&init=zeros&opt=gd&epochs=20", "random:7", "plane=random: all parameters are 0 there"),
    ],
)
def test_a_run_without_such_a_plane_says_so_and_what_is_allowed(link, plane, said):
    with pytest.raises(ValueError, match="allowed: two parameters") as wrong:
        land(link, plane)
    assert str(wrong.value).startswith(said)


def test_two_parameters_show_also_a_run_that_does_not_move():
    one = land("hidden=2&init=zeros&opt=gd&epochs=20", "w1.0.1,b1.1")
    assert np.isfinite(one.heights).all() and one.outside == 0.0


@pytest.mark.parametrize("text", ["path", "random:0", "random:7", "random:4294967295", "w1.0.1,b2.1", "b1.1,w2.1.1"])
def test_a_plane_reads_back_as_an_address_says_it(text):
    network = learner("hidden=2").network
    choice = read(text, network)
    assert str(choice) == text and read(str(choice), network) == choice


def test_a_plane_is_known_by_its_kind():
    network = learner("hidden=2").network
    assert read("random:9", network) == Choice("random", seed=9)
    chosen = read("w1.0.1,b2.1", network)
    assert chosen.places == (network.index_of_weight(0, 0, 0), network.index_of_bias(2, 0))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "plane= is not allowed; allowed: path, two parameters joined by a comma, such as w1.0.1,b2.1"),
        ("PATH", "plane=PATH is not allowed"),
        ("random", "plane=random is not allowed"),
        ("random:-1", "plane=random:-1 is not allowed"),
        ("random:07", "plane=random:07 is not allowed"),
        ("random:4294967296", "plane=random:4294967296 is not allowed"),
        ("random:٣", "is not allowed"),
        ("random:" + "9" * 5000, "is not allowed"),
        ("w1.0.1", "plane=w1.0.1 is not allowed"),
        ("w1.0.1,", "'' is no part of a network"),
        ("w1.0.1,b1.1,b1.2", "names 3 parameters; allowed: two"),
        ("w1.0.1,w1.0.1", "names one parameter twice; allowed: two different ones"),
        ("h1.1,y", "plane: h1.1 is a node; allowed: weights and biases, such as"),
        ("w9.9.9,b1.1", "'w9.9.9' is no part of a network 2-2-1; allowed"),
        ("," * 60_000, "names 60001 parameters"),
        ("w1.0.1,\n<script>", "is no part of a network"),
    ],
)
def test_hostile_planes_are_refused_in_one_short_line(text, said):
    with pytest.raises(ValueError, match="allowed") as wrong:
        read(text, learner("hidden=2").network)
    assert said in str(wrong.value) and "\n" not in str(wrong.value) and len(str(wrong.value)) < 400
