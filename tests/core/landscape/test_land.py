"""The loss on a plane through a run's θ."""

import numpy as np
import pytest

from core.engine.losses import loss as loss_named
from core.landscape.choice import read
from core.landscape.landscape import land_of
from core.tape.cache import TapeStore
from core.tasks.registry import read_link
from core.wire.pieces import make_piece

LINKS = (
    "epochs=60", "data=spiral&hidden=8-8&points=50&test=0&epochs=40&batch=25", "loss=softmax_ce&epochs=30&hidden=3",
    "task=sine&epochs=60", "task=digits&size=7&hidden=8&epochs=1&batch=300", "epochs=40&edits=10:lr:0.1;20:w2.1.1:1",
)  # fmt: skip


def land(link, plane="path"):
    e, problems = read_link(link)
    assert not problems
    return land_of(TapeStore(make_piece), e, read(plane, e.network))


def loss_alone(found, theta):
    """As the one-run engine says it."""
    e, trainer = found.e, found.path.trainer
    network, loss = e.network, loss_named(e.loss)
    if loss.link:
        network = type(network)(network.sizes, network.hidden, "linear", network.threshold)
    return loss.value(network.forward(theta, trainer.watched_x), trainer.watched_y)


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("plane", ["path", "random:7"])
def test_a_point_of_the_grid_has_the_loss_of_its_parameters(link, plane):
    found = land(link, plane)
    rows, columns = found.heights.shape
    for column, row in ((0, 0), (columns - 1, 3), (columns // 2, rows // 2)):
        assert found.heights[row, column] == pytest.approx(loss_alone(found, found.theta(column, row)), rel=1e-9)


@pytest.mark.parametrize("link", LINKS)
def test_at_the_paths_points_the_loss_is_the_tapes(link):
    """Of small networks exactly; where θ travels in fewer bits, at the end, which is exact."""
    found = land(link)
    path = found.path
    assert path.losses[-1] == pytest.approx(loss_alone(found, path.thetas[-1]), rel=1e-9)
    if found.e.network.n_params <= 64:
        alone = [loss_alone(found, theta) for theta in path.thetas]
        assert path.losses == pytest.approx(alone, rel=1e-9)


def test_the_end_of_the_path_lies_in_its_plane_and_the_slice_says_its_loss():
    found = land("epochs=60")
    assert found.distances[-1] == pytest.approx(0.0, abs=1e-9)
    assert found.below[-1] == pytest.approx(found.path.losses[-1], rel=1e-9)


def test_the_planes_share_and_what_lies_outside_are_all_of_the_variance():
    found = land("epochs=200&hidden=8-8")
    assert sum(found.plane.shares) + found.outside == pytest.approx(1.0, abs=1e-6)
    assert found.plane.shares[0] >= found.plane.shares[1] > 0.0


def test_two_parameters_are_the_axes_and_all_others_stay():
    found = land("epochs=60", "w1.0.1,b1.2")
    network = found.e.network
    changed = np.flatnonzero(found.theta(0, 0) != found.path.trainer.theta)
    names = network.parameter_names()
    assert len(changed) == 2 and names[changed[0]].startswith("W1") and names[changed[1]].startswith("b1")
    assert [found.theta(0, 0)[k] for k in changed] == pytest.approx([found.x[0], found.y[0]])


def test_random_directions_are_as_large_as_each_layer():
    found = land("epochs=60", "random:3")
    network, centre = found.e.network, found.plane.centre
    for direction in found.plane.directions:
        for (W, b), (own_W, own_b) in zip(network.layers(direction), network.layers(centre), strict=True):
            assert np.linalg.norm(W) == pytest.approx(np.linalg.norm(own_W))
            assert np.linalg.norm(b) == pytest.approx(np.linalg.norm(own_b))


def test_a_diverging_run_has_a_landscape_up_to_its_last_finite_step():
    found = land("out=linear&hidden=2&act=linear&opt=gd&lr=3&epochs=60", "random:1")
    assert np.isfinite(found.path.losses).all() and found.scale is not None


@pytest.mark.parametrize(
    ("plane", "named"),
    [("", "plane="), ("w1.0.1", "allowed"), ("w1.0.1,w1.0.1", "twice"), ("h1.1,w1.0.1", "node"), ("random:nan", "nan"),
     ("random:99999999999", "99999999999"), ("w9.9.9,w1.0.1", "w9.9.9"), ("w1.0.1,b1.1,b1.2", "3 parameters"),
     ("x" * 9000, "allowed")],
)  # fmt: skip
def test_a_plane_that_there_is_not_is_named(plane, named):
    e, _ = read_link("epochs=20")
    with pytest.raises(ValueError, match=named) as wrong:
        read(plane, e.network)
    assert len(str(wrong.value)) < 400


@pytest.mark.parametrize("link", ["init=zeros&epochs=10", "epochs=1"])
def test_a_run_without_a_way_has_no_plane_of_it(link):
    with pytest.raises(ValueError, match="the path of this run"):
        land(link)
