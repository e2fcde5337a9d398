"""Data sets: the sixteen gates, their clouds, and the Playground's four sets as it defines them."""

from itertools import product

import numpy as np
import pytest

from core.data.clouds import DATA, DRAWN, PLAYGROUND, gate_clouds, load
from core.data.gates import CORNERS, GATE_OF_TARGETS, GATES, NOT_SEPARABLE, gate_corners

EVERY_GATE = pytest.mark.parametrize("gate", GATES)
EVERY_SET = pytest.mark.parametrize("name", PLAYGROUND)
EVERY_DATA = pytest.mark.parametrize("data", DATA)
SPLIT_DATA = pytest.mark.parametrize("data", DRAWN)
NOISES = pytest.mark.parametrize("noise", [0.0, 0.25, 0.5])

TRUTH = {
    "false": lambda a, b: False,
    "and": lambda a, b: a and b,
    "gt": lambda a, b: a > b,
    "x0": lambda a, b: a,
    "lt": lambda a, b: a < b,
    "x1": lambda a, b: b,
    "xor": lambda a, b: a != b,
    "or": lambda a, b: a or b,
    "nor": lambda a, b: not (a or b),
    "xnor": lambda a, b: a == b,
    "notx1": lambda a, b: not b,
    "ge": lambda a, b: a >= b,
    "notx0": lambda a, b: not a,
    "le": lambda a, b: a <= b,
    "nand": lambda a, b: not (a and b),
    "true": lambda a, b: True,
}


def settings(**changes):
    return {"gate": "xor", "points": 50, "spread": 0.1, "noise": 0.1, "test_percent": 20, "seed": 3} | changes


def make(name, n=200, noise=0.0, seed=1):
    return PLAYGROUND[name](n, noise, rng=np.random.RandomState(seed))


def test_sixteen_different_gates():
    assert len(GATES) == len(set(GATES.values())) == 16
    assert all(GATES[GATE_OF_TARGETS[targets]] == targets for targets in product((0, 1), repeat=4))


@EVERY_GATE
def test_gate_targets_are_its_truth_table(gate):
    x, y = gate_corners(gate)
    assert [bool(target) for target in y] == [bool(TRUTH[gate](bool(a), bool(b))) for a, b in x]


@EVERY_GATE
def test_one_line_separates_every_gate_but_two(gate):
    fires = (CORNERS @ np.array(w) >= t for *w, t in product((-1, 0, 1), (-1, 0, 1), (-1.5, -0.5, 0.5, 1.5, 2.5)))
    _, y = gate_corners(gate)
    assert any(np.array_equal(out, y) for out in fires) == (gate not in NOT_SEPARABLE)


def test_corners_can_be_changed_without_harm():
    x, y = gate_corners("and")
    x += 1.0
    y += 1.0
    np.testing.assert_array_equal(gate_corners("and")[0], CORNERS)
    np.testing.assert_array_equal(gate_corners("and")[1], [0, 0, 0, 1])


@EVERY_GATE
def test_clouds_have_n_points_of_one_class_around_each_corner(gate):
    x, y = gate_clouds(gate, 400, 0.2, rng=np.random.RandomState(0))
    assert x.shape == (1600, 2)
    for corner, target, cloud, labels in zip(CORNERS, GATES[gate], np.split(x, 4), np.split(y, 4), strict=True):
        assert (labels == target).all()
        np.testing.assert_allclose(cloud.mean(axis=0), corner, atol=0.04)
        np.testing.assert_allclose(cloud.std(axis=0), 0.2, rtol=0.1)


def test_clouds_give_the_notebook_digits():
    x, _ = gate_clouds("xor", 1, 0.5, rng=np.random.RandomState(12345))
    np.testing.assert_array_equal(x, CORNERS + np.random.RandomState(12345).normal(0, 0.5, (4, 2)))


def test_clouds_without_spread_are_the_corners():
    x, _ = gate_clouds("and", 2, 0.0, rng=np.random.RandomState(0))
    np.testing.assert_array_equal(x, np.repeat(CORNERS, 2, axis=0))


@NOISES
@EVERY_SET
@pytest.mark.parametrize("n", [1, 2, 250])
def test_two_n_finite_points_labelled_0_or_1(name, n, noise):
    x, y = make(name, n, noise)
    assert x.shape == (2 * n, 2)
    assert y.shape == (2 * n,)
    assert np.isfinite(x).all()
    assert set(y.tolist()) <= {0.0, 1.0}


@NOISES
@pytest.mark.parametrize(("name", "reach"), [("circle", 5.0), ("xor", 5.3), ("spiral", 5.5)])
def test_points_stay_in_bounds(name, reach, noise):
    assert np.abs(make(name, 2000, noise)[0]).max() <= reach


def test_calm_gaussians_stay_in_bounds():
    assert np.abs(make("gauss", 2000, noise=0.0)[0]).max() <= 6.0


@NOISES
@pytest.mark.parametrize("name", ["gauss", "spiral"])
def test_classes_are_equal_whatever_the_noise(name, noise):
    assert make(name, 200, noise)[1].sum() == 200


def test_calm_circle_has_equal_classes_and_xor_about_equal_ones():
    assert make("circle")[1].sum() == 200
    assert 160 <= make("xor")[1].sum() <= 240


def test_calm_circle_is_a_disc_in_a_ring_with_a_gap():
    x, y = make("circle")
    radius = np.hypot(*x.T)
    assert radius[y == 1].max() < 2.5
    assert radius[y == 0].min() >= 3.5


def test_calm_gaussians_lie_on_two_sides_of_a_diagonal():
    x, y = make("gauss")
    assert ((x.sum(axis=1) > 0) == (y == 1)).mean() >= 0.995
    np.testing.assert_allclose(x[y == 1].mean(axis=0), [2.0, 2.0], atol=0.15)
    np.testing.assert_allclose(x[y == 0].mean(axis=0), [-2.0, -2.0], atol=0.15)


@pytest.mark.parametrize(("noise", "variance"), [(0.0, 0.5), (0.25, 2.25), (0.5, 4.0)])
def test_gaussian_variance_grows_with_noise(noise, variance):
    x, y = make("gauss", 5000, noise)
    assert x[y == 1].var(axis=0) == pytest.approx([variance] * 2, rel=0.06)


def test_calm_xor_is_told_by_the_signs_and_keeps_off_the_axes():
    x, y = make("xor")
    np.testing.assert_array_equal(y, (x[:, 0] > 0) != (x[:, 1] > 0))
    assert np.abs(x).min() >= 0.3


def test_the_xor_cloud_has_the_playgrounds_labels_the_other_way_round():
    x, y = make("xor")
    playgrounds = np.where(x[:, 0] * x[:, 1] >= 0.0, 1, 0)
    np.testing.assert_array_equal(y, 1 - playgrounds)


def test_calm_spiral_arm_is_told_by_the_angle_at_each_radius():
    x, y = make("spiral")
    radius = np.hypot(*x.T)
    away_from_origin = radius > 0  # where both arms start
    turn = np.arctan2(*x.T) - 1.75 * 2 * np.pi * radius / 5
    np.testing.assert_array_equal((np.cos(turn) > 0)[away_from_origin], (y == 1)[away_from_origin])
    np.testing.assert_allclose(np.abs(np.cos(turn))[away_from_origin], 1.0)


@pytest.mark.parametrize("name", ["circle", "xor"])
def test_noise_flips_labels_near_the_border_but_moves_no_point(name):
    (x, y), (noisy_x, noisy_y) = make(name, noise=0.0), make(name, noise=0.5)
    np.testing.assert_array_equal(x, noisy_x)
    assert 0 < np.mean(y != noisy_y) < 0.5


@EVERY_DATA
def test_same_seed_same_bits(data):
    one, two = load(data, **settings()), load(data, **settings())
    for field in ("x", "y", "x_test", "y_test"):
        np.testing.assert_array_equal(getattr(one, field), getattr(two, field))


@SPLIT_DATA
def test_another_seed_gives_other_points(data):
    assert not np.array_equal(load(data, **settings(seed=1)).x, load(data, **settings(seed=2)).x)


@SPLIT_DATA
@pytest.mark.parametrize(("percent", "held_out"), [(0, 0), (10, 10), (33, 33), (50, 50), (99, 99), (100, 99)])
def test_split_holds_out_the_percentage_but_leaves_one_point(data, percent, held_out):
    points = 25 if data == "clouds" else 50
    split = load(data, **settings(points=points, test_percent=percent))
    assert (len(split.x), len(split.x_test)) == (len(split.y), len(split.y_test)) == (100 - held_out, held_out)


@SPLIT_DATA
def test_split_shares_out_the_same_points_whatever_the_percentage(data):
    whole, split = load(data, **settings(test_percent=0)), load(data, **settings(test_percent=40))
    np.testing.assert_array_equal(whole.x, np.concatenate([split.x, split.x_test]))
    np.testing.assert_array_equal(whole.y, np.concatenate([split.y, split.y_test]))


@SPLIT_DATA
def test_split_mixes_the_classes(data):
    split = load(data, **settings(test_percent=50))
    assert 0 < split.y.mean() < 1
    assert 0 < split.y_test.mean() < 1


@SPLIT_DATA
def test_one_point_per_class_is_enough(data):
    one = load(data, **settings(points=1, test_percent=50))
    assert len(one.x) >= 1
    assert np.isfinite(one.x).all()


def test_corners_are_never_split():
    corners = load("corners", **settings(gate="or", test_percent=50))
    np.testing.assert_array_equal(corners.x, CORNERS)
    np.testing.assert_array_equal(corners.y, [0, 1, 1, 1])
    assert corners.x_test.shape == (0, 2)
    assert corners.y_test.shape == (0,)


@EVERY_DATA
def test_calm_points_lie_in_the_square_that_pictures_show(data):
    split = load(data, **settings(noise=0.0))
    assert (split.low <= split.x).all()
    assert (split.x <= split.high).all()


def test_unknown_names_are_named_with_those_allowed():
    with pytest.raises(ValueError, match="'moons'.*corners, clouds, circle, gauss, xor, spiral"):
        load("moons", **settings())
    with pytest.raises(ValueError, match="'nor2'.*false, and"):
        gate_corners("nor2")
    with pytest.raises(ValueError, match="'nor2'.*false, and"):
        load("clouds", **settings(gate="nor2"))
